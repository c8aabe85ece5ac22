package dev.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineOutputTest {

    @TempDir
    Path folder;

    private Path written;
    private EngineOutput output;

    @BeforeEach
    void make() throws IOException {
        written = Files.createDirectories(folder.resolve("out"));
        output = new EngineOutput(written, Files.createDirectories(folder.resolve("taken")));
    }

    @Test
    void takesAFileOutOfTheEnginesReach() throws IOException {
        Files.createDirectories(written.resolve("v720"));
        Files.writeString(written.resolve("v720/12.m4s"), "bytes");

        var taken = output.take("v720/12.m4s");

        assertThat(taken).hasContent("bytes").startsWith(folder.resolve("taken"));
        assertThat(written.resolve("v720/12.m4s")).doesNotExist();
    }

    @Test
    void takesNoLink() throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "of somebody else");
        Files.createSymbolicLink(written.resolve("320.jpg"), secret);

        assertThatThrownBy(() -> output.take("320.jpg")).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void goesThroughNoLinkedFolder() throws IOException {
        var elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("0.m4s"), "of somebody else");
        Files.createSymbolicLink(written.resolve("v720"), elsewhere);

        assertThatThrownBy(() -> output.take("v720/0.m4s")).isInstanceOf(UncheckedIOException.class);
        assertThat(elsewhere.resolve("0.m4s")).exists();
    }

    @Test
    void takesNoFolderAndNothingEmpty() throws IOException {
        Files.createDirectories(written.resolve("320.jpg"));
        Files.createFile(written.resolve("320.webp"));

        assertThatThrownBy(() -> output.take("320.jpg")).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> output.take("320.webp")).isInstanceOf(UncheckedIOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../x.m4s", "/etc/x.m4s", "v720/../0.m4s", "v720//0.m4s", "a/b/0.m4s", "x.sh", "", "v720/.m4s"})
    void knowsTheNamesOfItsFiles(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> output.take(name));
    }

    @Test
    void clearsWhatIsLeftWithoutFollowingLinks() throws IOException {
        var elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("kept"), "kept");
        Files.createSymbolicLink(written.resolve("link"), elsewhere);
        Files.writeString(written.resolve("left.m4s"), "left");

        output.clear();

        assertThat(written).isEmptyDirectory();
        assertThat(elsewhere.resolve("kept")).exists();
    }
}
