package dev.millrace.community;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A comment as a reader sees it.
 *
 * @param parent the comment that began the thread; null for that one itself
 * @param author null when it is not for this reader, or its author is gone
 * @param text empty when it is not for this reader
 * @param editedAt null when it stands as it was written
 * @param own whether the reader wrote it
 * @param byOwner whether the video's owner wrote it
 * @param replyCount how many replies this reader may see
 * @param replies the first of them, oldest first; empty for replies
 */
public record CommentView(
        UUID id,
        UUID video,
        UUID parent,
        String author,
        String text,
        Instant createdAt,
        Instant editedAt,
        CommentState state,
        long likes,
        boolean liked,
        boolean own,
        boolean byOwner,
        long replyCount,
        List<CommentView> replies) {

    /** The comment that began its thread, maybe itself. */
    public UUID thread() {
        return parent == null ? id : parent;
    }

    /** One letter or sign to stand for its author. */
    public String initial() {
        return author == null || author.isEmpty()
                ? "?"
                : author.substring(0, author.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
    }

    /** Whether there are replies that are not in {@link #replies}. */
    public boolean folded() {
        return replyCount > replies.size();
    }

    /** Whether there is nothing to read: it only holds its replies together. */
    public boolean stub() {
        return state != CommentState.SHOWN && author == null;
    }

    CommentView with(List<CommentView> shown) {
        return new CommentView(
                id,
                video,
                parent,
                author,
                text,
                createdAt,
                editedAt,
                state,
                likes,
                liked,
                own,
                byOwner,
                replyCount,
                List.copyOf(shown));
    }
}
