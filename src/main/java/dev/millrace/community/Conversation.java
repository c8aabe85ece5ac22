package dev.millrace.community;

import dev.millrace.access.VideoAccess;
import dev.millrace.account.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/** Comments put together as they are read: threads with their first replies, or one thread with more of them. */
@ApplicationScoped
class Conversation {

    static final int THREADS = 20;
    static final int MOST_THREADS = 100;
    static final int FOLDED_AFTER = 3;
    static final int REPLIES = 50;

    private final CommentRepository comments;
    private final CommentReader reader;
    private final VideoAccess access;

    Conversation(CommentRepository comments, CommentReader reader, VideoAccess access) {
        this.comments = comments;
        this.reader = reader;
        this.access = access;
    }

    /** The caller must be known to see the video. {@code cursor} is null for the first page. */
    @Transactional
    CommentPage threads(UUID video, CommentOrder order, CommentCursor cursor, int limit, Caller who) {
        var as = Reader.of(who);
        var found = reader.threads(video, order, cursor, limit, as);
        var page = found.subList(0, Math.min(limit, found.size()));
        var answered = page.stream()
                .filter(c -> c.replyCount() > 0)
                .map(CommentView::id)
                .toList();
        var replies = reader.firstReplies(answered, FOLDED_AFTER, as);
        return new CommentPage(
                page.stream()
                        .map(c -> c.with(replies.getOrDefault(c.id(), List.of())))
                        .toList(),
                found.size() > limit ? CommentCursor.after(order, page.get(limit - 1)) : null);
    }

    /** A page, from 0, of the replies of a thread; {@code next} is the number of the next one. */
    @Transactional
    CommentPage replies(UUID thread, int page, Caller who) {
        var begun = comments.findThread(thread)
                .filter(said -> access.mayView(said.video(), who))
                .flatMap(said -> reader.find(thread, Reader.of(who)))
                .orElseThrow(() -> Comments.notFound(thread));
        var found = reader.replies(thread, page * REPLIES, REPLIES, Reader.of(who));
        boolean more = begun.replyCount() > (page + 1L) * REPLIES;
        return new CommentPage(found, more ? Integer.toString(page + 1) : null);
    }

    /**
     * One thread of a video with a page of its replies; nothing if it has none such.
     *
     * @param reply one that must be on the page; null for any
     * @param page from 0, unless there is a reply
     */
    @Transactional
    CommentPage thread(UUID video, UUID thread, UUID reply, int page, Caller who) {
        var as = Reader.of(who);
        var begun = reader.find(thread, as)
                .filter(c -> c.video().equals(video) && c.parent() == null)
                .orElse(null);
        if (begun == null) {
            return new CommentPage(List.of(), null);
        }
        int last = (int) Math.max(0, (begun.replyCount() - 1) / REPLIES);
        int wanted = reply == null ? page : reader.countBefore(thread, reply, as) / REPLIES;
        int shown = Math.min(wanted, last);
        var replies = reader.replies(thread, shown * REPLIES, REPLIES, as);
        return new CommentPage(List.of(begun.with(replies)), shown < last ? Integer.toString(shown + 1) : null);
    }
}
