package dev.millrace.studio;

import dev.millrace.storage.MediaStore;
import dev.millrace.testing.Person;
import dev.millrace.video.Sources;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.UUID;
import org.hibernate.SessionFactory;

/** Videos for tests, in whatever state, without any work. */
@Singleton
public class Shelf {

    private final EntityManager database;
    private final MediaStore store;
    private final SessionFactory sessions;

    Shelf(EntityManager database, MediaStore store, EntityManagerFactory factory) {
        this.database = database;
        this.store = store;
        this.sessions = factory.unwrap(SessionFactory.class);
    }

    /** {@code owner} may be null. */
    public UUID put(String title, Person owner, String state) {
        var id = UUID.randomUUID();
        QuarkusTransaction.requiringNew().run(() -> database.createNativeQuery(
                        """
                        insert into video (id, title, state, stage, size_bytes, sha256, file_name, owner_id,
                            failure_code, failure_message, failed_at)
                        values (:id, :title, :state, :state, 10, 'abc', 'größe.mp4', cast(:owner as uuid),
                            case when :state = 'failed' then 'engine_crash' end,
                            case when :state = 'failed' then 'The engine died.' end,
                            case when :state = 'failed' then now() end)""")
                .setParameter("id", id)
                .setParameter("title", title)
                .setParameter("state", state)
                .setParameter("owner", owner == null ? null : owner.id().toString())
                .executeUpdate());
        return id;
    }

    public void source(UUID video, String content) {
        try {
            var folder = store.newWorkFolder("test-");
            store.publish(Files.writeString(folder.resolve("source"), content), Sources.key(video));
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many statements are prepared while something is done. */
    public long statements(Runnable act) {
        var statistics = sessions.getStatistics();
        statistics.setStatisticsEnabled(true);
        statistics.clear();
        act.run();
        return statistics.getPrepareStatementCount();
    }
}
