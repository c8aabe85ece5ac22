package dev.millrace.testing;

import dev.millrace.signal.SignalListener;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;

/** Hears signals until the real receiver is there. TO BE REMOVED then; together they deliver twice, which is harmless. */
@ApplicationScoped
class StandInSignals {

    private final AgroalDataSource database;
    private final List<SignalListener> listeners;
    private volatile boolean stopped;

    StandInSignals(AgroalDataSource database, @All List<SignalListener> listeners) {
        this.database = database;
        this.listeners = listeners;
    }

    void start(@Observes StartupEvent event) {
        var thread = new Thread(this::hear, "stand-in-signals");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void hear() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (var listener : listeners) {
                statement.execute("listen " + listener.channel());
            }
            while (!stopped) {
                var heard = connection.unwrap(PGConnection.class).getNotifications(100);
                for (var signal : heard == null ? new org.postgresql.PGNotification[0] : heard) {
                    listeners.stream()
                            .filter(l -> l.channel().equals(signal.getName()))
                            .forEach(l -> l.received(signal.getParameter()));
                }
            }
        } catch (SQLException e) {
            if (!stopped) {
                throw new IllegalStateException(e);
            }
        }
    }
}
