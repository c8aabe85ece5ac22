package dev.millrace.community;

import dev.millrace.account.Caller;
import dev.millrace.account.Callers;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.media.PlainText;
import dev.millrace.problem.InvalidFieldsException;
import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;

/**
 * The door to reports of comments: members make them, moderators settle them. All that is open about a comment is settled
 * at once.
 */
@ApplicationScoped
public class Reports {

    private static final int ON_A_PAGE = 50;
    private static final int AN_HOUR = 20;
    private static final int NOTE = 500;

    private final ReportRepository reports;
    private final Comments comments;
    private final InstantSource clock;

    Reports(ReportRepository reports, Comments comments, InstantSource clock) {
        this.reports = reports;
        this.comments = comments;
        this.clock = clock;
    }

    /** Null reasons are not taken; a null note is none. */
    @Transactional
    Said report(UUID comment, ReportReason reason, String rawNote, Caller who) {
        var said = comments.find(comment, who);
        var reporter = Comments.account(who);
        if (reason == null) {
            throw new InvalidFieldsException("reason", "must be spam, abuse or other");
        }
        if (who.is(said.author())) {
            throw new ProblemException(Kind.CONFLICT, "own_comment", "This comment is your own: delete it instead.");
        }
        String note = PlainText.text(rawNote);
        if (PlainText.length(note) > NOTE) {
            throw new InvalidFieldsException("note", "must not be longer than " + NOTE + " characters");
        }
        if (reports.countInLastHour(reporter, now()) >= AN_HOUR) {
            throw new ProblemException(
                    Kind.TOO_MANY, "too_many_reports", "You have reported " + AN_HOUR + " comments within an hour.");
        }
        reports.add(comment, reporter, reason, note, now());
        return said;
    }

    /** {@code page} counts from 0. */
    ReportPage list(boolean open, int page, Caller who) {
        if (page < 0 || page > 10_000) {
            throw new InvalidFieldsException("page", "must be from 0 to 10000");
        }
        var found = reports.list(open, page, ON_A_PAGE, moderator(who));
        return found.size() > ON_A_PAGE
                ? new ReportPage(found.subList(0, ON_A_PAGE), page + 1)
                : new ReportPage(found, null);
    }

    /**
     * Hides the comment, or finds nothing wrong with it. Who comes too late is told so, but may still hide what was let pass.
     */
    @Transactional
    void resolve(UUID report, boolean hide, Caller who) {
        var comment = reports.comment(report, moderator(who)).orElseThrow(() -> notFound(report));
        reports.lockAbout(comment);
        reports.settled(report)
                .filter(settled -> !hide || !settled.resolution().equals("dismissed"))
                .filter(settled -> !Objects.equals(settled.account(), who.account()))
                .ifPresent(Reports::tooLate);
        if (hide) {
            comments.hide(comment, who);
        } else {
            reports.settle(comment, "dismissed", who.account(), now());
        }
    }

    private static Caller moderator(Caller who) {
        Callers.require(who, Role.MODERATOR, Scope.ADMIN);
        return who;
    }

    private static void tooLate(ReportRepository.Settled settled) {
        var found =
                switch (settled.resolution()) {
                    case "hidden" -> "the comment is hidden";
                    case "deleted" -> "the comment is deleted";
                    default -> "nothing was wrong";
                };
        throw new ProblemException(
                Kind.CONFLICT,
                "report_settled",
                (settled.by() == null ? "Somebody" : settled.by()) + " has settled this report before you: " + found
                        + ".");
    }

    private static ProblemException notFound(UUID report) {
        return new ProblemException(Kind.NOT_FOUND, "report_not_found", "There is no report " + report + ".");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
