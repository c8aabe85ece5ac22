package dev.millrace.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignalReceiverTest {

    private static EmbeddedPostgres postgres;
    private static DataSource database;

    private final Ear ear = new Ear("ear");
    private final Ear other = new Ear("other");
    private final SignalReceiver receiver =
            new SignalReceiver(() -> postgres.getPostgresDatabase().getConnection(), List.of(ear, other));
    private final Signals signals = new Signals(database);

    /** Writes down what it hears, and chokes on {@code bad}. */
    private static final class Ear implements SignalListener {

        private final String channel;
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        Ear(String channel) {
            this.channel = channel;
        }

        @Override
        public String channel() {
            return channel;
        }

        @Override
        public void received(String payload) {
            heard.add(payload);
            if (payload.equals("bad")) {
                throw new IllegalStateException("cannot bear that");
            }
        }

        @Override
        public void reconnected() {
            heard.add("reconnected");
        }

        String next() throws InterruptedException {
            return heard.poll(20, TimeUnit.SECONDS);
        }
    }

    @BeforeAll
    static void startDatabase() throws Exception {
        postgres = EmbeddedPostgres.start();
        database = postgres.getPostgresDatabase();
    }

    @AfterAll
    static void stopDatabase() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void start() {
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop();
    }

    @Test
    void handsSignalsToTheListenersOfTheirChannelInOrder() throws Exception {
        signals.send("ear", "1");
        signals.send("other", "2");
        signals.send("ear", "3");

        assertThat(List.of(ear.next(), ear.next(), other.next())).containsExactly("1", "3", "2");
    }

    @Test
    void hearsOnlyWhatIsCommitted() throws Exception {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            notify(connection, "rolled back");
            connection.rollback();
            notify(connection, "committed");
            signals.send("ear", "meanwhile");
            connection.commit();
        }

        assertThat(List.of(ear.next(), ear.next())).containsExactly("meanwhile", "committed");
    }

    @Test
    void goesOnAfterAListenerThatThrows() throws Exception {
        signals.send("ear", "bad");
        signals.send("ear", "good");

        assertThat(List.of(ear.next(), ear.next())).containsExactly("bad", "good");
    }

    @Test
    void connectsAgainAndSaysThatSignalsMayBeMissing() throws Exception {
        cutConnection();

        assertThat(List.of(ear.next(), other.next())).containsOnly("reconnected");
        signals.send("ear", "after");
        assertThat(ear.next()).isEqualTo("after");
    }

    @Test
    void leavesNoConnectionBehind() throws Exception {
        receiver.stop();

        await().until(() -> listening() == 0);
    }

    private static void notify(Connection connection, String payload) throws SQLException {
        try (var statement = connection.prepareStatement("select pg_notify('ear', ?)")) {
            statement.setString(1, payload);
            statement.execute();
        }
    }

    private static void cutConnection() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen%'");
        }
    }

    private static int listening() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from pg_stat_activity where query ilike 'listen%'")) {
            row.next();
            return row.getInt(1);
        }
    }
}
