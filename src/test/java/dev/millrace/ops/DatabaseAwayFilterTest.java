package dev.millrace.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseAwayFilterTest {

    @ParameterizedTest(name = "{0} with {1} is told: {2}")
    @CsvSource({
        "com.github.kagkarlsson.scheduler.RunUntilShutdown, 08001, false",
        "com.github.kagkarlsson.scheduler.RunUntilShutdown, 57P03, false",
        "com.github.kagkarlsson.scheduler.RunUntilShutdown, 42P01, true",
        "dev.millrace.queue.PickUp, 08001, true"
    })
    void leavesOutOnlyThatTheQueuesLibraryDoesNotFindTheDatabase(String logger, String state, boolean told) {
        var words = new LogRecord(Level.SEVERE, "Unhandled exception. Will keep running.");
        words.setLoggerName(logger);
        words.setThrown(new IllegalStateException(new SQLException("no", state)));

        assertThat(new DatabaseAwayFilter().isLoggable(words)).isEqualTo(told);
    }
}
