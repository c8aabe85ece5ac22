package dev.millrace.signal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears all channels on one database connection of its own and hands what comes to the listeners, in the order of
 * commits.
 *
 * <p>A lost connection is opened again, with pauses of {@link #FIRST_PAUSE} doubling up to {@link #LONGEST_PAUSE}; then
 * every listener is told that signals may be missing. A listener that throws is logged and loses that one signal.
 */
public final class SignalReceiver {

    private static final Logger LOG = Logger.getLogger(SignalReceiver.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** How long a silent connection is trusted before it is asked for a sign of life, and how long that may take. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final Callable<Connection> connect;
    private final List<SignalListener> listeners;
    private final Thread thread = new Thread(this::hear, "signals");
    private volatile Connection connection;
    private volatile boolean stopped;

    /** {@code connect} opens a connection to PostgreSQL that belongs to the receiver from then on. */
    public SignalReceiver(Callable<Connection> connect, List<SignalListener> listeners) {
        this.connect = connect;
        this.listeners = List.copyOf(listeners);
        thread.setDaemon(true);
    }

    /** Signals committed after this returns are heard, provided the database can be reached now. */
    public void start() {
        try {
            connection = listening();
        } catch (Exception e) {
            LOG.warnf("Cannot hear signals yet, trying again: %s", e.getMessage());
        }
        thread.start();
    }

    /** No listener is called after this returns, unless it was called before and still has not come back. */
    public void stop() {
        stopped = true;
        thread.interrupt();
        drop(connection);
        try {
            thread.join(Duration.ofSeconds(2).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hear() {
        while (!stopped) {
            try {
                if (connection == null) {
                    connection = reconnected();
                }
                dispatchNext(connection);
            } catch (SQLException e) {
                if (!stopped) {
                    LOG.warnf("The connection for signals is lost and will be opened again: %s", e.getMessage());
                }
                drop(connection);
                connection = null;
            } catch (InterruptedException e) {
                break; // only stop() interrupts
            }
        }
        drop(connection);
    }

    private void dispatchNext(Connection open) throws SQLException {
        PGNotification[] signals = open.unwrap(PGConnection.class).getNotifications((int) SILENCE.toMillis());
        if (signals == null || signals.length == 0) {
            if (!open.isValid((int) SILENCE.toSeconds())) {
                throw new SQLException("no sign of life");
            }
            return;
        }
        for (var signal : signals) {
            dispatch(signal);
        }
    }

    private void dispatch(PGNotification signal) {
        for (var listener : listeners) {
            if (!stopped && listener.channel().equals(signal.getName())) {
                guarded(listener, () -> listener.received(signal.getParameter()));
            }
        }
    }

    private static void guarded(SignalListener listener, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.errorf(e, "A signal on %s was lost: its listener failed", listener.channel());
        }
    }

    private Connection reconnected() throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (!stopped) {
            try {
                Connection open = listening();
                listeners.forEach(listener -> guarded(listener, listener::reconnected));
                return open;
            } catch (Exception e) {
                LOG.debugf("Cannot hear signals, trying again in %s: %s", pause, e.getMessage());
                Thread.sleep(pause.toMillis());
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
        throw new InterruptedException("stopped");
    }

    private Connection listening() throws Exception {
        Connection open = connect.call();
        try (var statement = open.createStatement()) {
            for (var listener : listeners) {
                statement.execute("listen " + listener.channel());
            }
            return open;
        } catch (SQLException e) {
            drop(open);
            throw e;
        }
    }

    /** Ends a connection whose thread may be blocked in it. */
    private static void drop(Connection open) {
        try {
            if (open != null) {
                open.abort(Runnable::run);
            }
        } catch (SQLException e) {
            LOG.debugf("A connection could not be closed: %s", e.getMessage());
        }
    }
}
