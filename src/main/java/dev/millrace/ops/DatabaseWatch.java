package dev.millrace.ops;

import java.io.IOException;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Looks after the embedded database: when its server ends although nobody asked it to, it is started again, with pauses
 * that double, until so many starts in a row came to nothing.
 */
final class DatabaseWatch {

    private static final Logger LOG = Logger.getLogger(DatabaseWatch.class);

    /** How long an interrupted start may take to stop what it began. */
    private static final Duration END_PATIENCE = Duration.ofSeconds(20);

    enum Sight {
        HERE,
        /** It is being started again. */
        AWAY,
        /** Nobody tries any more. */
        GIVEN_UP
    }

    /**
     * How long to go on trying.
     *
     * @param starts in a row, after which it is given up
     * @param calm a server that ran for so long begins a new row
     */
    record Stamina(int starts, Duration firstPause, Duration longestPause, Duration calm) {

        /** About two minutes. */
        static final Stamina USUAL =
                new Stamina(10, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(1));

        /** The first start needs none. */
        private Duration pauseBefore(int start) {
            if (start == 1) {
                return Duration.ZERO;
            }
            var pause = firstPause.multipliedBy(1L << Math.min(start - 2, 20));
            return pause.compareTo(longestPause) < 0 ? pause : longestPause;
        }
    }

    private final EmbeddedDatabase database;
    private final Stamina stamina;
    private final Thread thread = new Thread(this::watch, "watch-postgresql");

    /** An interrupt alone is not enough: what closes a server may swallow it. */
    private volatile boolean ended;

    private volatile Sight sight = Sight.HERE;
    private int starts;

    DatabaseWatch(EmbeddedDatabase database, Stamina stamina) {
        this.database = database;
        this.stamina = stamina;
        thread.setDaemon(true);
    }

    void begin() {
        thread.start();
    }

    Sight sight() {
        return sight;
    }

    /** Nothing is started after this returns. */
    void end() throws InterruptedException {
        ended = true;
        thread.interrupt();
        thread.join(END_PATIENCE.toMillis());
    }

    void requireNotEnded() throws InterruptedException {
        if (ended) {
            throw new InterruptedException("The watch has ended");
        }
    }

    private void watch() {
        try {
            do {
                awaitEnd();
            } while (startedAgain());
        } catch (InterruptedException e) {
            LOG.debug("The embedded PostgreSQL is watched no longer"); // only end() interrupts
        }
    }

    private void awaitEnd() throws InterruptedException {
        long began = System.nanoTime();
        database.awaitEnd();
        requireNotEnded();
        if (System.nanoTime() - began >= stamina.calm().toNanos()) {
            starts = 0;
        }
        sight = Sight.AWAY;
        LOG.warnf(
                "The embedded PostgreSQL ended although nobody stopped it; it is started again on port %d",
                database.port());
    }

    /** Blocks until the server answers, or false. */
    private boolean startedAgain() throws InterruptedException {
        while (starts < stamina.starts()) {
            requireNotEnded();
            starts++;
            Thread.sleep(stamina.pauseBefore(starts).toMillis());
            try {
                database.startAgain();
                sight = Sight.HERE;
                LOG.info("The embedded PostgreSQL answers again");
                return true;
            } catch (IOException | RuntimeException e) {
                LOG.debugf("Start %d of the embedded PostgreSQL came to nothing: %s", starts, e.getMessage());
            }
        }
        sight = Sight.GIVEN_UP;
        LOG.errorf(
                "The embedded PostgreSQL does not stay up (%d starts): nothing can be answered until Millrace is started "
                        + "anew. Look into %s and the folder log beside it.",
                starts, database.startLog());
        return false;
    }
}
