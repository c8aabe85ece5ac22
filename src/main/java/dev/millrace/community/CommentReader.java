package dev.millrace.community;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Comments as they are read: each list in a fixed number of statements. */
@ApplicationScoped
class CommentReader {

    /** That a reader sees a comment; {@code ?} is its alias. */
    private static final String SHOWN =
            "(?.deleted_at is null and (?.hidden_at is null or :keeper or ?.author_id = :viewer))";

    /** Asked for stubs alone, a few of a page; as {@code exists} it would be answered for all comments at once. */
    private static final String HAS_REPLIES =
            "coalesce((select true from comment r where r.parent_id = c.id and " + shown("r") + " limit 1), false)";

    private static final String COLUMNS =
            """
            select c.id, c.video_id, c.parent_id, a.name, c.body, c.created_at, c.edited_at,
                c.deleted_at is not null, c.hidden_at is not null, c.likes,
                exists (select 1 from comment_like l where l.comment_id = c.id and l.account_id = :viewer),
                coalesce(c.author_id = :viewer, false), coalesce(c.author_id = v.owner_id, false),
                (select count(*) from comment r where r.parent_id = c.id and %s)
            """
                    .formatted(shown("r"));

    private static final String WITH_AUTHOR =
            " join video v on v.id = c.video_id left join account a on a.id = c.author_id ";

    private final EntityManager database;

    CommentReader(EntityManager database) {
        this.database = database;
    }

    @Transactional
    Optional<Standing> standing(UUID video) {
        List<?> rows = database.createNativeQuery(
                        """
                        select v.owner_id, v.duration_seconds, r.closed_at is not null, (
                            select count(*) from comment c
                            where c.video_id = v.id and c.deleted_at is null and c.hidden_at is null)
                        from video v left join reception r on r.video_id = v.id where v.id = :video""")
                .setParameter("video", video)
                .getResultList();
        return rows.stream()
                .findFirst()
                .map(row -> (Object[]) row)
                .map(row ->
                        new Standing((UUID) row[0], (Double) row[1], (Boolean) row[2], ((Number) row[3]).longValue()));
    }

    /** Threads after a cursor (null: from the first on), without their replies; one more than {@code limit} if there are more. */
    @Transactional
    List<CommentView> threads(UUID video, CommentOrder order, CommentCursor cursor, int limit, Reader reader) {
        var query = query(
                        " from comment c" + WITH_AUTHOR + "where c.video_id = :video and c.parent_id is null and ("
                                + shown("c") + " or " + HAS_REPLIES + ")"
                                + (cursor == null ? "" : " and " + order.sqlAfter()) + " order by " + order.sql()
                                + " limit :most",
                        reader)
                .setParameter("video", video)
                .setParameter("most", limit + 1);
        if (cursor != null) {
            query.setParameter("at", cursor.at()).setParameter("id", cursor.id());
        }
        if (cursor != null && order == CommentOrder.TOP) {
            query.setParameter("likes", cursor.likes());
        }
        return views(query, reader);
    }

    /** One comment, without its replies; a beginning of a thread also when only its replies can be read. */
    @Transactional
    Optional<CommentView> find(UUID id, Reader reader) {
        var query = query(
                        " from comment c" + WITH_AUTHOR + "where c.id = :id and (" + shown("c") + " or " + HAS_REPLIES
                                + ")",
                        reader)
                .setParameter("id", id);
        return views(query, reader).stream().findFirst();
    }

    /** The first replies of each of these threads, oldest first. */
    @Transactional
    Map<UUID, List<CommentView>> firstReplies(List<UUID> threads, int each, Reader reader) {
        if (threads.isEmpty()) {
            return Map.of();
        }
        var query = query(
                        " from comment p cross join lateral (select * from comment x where x.parent_id = p.id and "
                                + shown("x") + " order by x.created_at, x.id limit :each) c" + WITH_AUTHOR
                                + "where p.id in (:threads) order by c.created_at, c.id",
                        reader)
                .setParameter("each", each)
                .setParameter("threads", threads);
        return views(query, reader).stream().collect(Collectors.groupingBy(CommentView::parent));
    }

    /** Replies of a thread, oldest first. */
    @Transactional
    List<CommentView> replies(UUID thread, int skip, int limit, Reader reader) {
        var query = query(
                        " from comment c" + WITH_AUTHOR + "where c.parent_id = :thread and " + shown("c")
                                + " order by c.created_at, c.id offset :skip limit :most",
                        reader)
                .setParameter("thread", thread)
                .setParameter("skip", skip)
                .setParameter("most", limit);
        return views(query, reader);
    }

    /** How many replies of a thread come before one of them. */
    @Transactional
    int countBefore(UUID thread, UUID reply, Reader reader) {
        var count = (Number) database.createNativeQuery("select count(*) from comment c, comment t where t.id = :reply"
                        + " and c.parent_id = :thread and t.parent_id = :thread"
                        + " and (c.created_at, c.id) < (t.created_at, t.id) and " + shown("c"))
                .setParameter("thread", thread)
                .setParameter("reply", reply)
                .setParameter("viewer", reader.account())
                .setParameter("keeper", reader.keeper())
                .getSingleResult();
        return count.intValue();
    }

    private Query query(String rest, Reader reader) {
        return database.createNativeQuery(COLUMNS + rest)
                .setParameter("viewer", reader.account())
                .setParameter("keeper", reader.keeper());
    }

    private static String shown(String alias) {
        return SHOWN.replace("?", alias);
    }

    private static List<CommentView> views(Query query, Reader reader) {
        List<?> rows = query.getResultList();
        return rows.stream().map(row -> view((Object[]) row, reader)).toList();
    }

    private static CommentView view(Object[] row, Reader reader) {
        boolean deleted = (Boolean) row[7];
        boolean hidden = (Boolean) row[8];
        boolean own = (Boolean) row[11];
        boolean readable = !deleted && (!hidden || own || reader.keeper());
        return new CommentView(
                (UUID) row[0],
                (UUID) row[1],
                (UUID) row[2],
                readable ? (String) row[3] : null,
                readable ? (String) row[4] : "",
                (Instant) row[5],
                readable ? (Instant) row[6] : null,
                deleted ? CommentState.DELETED : hidden ? CommentState.HIDDEN : CommentState.SHOWN,
                ((Number) row[9]).longValue(),
                readable && (Boolean) row[10],
                readable && own,
                readable && (Boolean) row[12],
                ((Number) row[13]).longValue(),
                List.of());
    }
}
