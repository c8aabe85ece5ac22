package dev.millrace.ops;

import dev.millrace.problem.Problems;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Leaves out of the log what the queue's library says each time it does not find the database: that the database is away
 * is told once, by others.
 */
@LoggingFilter(name = "database-away")
final class DatabaseAwayFilter implements Filter {

    private static final String LIBRARY = "com.github.kagkarlsson.";

    @Override
    public boolean isLoggable(LogRecord record) {
        return record.getLoggerName() == null
                || !record.getLoggerName().startsWith(LIBRARY)
                || !Problems.databaseIsAway(record.getThrown());
    }
}
