package dev.millrace.queue;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * The time of the database, so that the wall clocks of the nodes do not matter: a node ten minutes off neither takes a
 * living worker for dead nor is taken for dead.
 *
 * <p>Asked for every {@link #TRUSTED}, counted on by this machine's monotonic clock in between and while the database
 * is away. Two nodes differ by no more than a round trip.
 */
@Singleton
@DatabaseTime
final class DatabaseClock implements InstantSource {

    private static final Logger LOG = Logger.getLogger(DatabaseClock.class);
    private static final Duration TRUSTED = Duration.ofSeconds(10);

    /** What the database said, and {@link System#nanoTime()} when it did. */
    private record Reading(Instant instant, long nanos) {

        Duration age() {
            return Duration.ofNanos(System.nanoTime() - nanos);
        }
    }

    private final DataSource database;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Reading reading;

    DatabaseClock(DataSource database) {
        this.database = database;
    }

    @Override
    public Instant instant() {
        Reading last = reading;
        if (last == null || last.age().compareTo(TRUSTED) > 0) {
            last = newReading(last);
        }
        return last.instant().plus(last.age());
    }

    /** Only one thread asks; the others go by the last reading, where there is one. */
    private Reading newReading(Reading last) {
        if (last != null && !asking.tryLock()) {
            return last;
        }
        if (last == null) {
            asking.lock();
        }
        try {
            reading = ask();
        } catch (SQLException e) {
            if (last == null) {
                throw Database.unavailable(e);
            }
            LOG.debugf("The database does not tell the time, counting on: %s", e.getMessage());
            reading = new Reading(last.instant().plus(last.age()), System.nanoTime());
        } finally {
            asking.unlock();
        }
        return reading;
    }

    private Reading ask() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            return new Reading(row.getObject(1, OffsetDateTime.class).toInstant(), System.nanoTime());
        }
    }
}
