package dev.millrace.ops;

import dev.millrace.storage.MediaStore;
import dev.millrace.storage.MediaStore.Entry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Removes stored files that belong to no video, and forgotten work.
 *
 * <p>A file may come before its row: an upload stores the source, then commits. So nothing young is touched, and the
 * files are listed before the rows are read. In a database that is not the one the files were stored with, every file
 * would look like an orphan: then nothing is touched at all, see {@link StoreOwner}.
 */
@ApplicationScoped
class OrphanSweep {

    private static final Logger LOG = Logger.getLogger(OrphanSweep.class);
    private static final List<String> BY_VIDEO = List.of("streams", "sources", "watermarks");

    private final MediaStore store;
    private final DataSource database;
    private final StoreOwner owner;
    private final OpsConfig config;
    private final InstantSource clock;

    OrphanSweep(MediaStore store, DataSource database, StoreOwner owner, OpsConfig config, InstantSource clock) {
        this.store = store;
        this.database = database;
        this.owner = owner;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "${millrace.ops.sweep-every:60s}",
            delayed = "30s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        try {
            store.removeWorkUntouchedSince(clock.instant().minus(config.forgottenWorkAge()));
            if (owner.isThisDatabase()) {
                for (var folder : BY_VIDEO) {
                    removeOrphans(folder);
                }
            }
        } catch (SQLException | UncheckedIOException e) {
            LOG.warnf("Files without a video could not be looked for and stay until the next time: %s", e.getMessage());
        }
    }

    private void removeOrphans(String folder) throws SQLException {
        var before = clock.instant().minus(config.orphanAge());
        var old = store.entries(folder).stream()
                .filter(entry -> entry.changedAt().isBefore(before))
                .toList();
        if (old.isEmpty()) {
            return;
        }
        var known = knownVideos();
        for (var entry : old) {
            if (video(entry).map(video -> !known.contains(video)).orElse(false)) {
                LOG.infof("Removing %s: there is no such video", entry.key());
                store.delete(entry.key());
            }
        }
    }

    private Set<UUID> knownVideos() throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement("select id from video");
                var rows = query.executeQuery()) {
            var ids = new HashSet<UUID>();
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
            return ids;
        }
    }

    /** Empty for a name this service does not give. */
    private static Optional<UUID> video(Entry entry) {
        var name = entry.key().substring(entry.key().lastIndexOf('/') + 1);
        try {
            return Optional.of(UUID.fromString(name)).filter(id -> id.toString().equals(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
