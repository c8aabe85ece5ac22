package dev.millrace.community;

import dev.millrace.access.VideoAccess;
import dev.millrace.account.Caller;
import dev.millrace.account.Callers;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * What may be done with comments, and by whom: whoever sees a video reads and, with an account, answers; authors edit and
 * delete what is theirs; the video's owner deletes and closes; moderators do both and hide.
 *
 * <p>A comment of a video that the caller may not see looks as if it did not exist.
 */
@ApplicationScoped
class Comments {

    private static final Duration SAME_AGAIN = Duration.ofMinutes(1);

    private final CommentRepository comments;
    private final CommentReader reader;
    private final ReportRepository reports;
    private final VideoAccess access;
    private final InstantSource clock;

    Comments(
            CommentRepository comments,
            CommentReader reader,
            ReportRepository reports,
            VideoAccess access,
            InstantSource clock) {
        this.comments = comments;
        this.reader = reader;
        this.reports = reports;
        this.access = access;
        this.clock = clock;
    }

    /** Adds a comment; an answer to a reply goes into the reply's thread. {@code answered} is null for a new thread. */
    @Transactional
    CommentView add(UUID video, UUID answered, String raw, Caller who) {
        access.requireView(video, who);
        var author = account(who);
        requireOpen(video);
        var text = CommentText.of(raw);
        var thread = answered == null ? null : thread(video, answered, who);
        var now = now();
        comments.lockAuthor(author);
        if (!who.isModerator()) {
            comments.pace(author, now).allowOneMore();
        }
        if (comments.saidSince(author, video, text.value(), now.minus(SAME_AGAIN))) {
            throw new ProblemException(Kind.CONFLICT, "repeated_comment", "You have just said the same.");
        }
        var id = UUID.randomUUID();
        comments.add(id, video, thread, author, text.value(), now);
        return view(id, who);
    }

    @Transactional
    CommentView edit(UUID id, String raw, Caller who) {
        var said = find(id, who);
        if (!who.is(said.author())) {
            throw forbidden("Only its author may edit a comment.");
        }
        if (said.hidden()) {
            throw forbidden("A moderator has hidden this comment.");
        }
        requireOpen(said.video());
        comments.edit(id, CommentText.of(raw).value(), now());
        return view(id, who);
    }

    @Transactional
    Said delete(UUID id, Caller who) {
        var said = find(id, who);
        if (!said.mayDelete(who)) {
            throw forbidden("Only its author and those who keep order here may delete a comment.");
        }
        comments.delete(id, now());
        reports.settle(id, "deleted", who.account(), now());
        return said;
    }

    /** Takes a comment from readers' sight; what was reported about it is settled. */
    @Transactional
    CommentView hide(UUID id, Caller who) {
        var said = find(id, who);
        Callers.require(who, Role.MODERATOR, Scope.ADMIN);
        comments.hide(said.id(), now());
        reports.settle(id, "hidden", who.account(), now());
        return view(id, who);
    }

    @Transactional
    CommentView unhide(UUID id, Caller who) {
        var said = find(id, who);
        Callers.require(who, Role.MODERATOR, Scope.ADMIN);
        comments.unhide(said.id());
        return view(id, who);
    }

    /** Closes the comments of a video to new ones, or opens them again. */
    @Transactional
    void close(UUID video, boolean closed, Caller who) {
        access.requireView(video, who);
        if (!standing(video).mayClose(who)) {
            throw forbidden("Only its owner and moderators may close the comments of a video.");
        }
        if (closed) {
            comments.close(video, now());
        } else {
            comments.open(video);
        }
    }

    /** A comment that the caller may read and that is not deleted. */
    @Transactional
    Said find(UUID id, Caller who) {
        return comments.find(id)
                .filter(said -> access.mayView(said.video(), who) && said.mayRead(who))
                .orElseThrow(() -> notFound(id));
    }

    /** As the caller reads it now. */
    @Transactional
    CommentView view(UUID id, Caller who) {
        return reader.find(id, Reader.of(who)).orElseThrow(() -> notFound(id));
    }

    /** The account in whose name the caller speaks. */
    static UUID account(Caller who) {
        if (who.account() == null) {
            throw new ProblemException(
                    Kind.CONFLICT, "no_account", "The operator's token has no account to speak for.");
        }
        return who.account();
    }

    static ProblemException notFound(UUID id) {
        return new ProblemException(Kind.NOT_FOUND, "comment_not_found", "There is no comment " + id + ".");
    }

    private UUID thread(UUID video, UUID answered, Caller who) {
        return comments.find(answered)
                .filter(said -> said.video().equals(video) && said.mayRead(who))
                .orElseThrow(() -> notFound(answered))
                .thread();
    }

    private void requireOpen(UUID video) {
        if (standing(video).closed()) {
            throw new ProblemException(Kind.FORBIDDEN, "comments_closed", "The comments of this video are closed.");
        }
    }

    private Standing standing(UUID video) {
        return reader.standing(video).orElseThrow(() -> VideoAccess.notFound(video));
    }

    private static ProblemException forbidden(String sentence) {
        return new ProblemException(Kind.FORBIDDEN, "forbidden", sentence);
    }

    /** As the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
