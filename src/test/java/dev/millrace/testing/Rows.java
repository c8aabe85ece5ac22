package dev.millrace.testing;

import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.persistence.EntityManager;
import java.util.UUID;

/** Rows of videos that nobody uploaded, for tests of what is shown. */
public final class Rows {

    private Rows() {}

    /** A public video in a state, without a stream. */
    public static UUID video(UUID owner, String state) {
        var id = UUID.randomUUID();
        var database = Arc.container().instance(EntityManager.class).get();
        QuarkusTransaction.requiringNew().run(() -> database.createNativeQuery(
                        """
                        insert into video (id, title, state, size_bytes, sha256, owner_id, failure_code, failure_message, failed_at)
                        select :id, 'Untitled', :state, 4, 'f', :owner, f.code, f.message, f.failed
                        from (select case when :state = 'failed' then 'corrupt_source' end as code,
                            case when :state = 'failed' then 'The file is damaged beyond use.' end as message,
                            case when :state = 'failed' then now() end as failed) f""")
                .setParameter("id", id)
                .setParameter("state", state)
                .setParameter("owner", owner)
                .executeUpdate());
        return id;
    }

    /** Comments of a video, each with replies; the oldest is {@code Number 1}, of a day ago. */
    public static void comments(UUID video, UUID author, int threads, int replies) {
        var database = Arc.container().instance(EntityManager.class).get();
        QuarkusTransaction.requiringNew().run(() -> database.createNativeQuery(
                        """
                        with begun as (
                            insert into comment (id, video_id, author_id, body, created_at)
                            select gen_random_uuid(), :video, :author, 'Number ' || n, now() - interval '1 day' + n * interval '1 minute'
                            from generate_series(1, :threads) n
                            returning id, created_at
                        )
                        insert into comment (id, video_id, parent_id, author_id, body, created_at)
                        select gen_random_uuid(), :video, b.id, :author, 'Reply ' || n, b.created_at + n * interval '1 second'
                        from begun b, generate_series(1, :replies) n""")
                .setParameter("video", video)
                .setParameter("author", author)
                .setParameter("threads", threads)
                .setParameter("replies", replies)
                .executeUpdate());
    }
}
