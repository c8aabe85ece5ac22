package dev.millrace.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path folder;

    /** Another service: claims a folder, says how that went, waits for its end. */
    static final class Service {

        private Service() {}

        public static void main(String... args) throws IOException {
            try {
                DataFolder.claim(Path.of(args[0]));
                System.gc(); // nothing but the process's end may end the claim
                System.out.println("claimed");
                System.in.read();
            } catch (StartRefused e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void makesTheFolderForItsOwnerAlone() throws IOException {
        var missing = folder.resolve("a/b");

        DataFolder.claim(missing).close();

        assertThat(Files.getPosixFilePermissions(missing)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void leavesThePermissionsOfAnExistingFolderAlone() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        DataFolder.claim(folder).close();

        assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void refusesAPlaceBelowAFile() throws IOException {
        var file = Files.createFile(folder.resolve("file"));

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> DataFolder.claim(file.resolve("data")))
                .withMessageEndingWith("is a file: choose another place with MILLRACE_DATA_DIR.");
    }

    @Test
    void refusesAPlaceWhereNothingCanBeWritten() {
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> DataFolder.claim(Path.of("/proc/millrace")))
                .withMessageStartingWith("The data folder /proc/millrace is not writable for user ");
    }

    @Test
    void belongsToOneServiceAtATime() throws IOException, InterruptedException {
        var first = service();
        assertThat(first.inputReader().readLine()).isEqualTo("claimed");

        assertThat(service().inputReader().readLine())
                .isEqualTo("The data folder " + folder + " is in use by another Millrace (process " + first.pid()
                        + "): stop that one or choose another place with MILLRACE_DATA_DIR.");
        assertThatExceptionOfType(StartRefused.class).isThrownBy(() -> DataFolder.claim(folder));

        first.destroyForcibly();
        assertThat(first.waitFor(10, TimeUnit.SECONDS)).isTrue();
        DataFolder.claim(folder).close();
    }

    private Process service() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Service.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
