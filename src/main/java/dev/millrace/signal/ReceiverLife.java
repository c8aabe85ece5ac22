package dev.millrace.signal;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.security.SimplePassword;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** Receives signals from the start of the service to its end. */
@Singleton
class ReceiverLife {

    private final SignalReceiver receiver;

    ReceiverLife(AgroalDataSource database, @All List<SignalListener> listeners) {
        this.receiver = new SignalReceiver(() -> ownConnection(database), listeners);
    }

    void start(@Observes StartupEvent event) {
        receiver.start();
    }

    void stop(@Observes ShutdownEvent event) {
        receiver.stop();
    }

    /** Opened past the pool: a pooled connection would be held for ever and keep its LISTENs when given back. */
    private static Connection ownConnection(AgroalDataSource database) throws SQLException {
        var factory = database.getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration();
        var own = new PGSimpleDataSource();
        own.setURL(factory.jdbcUrl());
        if (factory.principal() != null) {
            own.setUser(factory.principal().getName());
        }
        for (Object credential : factory.credentials()) {
            if (credential instanceof SimplePassword password) {
                own.setPassword(password.getWord());
            }
        }
        for (String name : factory.jdbcProperties().stringPropertyNames()) {
            own.setProperty(name, factory.jdbcProperties().getProperty(name));
        }
        own.setApplicationName("millrace signals");
        own.setConnectTimeout(5);
        own.setTcpKeepAlive(true);
        return own.getConnection();
    }
}
