package dev.millrace.community;

import dev.millrace.community.TimeStamps.Piece;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The comments below a video, as its page shows them to whoever asks for it.
 *
 * @param thread the one thread that is shown; null for all of them
 * @param may what the reader may do here
 */
public record TalkView(
        UUID video,
        CommentPage page,
        CommentOrder order,
        boolean first,
        UUID thread,
        long total,
        Double durationSeconds,
        boolean closed,
        May may,
        Instant now) {

    /**
     * What somebody may do below a video.
     *
     * @param write answer, like and report
     * @param delete also what others wrote
     * @param hide also read what is hidden
     */
    public record May(boolean write, boolean delete, boolean hide, boolean close) {}

    /** The text of a comment, with links to the moments and addresses it names. */
    public List<Piece> pieces(CommentView comment) {
        return TimeStamps.splitAll(comment.text(), durationSeconds);
    }

    public CommentOrder[] orders() {
        return CommentOrder.values();
    }

    public ReportReason[] reasons() {
        return ReportReason.values();
    }

    public String path() {
        return "/watch/" + video;
    }
}
