package dev.millrace.signal;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Sends signals. */
@ApplicationScoped
public class Signals {

    private final DataSource database;

    public Signals(DataSource database) {
        this.database = database;
    }

    /**
     * Sends when the current transaction commits, or at once where there is none; equal signals of one transaction
     * arrive once.
     *
     * @param payload less than 8000 bytes
     */
    public void send(String channel, String payload) {
        try (var connection = database.getConnection();
                var notify = connection.prepareStatement("select pg_notify(?, ?)")) {
            notify.setString(1, channel);
            notify.setString(2, payload);
            notify.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("could not send a signal on " + channel, e);
        }
    }
}
