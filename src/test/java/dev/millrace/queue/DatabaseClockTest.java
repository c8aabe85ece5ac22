package dev.millrace.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {

    private final Database database = new Database(Workshop.postgres());
    private int asked;

    @Test
    void isAtMostARoundTripFromTheDatabase() {
        var clock = new DatabaseClock(Workshop.postgres());
        Instant first = clock.instant();

        Instant before = databaseTime();
        Instant now = clock.instant();
        Instant after = databaseTime();

        // the reading is late by at most the time its answer was under way
        assertThat(now).isAfterOrEqualTo(first).isBeforeOrEqualTo(after);
        assertThat(before).isAfterOrEqualTo(first);
    }

    @Test
    void doesNotAskForEveryReading() {
        var clock = new DatabaseClock(counting(Workshop.postgres()));

        Instant last = clock.instant();
        for (int i = 0; i < 1000; i++) {
            Instant next = clock.instant();
            assertThat(next).isAfterOrEqualTo(last);
            last = next;
        }

        assertThat(asked).isLessThan(10);
    }

    private Instant databaseTime() {
        return database.first("select clock_timestamp()", row -> row.getObject(1, OffsetDateTime.class)
                        .toInstant())
                .orElseThrow();
    }

    private DataSource counting(DataSource database) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    asked++;
                    try {
                        return method.invoke(database, arguments);
                    } catch (ReflectiveOperationException e) {
                        throw new SQLException(e);
                    }
                });
    }
}
