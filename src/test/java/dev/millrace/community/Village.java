package dev.millrace.community;

import dev.millrace.account.Caller;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** People and videos for tests of what they make of each other, put straight into the database. */
@ApplicationScoped
class Village {

    private final EntityManager database;

    Village(EntityManager database) {
        this.database = database;
    }

    Caller somebody(Role role) {
        return somebody(role, "Ada");
    }

    Caller somebody(Role role, String name) {
        var id = UUID.randomUUID();
        run(
                "insert into account (id, login, name, password, role) values (?1, ?2, ?3, 'none', ?4)",
                id,
                id.toString(),
                name,
                role.key());
        return new Caller(id, name, role, EnumSet.allOf(Scope.class), Set.of(), null);
    }

    UUID video(String visibility, UUID owner) {
        var id = UUID.randomUUID();
        run(
                """
                insert into video (id, title, visibility, state, size_bytes, sha256, owner_id, duration_seconds)
                values (?1, 'A mill', ?2, 'ready', 4, 'f', ?3, 120)""",
                id,
                visibility,
                owner);
        return id;
    }

    /** Comments, each with as many replies as its place among them. */
    void talk(UUID video, UUID author, int threads, int replies) {
        run(
                """
                with begun as (
                    insert into comment (id, video_id, author_id, body, created_at)
                    select gen_random_uuid(), ?1, ?2, 'Number ' || n, timestamptz '2026-01-01 12:00Z' + n * interval '1 minute'
                    from generate_series(1, ?3) n
                    returning id, created_at
                )
                insert into comment (id, video_id, parent_id, author_id, body, created_at)
                select gen_random_uuid(), ?1, b.id, ?2, 'Reply ' || n, b.created_at + n * interval '1 second'
                from begun b, generate_series(1, ?4) n""",
                video,
                author,
                threads,
                replies);
    }

    void share(UUID video, UUID account) {
        run("insert into video_share (video_id, account_id) values (?1, ?2)", video, account);
    }

    Object ask(String sql, Object... values) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var query = database.createNativeQuery(sql);
            for (int i = 0; i < values.length; i++) {
                query.setParameter(i + 1, values[i]);
            }
            return query.getSingleResult();
        });
    }

    void run(String sql, Object... values) {
        QuarkusTransaction.requiringNew().run(() -> {
            var query = database.createNativeQuery(sql);
            for (int i = 0; i < values.length; i++) {
                query.setParameter(i + 1, values[i]);
            }
            query.executeUpdate();
        });
    }

    static Instant noon() {
        return Instant.parse("2026-05-04T12:00:00Z");
    }
}
