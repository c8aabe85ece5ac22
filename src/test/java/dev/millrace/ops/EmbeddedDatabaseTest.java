package dev.millrace.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.millrace.ops.DatabaseWatch.Stamina;
import dev.millrace.testing.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    @TempDir
    Path dataFolder;

    @BeforeAll
    static void beLong() {
        Patience.beLong();
    }

    /** A service that starts a database, stores a row, and never ends by itself. */
    static final class Service {

        private Service() {}

        public static void main(String... args) throws Exception {
            var database = EmbeddedDatabase.start(Path.of(args[0]));
            try (var connection = connect(database)) {
                run(connection, "create table kept (word text)");
                run(connection, "insert into kept values ('acknowledged')");
            }
            System.out.println("stored");
            Thread.currentThread().join();
        }
    }

    @Test
    void keepsItsDataOverARestart() throws Exception {
        try (var database = EmbeddedDatabase.start(dataFolder);
                var connection = connect(database)) {
            run(connection, "create table kept (word text)");
            run(connection, "insert into kept values ('acknowledged')");
        }

        try (var database = EmbeddedDatabase.start(dataFolder);
                var connection = connect(database)) {
            assertThat(single(connection, "select word from kept")).isEqualTo("acknowledged");
        }
        assertThat(note()).doesNotExist();
    }

    @Test
    void takesOverFromAServiceThatWasKilled() throws Exception {
        killedService();
        long leftOver = Postmaster.in(data()).orElseThrow().process().pid();

        try (var database = EmbeddedDatabase.start(dataFolder);
                var connection = connect(database)) {
            assertThat(single(connection, "select word from kept")).isEqualTo("acknowledged");
            assertThat(Postmaster.in(data()).orElseThrow().process().pid()).isNotEqualTo(leftOver);
        }
    }

    @Test
    void writesToTheDiskBeforeItAcknowledges() throws Exception {
        try (var database = EmbeddedDatabase.start(dataFolder);
                var connection = connect(database)) {
            for (var setting : new String[] {"fsync", "full_page_writes", "synchronous_commit"}) {
                assertThat(single(connection, "show " + setting)).as(setting).isEqualTo("on");
            }
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() throws Exception {
        try (var database = EmbeddedDatabase.start(dataFolder)) {
            for (var user : new String[] {"millrace", "postgres"}) {
                for (var password : new String[] {"", "postgres", "millrace"}) {
                    assertThatExceptionOfType(SQLException.class)
                            .isThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), user, password));
                }
            }
            assertThat(Files.readString(data().resolve("pg_hba.conf")).lines())
                    .filteredOn(line -> !line.isBlank() && !line.startsWith("#"))
                    .allMatch(line -> line.endsWith("scram-sha-256"));
        }
        assertThat(Files.getPosixFilePermissions(root().resolve("password")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(root())).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void worksAsARoleThatIsNoSuperuser() throws Exception {
        try (var database = EmbeddedDatabase.start(dataFolder);
                var connection = connect(database)) {
            assertThat(single(connection, "show is_superuser")).isEqualTo("off");
        }
    }

    @Test
    void beginsAgainWhenTheFirstStartWasCutShort() throws Exception {
        Files.createDirectories(data());
        Files.writeString(data().resolve("postgresql.conf"), "# initdb was killed here");
        Files.createFile(root().resolve("first-start"));

        try (var database = EmbeddedDatabase.start(dataFolder);
                var connection = connect(database)) {
            assertThat(single(connection, "select 1")).isEqualTo("1");
        }
        assertThat(root().resolve("first-start")).doesNotExist();
    }

    @Test
    void neverThrowsAwayADatabaseWhosePasswordIsGone() throws Exception {
        EmbeddedDatabase.start(dataFolder).close();
        Files.delete(root().resolve("password"));

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> EmbeddedDatabase.start(dataFolder))
                .withMessageContaining("put it back from a backup");
        assertThat(data().resolve("PG_VERSION")).exists();
    }

    @Test
    void saysSoonWhyItDoesNotStart() throws Exception {
        EmbeddedDatabase.start(dataFolder).close();
        Files.writeString(data().resolve("postgresql.conf"), "no_such_setting = 1\n");

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> EmbeddedDatabase.start(dataFolder))
                .withMessageContaining("start.log");
        assertThat(root().resolve("start.log")).content().contains("no_such_setting");
    }

    @Test
    void doesNotStopAStrangerNamedByAnOldNote() throws Exception {
        EmbeddedDatabase.start(dataFolder).close();
        Files.writeString(note(), ProcessHandle.current().pid() + "\n" + data() + "\n");

        try (var database = EmbeddedDatabase.start(dataFolder);
                var connection = connect(database)) {
            assertThat(single(connection, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void comesBackAtTheSameAddressWhenItsServerIsKilled() throws Exception {
        try (var database = EmbeddedDatabase.start(dataFolder)) {
            try (var connection = connect(database)) {
                run(connection, "create table kept (word text)");
                run(connection, "insert into kept values ('acknowledged')");
            }
            var address = database.jdbcUrl();
            for (int time = 0; time < 2; time++) {
                killServer();

                await().ignoreExceptions().untilAsserted(() -> {
                    try (var connection = connect(database)) {
                        assertThat(single(connection, "select word from kept")).isEqualTo("acknowledged");
                    }
                });
                await().until(() -> database.trouble().isEmpty());
            }
            assertThat(database.jdbcUrl()).isEqualTo(address);
            assertThat(database.isGivenUp()).isFalse();
        }
        assertThat(note()).doesNotExist();
    }

    @Test
    void saysThatItIsAwayAndAfterSomeStartsThatItIsGivenUp() throws Exception {
        var twice = new Stamina(2, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofHours(1));
        try (var database = EmbeddedDatabase.start(dataFolder, twice)) {
            assertThat(new DatabaseCheck().call().getStatus()).isEqualTo(Status.UP);
            assertThat(new ServiceCheck("1").call().getStatus()).isEqualTo(Status.UP);
            Files.writeString(data().resolve("postgresql.conf"), "no_such_setting = 1\n");

            killServer();

            await().until(database::isGivenUp);
            var ready = new DatabaseCheck().call();
            assertThat(ready.getStatus()).isEqualTo(Status.DOWN);
            assertThat(ready.getData().orElseThrow())
                    .containsValue("The embedded PostgreSQL ended and does not start again.");
            assertThat(new ServiceCheck("1").call().getStatus()).isEqualTo(Status.DOWN);
            assertThat(database.startLog()).content().contains("no_such_setting");
        }
        assertThat(EmbeddedDatabase.running()).isEmpty();
    }

    @Test
    void leavesAServerThatEndsInTheServicesOwnEndAlone() throws Exception {
        try (var database = EmbeddedDatabase.start(dataFolder)) {
            database.expectEnd();

            killServer();

            assertThat(database.trouble()).isEmpty();
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .doesNotContain("watch-postgresql");
        }
        assertThat(Postmaster.in(data())).isEmpty();
    }

    /** The server and all its children, as somebody who runs out of memory would. */
    private void killServer() throws IOException {
        var server = Postmaster.in(data()).orElseThrow().process();
        var children = server.descendants().toList();
        server.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private void killedService() throws IOException, InterruptedException {
        var service = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Service.class.getName(),
                        dataFolder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var output = service.inputReader()) {
            String line;
            do {
                line = output.readLine();
            } while (line != null && !line.equals("stored"));
            assertThat(line).as("the service stored its row").isNotNull();
        } finally {
            service.destroyForcibly();
            assertThat(service.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Path root() throws IOException {
        return dataFolder.toRealPath().resolve("postgresql");
    }

    private Path data() throws IOException {
        return root().resolve("data");
    }

    private Path note() throws IOException {
        return data().resolve("postmaster.pid");
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    private static void run(Connection connection, String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static String single(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
