package dev.millrace.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the way of a start is one sentence and exit code 1. */
class MainTest {

    @TempDir
    Path folder;

    private record Ended(int exitCode, String output, String errors) {}

    @Test
    void refusesADataFolderThatCannotBeMade() throws Exception {
        var file = Files.createFile(folder.resolve("file"));

        refuses(
                Map.of("MILLRACE_DATA_DIR", file.toString()),
                "The data folder " + file + " cannot be made because " + file
                        + " is a file: choose another place with MILLRACE_DATA_DIR.");
    }

    @Test
    void refusesAPortThatIsTaken() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(other.getLocalPort());

            refuses(
                    Map.of("QUARKUS_HTTP_PORT", port),
                    "Port " + port + " on 127.0.0.1 is in use by another program: stop that one or choose another port "
                            + "with QUARKUS_HTTP_PORT.");
        }
    }

    @Test
    void refusesAPortThatIsNoPort() throws Exception {
        refuses(
                Map.of("QUARKUS_HTTP_PORT", "66000"),
                "QUARKUS_HTTP_PORT must be a number from 0 to 65535 (0 takes any free port), not \"66000\".");
    }

    @Test
    void refusesAStoreThatIsNotThereYet() throws Exception {
        refuses(Map.of("MILLRACE_STORE", "s3"), "MILLRACE_STORE=s3 is not there yet: use \"directory\".");
    }

    @Test
    void refusesADatabaseThatDoesNotAnswerWithoutTellingThePassword() throws Exception {
        refuses(
                Map.of("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:1/films?password=secret"),
                "The database at jdbc:postgresql://127.0.0.1:1/films cannot be used (Connection to 127.0.0.1:1 "
                        + "refused): check QUARKUS_DATASOURCE_JDBC_URL, _USERNAME and _PASSWORD.");
    }

    @Test
    void refusesAFolderThatAnotherServiceUses() throws Exception {
        try (var other = DataFolder.claim(folder.resolve("data"))) {
            refuses(
                    Map.of(),
                    "The data folder " + other.path() + " is in use by another Millrace (process "
                            + ProcessHandle.current().pid()
                            + "): stop that one or choose another place with MILLRACE_DATA_DIR.");
        }
    }

    private void refuses(Map<String, String> environment, String sentence) throws Exception {
        var ended = run(environment);

        assertThat(ended.errors()).isEqualTo(sentence + "\n");
        assertThat(ended.output()).isEmpty();
        assertThat(ended.exitCode()).isEqualTo(1);
    }

    private Ended run(Map<String, String> environment) throws IOException, InterruptedException {
        var output = folder.resolve("output");
        var errors = folder.resolve("errors");
        var builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(withDefaults(environment));
        var process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(output), Files.readString(errors));
    }

    private Map<String, String> withDefaults(Map<String, String> environment) {
        var all = new HashMap<String, String>();
        all.put("MILLRACE_DATA_DIR", folder.resolve("data").toString());
        all.put("QUARKUS_HTTP_PORT", "0");
        all.putAll(environment);
        return all;
    }
}
