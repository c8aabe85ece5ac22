package dev.millrace.ops;

import dev.millrace.storage.MediaStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Which database knows the files of the store: a mark in the store names it.
 *
 * <p>A restored dump, or a setting that names the wrong database, must not make somebody's whole library orphans.
 */
@ApplicationScoped
class StoreOwner {

    private static final Logger LOG = Logger.getLogger(StoreOwner.class);
    private static final String MARKS = "owner";

    private final MediaStore store;
    private final DataSource database;
    private boolean warned;

    StoreOwner(MediaStore store, DataSource database) {
        this.store = store;
        this.database = database;
    }

    /** Whether the files were stored with this database; a store without a mark gets one. */
    synchronized boolean isThisDatabase() throws SQLException {
        var mark = MARKS + "/" + identity();
        var marks = store.entries(MARKS);
        if (marks.isEmpty()) {
            put(mark);
            return true;
        }
        boolean same = marks.stream().anyMatch(entry -> entry.key().equals(mark));
        if (!same && !warned) {
            LOG.warn("The media files were stored with another database: files without a video are kept. Remove the "
                    + "folder media/owner when this database is the right one.");
            warned = true;
        }
        return same;
    }

    /** Stays through restarts, moves and renames; a dump loaded elsewhere has another one. */
    private String identity() throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(
                        "select system_identifier || '-' || oid from pg_control_system(), pg_database "
                                + "where datname = current_database()");
                var row = query.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    private void put(String mark) {
        try {
            var folder = store.newWorkFolder("owner-");
            store.publish(Files.createFile(folder.resolve("mark")), mark);
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot mark the media store", e);
        }
    }
}
