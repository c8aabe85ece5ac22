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
import java.util.Optional;

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
    private final DatabaseWatch watch;
    private volatile EmbeddedPostgres postgres;
    private volatile Optional<Postmaster> server;

    private EmbeddedDatabase(
            DatabaseFolder folder, String password, EmbeddedPostgres postgres, DatabaseWatch.Stamina stamina)
            throws IOException {
        this.folder = folder;
        this.password = password;
        this.postgres = postgres;
        this.server = Postmaster.in(folder.data());
        this.watch = new DatabaseWatch(this, stamina);
    }

    /**
     * Starts the database, on the first start after making it; blocks until it answers. One that an earlier life of the
     * service left running in the folder is stopped first.
     *
     * @param dataFolder claimed by this process
     */
    static EmbeddedDatabase start(Path dataFolder) {
        return start(dataFolder, DatabaseWatch.Stamina.USUAL);
    }

    static EmbeddedDatabase start(Path dataFolder, DatabaseWatch.Stamina stamina) {
        try {
            refuseRootWithoutNamespaces();
            var folder = DatabaseFolder.prepare(dataFolder.resolve("postgresql"));
            stopLeftOver(folder);
            var password = folder.password();
            var database = new EmbeddedDatabase(folder, password, startServer(folder, password), stamina);
            database.makeRoleAndDatabase();
            folder.firstStartEnded();
            database.watch.begin();
            running = database;
            return database;
        } catch (IOException | SQLException | IllegalStateException e) {
            throw new StartRefused("The embedded PostgreSQL does not start: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("The start was interrupted.", e);
        }
    }

    /** Empty when this process does not run its own database. */
    static Optional<EmbeddedDatabase> running() {
        return Optional.ofNullable(running);
    }

    /** Why it does not answer, in a sentence. */
    Optional<String> trouble() {
        return switch (watch.sight()) {
            case HERE -> Optional.empty();
            case AWAY -> Optional.of("The embedded PostgreSQL ended and is being started again.");
            case GIVEN_UP -> Optional.of("The embedded PostgreSQL ended and does not start again.");
        };
    }

    /** Whether it will be away until the service is started anew. */
    boolean isGivenUp() {
        return watch.sight() == DatabaseWatch.Sight.GIVEN_UP;
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

    Path startLog() {
        return folder.startLog();
    }

    /** Blocks until the server has ended, whoever ended it. */
    void awaitEnd() throws InterruptedException {
        if (server.isPresent()) {
            server.get().awaitEnd();
        }
    }

    /** Starts a server that has ended, on the same port; it recovers by itself what it had acknowledged. Blocks. */
    void startAgain() throws IOException, InterruptedException {
        stopLeftOver(folder);
        postgres.close();
        watch.requireNotEnded();
        postgres = startOn(port(), folder, password)
                .orElseThrow(() -> new IOException("the reason is in " + folder.startLog()));
        server = Postmaster.in(folder.data());
    }

    /** From here on a server that ends is left alone. */
    void expectEnd() {
        try {
            watch.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops the server: connections are cut, what was committed is on disk. Blocks. */
    @Override
    public void close() throws IOException {
        running = null;
        expectEnd();
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
            var postgres = startOn(freePort(), folder, password);
            if (postgres.isPresent()) {
                return postgres.get();
            }
            // somebody may have taken the port in between
            if (attempt == ATTEMPTS || !folder.startLogSays("could not bind")) {
                throw new IOException("the reason is in " + folder.startLog());
            }
        }
    }

    /** Empty when the server refused; its reason is in the start log. */
    private static Optional<EmbeddedPostgres> startOn(int port, DatabaseFolder folder, String password)
            throws IOException, InterruptedException {
        folder.forgetStartLog();
        return new PostmasterStart(folder, password, port).await(START_PATIENCE);
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
