package dev.millrace.ops;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/**
 * The end of the framework's run, asked for or not: says why in one sentence where that is known, and ends the process.
 */
final class ServiceEnd implements BiConsumer<Integer, Throwable> {

    private static final Logger LOG = Logger.getLogger(ServiceEnd.class);

    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Called by the framework when it has stopped; {@code failure} is null when nothing went wrong. */
    @Override
    public void accept(Integer exitCode, Throwable failure) {
        stopped.countDown();
        if (failure != null) {
            tell(failure);
        }
        System.exit(exitCode);
    }

    /** Waits, for a while, until the framework has stopped; returns at once when it never ran. */
    void await(long seconds) throws InterruptedException {
        if (ApplicationLifecycleManager.getCurrentApplication() != null) {
            stopped.await(seconds, TimeUnit.SECONDS);
        }
    }

    private static void tell(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (isSaidInItsMessage(cause)) {
                System.err.println(cause.getMessage());
                return;
            }
            if (cause instanceof QuarkusBindException taken) {
                System.err.println("Port " + taken.getPort() + " was taken by another program during the start.");
                return;
            }
        }
        LOG.error("The service cannot start", failure);
    }

    private static boolean isSaidInItsMessage(Throwable cause) {
        return cause instanceof StartRefused
                || cause instanceof ConfigurationException
                || cause instanceof ConfigValidationException;
    }
}
