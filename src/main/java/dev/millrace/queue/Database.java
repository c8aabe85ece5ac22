package dev.millrace.queue;

import dev.millrace.problem.ProblemException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The queue's statements: on the connection of the current transaction, or each for itself where there is none. */
final class Database {

    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final DataSource connections;

    Database(DataSource connections) {
        this.connections = connections;
    }

    /** The number of rows changed. */
    int update(String sql, Object... parameters) {
        try (var connection = connections.getConnection();
                var statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    <T> List<T> query(String sql, Row<T> row, Object... parameters) {
        try (var connection = connections.getConnection();
                var statement = prepare(connection, sql, parameters);
                var rows = statement.executeQuery()) {
            var found = new ArrayList<T>();
            while (rows.next()) {
                found.add(row.read(rows));
            }
            return found;
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    <T> Optional<T> first(String sql, Row<T> row, Object... parameters) {
        return query(sql, row, parameters).stream().findFirst();
    }

    static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    static ProblemException unavailable(SQLException cause) {
        var problem = new ProblemException(
                ProblemException.Kind.UNAVAILABLE,
                "queue_unavailable",
                "The queue cannot be reached: " + cause.getMessage());
        problem.initCause(cause);
        return problem;
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, bound(connection, parameters[i]));
        }
        return statement;
    }

    private static Object bound(Connection connection, Object value) throws SQLException {
        if (value instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        if (value instanceof List<?> several) { // of ids or of words
            boolean ids = several.stream().allMatch(UUID.class::isInstance);
            return connection.createArrayOf(ids ? "uuid" : "text", several.toArray());
        }
        return value;
    }
}
