package dev.millrace.ops;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One try at starting the server on one port.
 *
 * <p>The library asks the port until its time is up, also when the server has long said no; so the server's first words
 * are watched beside it.
 */
final class PostmasterStart {

    private static final long LOOK_MILLIS = 20;
    /** Longer than ours: a start that the library gives up itself keeps the library's lock. */
    private static final Duration LIBRARY_PATIENCE = Duration.ofHours(1);

    private static final String WORKING_FOLDER = "ot.epg.working-dir";

    private final DatabaseFolder folder;
    private final FutureTask<EmbeddedPostgres> start;
    private final Thread thread;

    PostmasterStart(DatabaseFolder folder, String password, int port) {
        this.folder = folder;
        this.start = new FutureTask<>(() -> builder(folder, password, port).start());
        this.thread = new Thread(start, "start-postgresql");
        thread.setDaemon(true);
    }

    /**
     * Blocks until the server answers. Empty when it refused; its reason is in the start log. Leaves no server behind when
     * it is interrupted or loses its patience.
     */
    Optional<EmbeddedPostgres> await(Duration patience) throws IOException, InterruptedException {
        thread.start();
        try {
            return answered(patience);
        } catch (InterruptedException e) {
            letGo();
            throw e;
        }
    }

    private Optional<EmbeddedPostgres> answered(Duration patience) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            try {
                return Optional.of(start.get(LOOK_MILLIS, TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                if (folder.startLogSays("could not start server")) {
                    letGo();
                    return Optional.empty();
                }
            } catch (ExecutionException e) {
                throw new IOException(e.getCause().getMessage(), e.getCause());
            }
        }
        letGo();
        throw new IOException("it did not answer for " + patience.toMinutes() + " minutes, see " + folder.startLog());
    }

    /** An interrupted wait returns as if all was well: closing the result frees the library's own lock. */
    private void letGo() throws InterruptedException, IOException {
        thread.interrupt();
        try {
            start.get().close();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        }
    }

    private static EmbeddedPostgres.Builder builder(DatabaseFolder folder, String password, int port) {
        return builderThatCleansOnly(folder.programs())
                .setOverrideWorkingDirectory(folder.programs().toFile())
                .setDataDirectory(folder.data())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(LIBRARY_PATIENCE)
                .setOutputRedirector(Redirect.appendTo(folder.startLog().toFile()))
                .setPort(port)
                .setConnectConfig("password", password)
                // options of initdb, whatever the method's name says: everybody needs the password from the first
                // moment,
                // and sort orders come with PostgreSQL, so that an update of the system cannot break an index
                .setLocaleConfig("pwfile", folder.passwordFile().toString())
                .setLocaleConfig("auth-local", "scram-sha-256")
                .setLocaleConfig("auth-host", "scram-sha-256")
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                // the library is made for tests and turns these off
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "60")
                .setServerConfig("shared_buffers", "128MB")
                // every statement of ours ends sooner than it would be compiled
                .setServerConfig("jit", "off")
                .setServerConfig("logging_collector", "on")
                .setServerConfig("log_directory", "../log")
                .setServerConfig("log_filename", "postgresql-%a.log")
                .setServerConfig("log_truncate_on_rotation", "on");
    }

    /** The library clears old data folders away below its working folder: that must never be a parent of ours. */
    private static EmbeddedPostgres.Builder builderThatCleansOnly(Path folder) {
        System.setProperty(WORKING_FOLDER, folder.toString());
        try {
            return EmbeddedPostgres.builder();
        } finally {
            System.clearProperty(WORKING_FOLDER);
        }
    }
}
