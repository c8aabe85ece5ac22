package dev.millrace.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeNameTest {

    @TempDir
    Path folder;

    @Test
    void staysTheSameInEveryLifeOfTheNode() {
        Path data = folder.resolve("not/there/yet");

        String name = NodeName.in(data);

        assertThat(NodeName.in(data)).isEqualTo(name).matches("node-[0-9a-f-]{13}");
        assertThat(NodeName.in(folder.resolve("other"))).isNotEqualTo(name);
    }

    @Test
    void isMadeUpAgainWhenTheFileIsTorn() throws IOException {
        Files.writeString(folder.resolve("node-id"), "");

        String name = NodeName.in(folder);

        assertThat(name).isNotEmpty();
        assertThat(Files.readString(folder.resolve("node-id"))).isEqualTo(name + "\n");
    }
}
