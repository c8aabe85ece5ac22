package dev.millrace.ops;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The PostgreSQL that comes with the service: its data and its programs lie in the data folder, it listens on the
 * loopback address alone, and everybody needs the password.
 *
 * <p>The service works as an ordinary role that owns one database; the superuser only makes the two.
 */
final class EmbeddedDatabase implements AutoCloseable {

    static final String NAME = "millrace";
    private static final String SUPERUSER = "postgres";
    /** Crash recovery of a large log may take this long on a slow disk. */
    private static final Duration START_PATIENCE = Duration.ofMinutes(3);

    private static final int ATTEMPTS = 3;

    private static volatile EmbeddedDatabase running;

    private final DatabaseFolder folder;
    private final String password;
    private final EmbeddedPostgres postgres;

    private EmbeddedDatabase(DatabaseFolder folder, String password, EmbeddedPostgres postgres) {
        this.folder = folder;
        this.password = password;
        this.postgres = postgres;
    }

    /**
     * Starts the database, on the first start after making it; blocks until it answers. One that an earlier life of the
     * service left running in the folder is stopped first.
     *
     * @param dataFolder claimed by this process
     */
    static EmbeddedDatabase start(Path dataFolder) {
        try {
            refuseRootWithoutNamespaces();
            var folder = DatabaseFolder.prepare(dataFolder.resolve("postgresql"));
            stopLeftOver(folder);
            var password = folder.password();
            var database = new EmbeddedDatabase(folder, password, startServer(folder, password));
            database.makeRoleAndDatabase();
            folder.firstStartEnded();
            running = database;
            return database;
        } catch (IOException | SQLException | IllegalStateException e) {
            throw new StartRefused("The embedded PostgreSQL does not start: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("The start was interrupted.", e);
        }
    }

    /** Whether this process runs its own database. */
    static boolean isRunning() {
        return running != null;
    }

    String jdbcUrl() {
        return jdbcUrl(NAME);
    }

    String user() {
        return NAME;
    }

    String password() {
        return password;
    }

    int port() {
        return postgres.getPort();
    }

    /** Stops the server: connections are cut, what was committed is on disk. Blocks. */
    @Override
    public void close() throws IOException {
        running = null;
        postgres.close();
        try {
            stopLeftOver(folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stopLeftOver(DatabaseFolder folder) throws IOException, InterruptedException {
        var server = Postmaster.in(folder.data());
        if (server.isPresent()) {
            server.get().stop();
        }
    }

    private static EmbeddedPostgres startServer(DatabaseFolder folder, String password)
            throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            var start = new PostmasterStart(folder, password, freePort());
            var postgres = start.await(START_PATIENCE);
            if (postgres.isPresent()) {
                return postgres.get();
            }
            // somebody may have taken the port in between
            if (attempt == ATTEMPTS || !folder.startLogSays("could not bind")) {
                throw new IOException("the reason is in " + folder.startLog());
            }
        }
    }

    private void makeRoleAndDatabase() throws SQLException {
        try (var connection = DriverManager.getConnection(jdbcUrl("postgres"), SUPERUSER, password)) {
            if (!exists(connection, "select from pg_roles where rolname = '" + NAME + "'")) {
                run(connection, "create role " + NAME + " login password '" + password + "'");
            }
            if (!exists(connection, "select from pg_database where datname = '" + NAME + "'")) {
                run(connection, "create database " + NAME + " owner " + NAME);
            }
        }
    }

    private static boolean exists(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static void run(Connection connection, String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** PostgreSQL refuses to run as root; inside a user namespace of its own it is nobody. */
    private static void refuseRootWithoutNamespaces() {
        if ("root".equals(System.getProperty("user.name")) && !LinuxUtils.isUnshareAvailable()) {
            throw new StartRefused(
                    "The embedded PostgreSQL cannot run as root on this system: start Millrace as an ordinary user, or "
                            + "name another database with QUARKUS_DATASOURCE_JDBC_URL.");
        }
    }
}
