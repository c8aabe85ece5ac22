package dev.millrace.ops;

import dev.millrace.account.Setup;
import dev.millrace.engine.EngineStatus;
import dev.millrace.storage.MediaStore;
import dev.millrace.storage.StorageConfig;
import dev.millrace.transcode.EngineRoom;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Tells the operator, once everything runs: what runs here, with what, and where to go next. */
@ApplicationScoped
class StartupReport {

    private static final Logger LOG = Logger.getLogger(StartupReport.class);
    private static final int AFTER_EVERYBODY_ELSE = 10_000;

    private final ListenAddress address;
    private final String version;
    private final NodeConfig node;
    private final StorageConfig storage;
    private final MediaStore store;
    private final DataSource database;
    private final EngineRoom engines;
    private final Setup setup;

    StartupReport(
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.port") int port,
            @ConfigProperty(name = "quarkus.application.version") String version,
            NodeConfig node,
            StorageConfig storage,
            MediaStore store,
            DataSource database,
            EngineRoom engines,
            Setup setup) {
        this.address = new ListenAddress(host, port);
        this.version = version;
        this.node = node;
        this.storage = storage;
        this.store = store;
        this.database = database;
        this.engines = engines;
        this.setup = setup;
    }

    /** The last step of a start. A {@link StartRefused} thrown here or before ends it with its sentence. */
    void print(@Observes @Priority(AFTER_EVERYBODY_ELSE) StartupEvent started) throws SQLException {
        if (node.slots() > 0) {
            engines.problem().ifPresent(sentence -> {
                throw new StartRefused(sentence);
            });
        }
        lines().forEach(LOG::info);
    }

    List<String> lines() throws SQLException {
        return List.of(
                "Millrace " + version + " runs at " + url() + " after " + uptime(),
                "  data      " + storage.dataDir().toAbsolutePath().normalize() + ", " + gigabytes() + " GB free",
                "  database  " + database(),
                "  work      " + work(),
                "  engine    " + engine(),
                "  access    " + access(),
                setup.path()
                        .map(path -> "  set up    no account yet: open " + url() + path)
                        .orElse("  upload    " + url() + "/upload"));
    }

    private String url() {
        return node.publicUrl().map(Object::toString).orElseGet(address::url);
    }

    private String uptime() {
        return String.format(
                Locale.ROOT, "%.1f s", ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0);
    }

    private long gigabytes() {
        return store.space().freeBytes() / 1_000_000_000;
    }

    private String database() throws SQLException {
        try (var connection = database.getConnection()) {
            var about = connection.getMetaData();
            var name = about.getDatabaseProductName() + " " + about.getDatabaseProductVersion();
            var place = new ExternalDatabase(about.getURL(), null, null).place().replace("jdbc:postgresql://", "");
            return EmbeddedDatabase.running().isPresent() ? "embedded " + name + " on " + place : name + " at " + place;
        }
    }

    private String work() {
        int slots = node.slots();
        return slots == 0 ? "none: not a worker" : slots == 1 ? "1 worker slot" : slots + " worker slots";
    }

    private String engine() {
        if (node.slots() == 0) {
            return "none: not a worker";
        }
        var status = engines.status();
        return "FFmpeg " + status.ffmpeg() + ", all encoders present, sandbox level " + status.level() + " ("
                + (status.level() == EngineStatus.Level.A
                        ? "bubblewrap"
                        : "limits only; install bubblewrap to lock untrusted media in")
                + ")";
    }

    private String access() {
        return address.onlyThisMachine()
                ? "only this machine can connect; set QUARKUS_HTTP_HOST=0.0.0.0 to listen on all addresses"
                : "other machines can connect to " + address.host();
    }
}
