package dev.millrace.community;

import dev.millrace.access.VideoAccess;
import dev.millrace.account.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/** Who likes what: an account likes a video or a comment once. Saying it again changes nothing. */
@ApplicationScoped
class Likes {

    /** How many like something, and whether the reader does. */
    public record LikesView(long likes, boolean liked) {}

    private final EntityManager database;
    private final VideoAccess access;
    private final Comments comments;

    Likes(EntityManager database, VideoAccess access, Comments comments) {
        this.database = database;
        this.access = access;
        this.comments = comments;
    }

    /** The caller must be known to see the video. */
    @Transactional
    LikesView of(UUID video, Caller who) {
        List<?> rows = database.createNativeQuery(
                        """
                        select coalesce((select r.likes from reception r where r.video_id = :video), 0),
                            exists (select 1 from video_like l where l.video_id = :video and l.account_id = :viewer)""")
                .setParameter("video", video)
                .setParameter("viewer", Reader.of(who).account())
                .getResultList();
        var row = (Object[]) rows.get(0);
        return new LikesView(((Number) row[0]).longValue(), (Boolean) row[1]);
    }

    @Transactional
    LikesView video(UUID video, boolean liked, Caller who) {
        access.requireView(video, who);
        if (changed("video", video, liked, Comments.account(who))) {
            database.createNativeQuery(
                            """
                            insert into reception (video_id, likes) values (:video, greatest(:more, 0))
                            on conflict (video_id) do update set likes = greatest(reception.likes + :more, 0)""")
                    .setParameter("video", video)
                    .setParameter("more", liked ? 1 : -1)
                    .executeUpdate();
        }
        return of(video, who);
    }

    @Transactional
    CommentView comment(UUID comment, boolean liked, Caller who) {
        comments.find(comment, who);
        if (changed("comment", comment, liked, Comments.account(who))) {
            database.createNativeQuery("update comment set likes = greatest(likes + :more, 0) where id = :comment")
                    .setParameter("comment", comment)
                    .setParameter("more", liked ? 1 : -1)
                    .executeUpdate();
        }
        return comments.view(comment, who);
    }

    /** {@code what} is {@code video} or {@code comment}. */
    private boolean changed(String what, UUID id, boolean liked, UUID account) {
        String sql = liked
                ? "insert into %1$s_like (%1$s_id, account_id) values (:id, :account) on conflict do nothing"
                : "delete from %1$s_like where %1$s_id = :id and account_id = :account";
        return database.createNativeQuery(sql.formatted(what))
                        .setParameter("id", id)
                        .setParameter("account", account)
                        .executeUpdate()
                == 1;
    }
}
