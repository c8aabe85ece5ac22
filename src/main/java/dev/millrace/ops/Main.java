package dev.millrace.ops;

import io.quarkus.runtime.Application;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The service from its first moment to its last: looks whether it can start at all, starts the database, runs the
 * framework, stops the database.
 *
 * <p>What stands in the way is said in one sentence on standard error, with exit code 1.
 */
@QuarkusMain
public final class Main {

    /** How long the framework may take to stop before the database is stopped under it. */
    private static final long STOP_PATIENCE_SECONDS = 30;

    private Main() {}

    public static void main(String... args) {
        var end = new ServiceEnd();
        try {
            prepare(StartSettings.read(), end);
        } catch (StartRefused e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        Quarkus.run(null, end, args);
    }

    private static void prepare(StartSettings settings, ServiceEnd end) {
        settings.requireKnownStore();
        var folder = DataFolder.claim(settings.dataFolder());
        settings.address().requireFree();
        if (settings.external().isPresent()) {
            settings.external().get().requireReachable();
        } else {
            var start = new FutureTask<>(() -> EmbeddedDatabase.start(folder.path()));
            new Thread(start, "start-database").start();
            loadTheService();
            use(result(start), end);
        }
    }

    private static void use(EmbeddedDatabase database, ServiceEnd end) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(database, end), "stop-database"));
        System.setProperty("quarkus.datasource.jdbc.url", database.jdbcUrl());
        System.setProperty("quarkus.datasource.username", database.user());
        System.setProperty("quarkus.datasource.password", database.password());
    }

    private static EmbeddedDatabase result(FutureTask<EmbeddedDatabase> start) {
        try {
            return start.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StartRefused refused
                    ? refused
                    : new StartRefused("The embedded PostgreSQL does not start: " + e.getCause() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("The start was interrupted.", e);
        }
    }

    /** Half of the framework's start needs no database: it is done while that one starts. */
    private static void loadTheService() {
        try {
            Class.forName(
                    Application.APP_CLASS_NAME, true, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            // not packaged yet: development mode makes this class later
            return;
        }
    }

    private static void stop(EmbeddedDatabase database, ServiceEnd end) {
        try {
            database.expectEnd();
            end.await(STOP_PATIENCE_SECONDS);
            database.close();
        } catch (IOException e) {
            System.err.println("The embedded PostgreSQL does not stop: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
