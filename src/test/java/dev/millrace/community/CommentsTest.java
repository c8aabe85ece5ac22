package dev.millrace.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.access.VideoAccess;
import dev.millrace.account.Caller;
import dev.millrace.account.Role;
import dev.millrace.problem.ProblemException;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may do what with comments, and how much of it. */
@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class CommentsTest {

    @Inject
    Village village;

    @Inject
    CommentRepository rows;

    @Inject
    CommentReader reader;

    @Inject
    ReportRepository reportRows;

    @Inject
    VideoAccess access;

    @Inject
    Conversation conversation;

    private final StandingClock clock = new StandingClock(Village.noon());
    private Comments comments;
    private Caller owner;
    private Caller author;
    private Caller other;
    private Caller moderator;
    private UUID video;

    @BeforeEach
    void aVideoAndItsPeople() {
        comments = new Comments(rows, reader, reportRows, access, clock);
        owner = village.somebody(Role.UPLOADER, "Olga");
        author = village.somebody(Role.VIEWER, "Ada");
        other = village.somebody(Role.VIEWER, "Otto");
        moderator = village.somebody(Role.MODERATOR, "Mo");
        video = village.video("public", owner.account());
    }

    @Test
    void anAnswerToAReplyGoesIntoItsThread() {
        var first = say("First", author);
        var reply = answer(first, "Reply", other);
        var deeper = answer(reply, "Deeper", author);

        assertThat(deeper.parent()).isEqualTo(first.id());
        assertThat(read(other).comments()).singleElement().satisfies(thread -> {
            assertThat(thread.replyCount()).isEqualTo(2);
            assertThat(thread.replies()).extracting(CommentView::text).containsExactly("Reply", "Deeper");
        });
    }

    @Test
    void anAnswerToAnotherVideosCommentFindsNothing() {
        var elsewhere = village.video("public", owner.account());
        var first = say("First", author);

        assertProblem("comment_not_found", () -> in(() -> comments.add(elsewhere, first.id(), "Hi", other)));
    }

    @Test
    void fiveAMinuteAreEnough() {
        IntStream.range(0, 5).forEach(n -> say("Number " + n, author));

        assertProblem("too_many_comments", () -> say("One more", author));
        assertThat(say("Not me", other)).isNotNull();
        clock.goOn(Duration.ofSeconds(61));
        assertThat(say("One more", author)).isNotNull();
    }

    @Test
    void fiftyAnHourAreEnough() {
        for (int n = 0; n < 50; n++) {
            say("Number " + n, author);
            clock.goOn(Duration.ofSeconds(20));
        }

        assertProblem("too_many_comments", () -> say("One more", author));
        clock.goOn(Duration.ofMinutes(44));
        assertThat(say("One more", author)).isNotNull();
    }

    @Test
    void deletingMakesNoRoomForMore() {
        IntStream.range(0, 5).forEach(n -> delete(say("Number " + n, author), author));

        assertProblem("too_many_comments", () -> say("One more", author));
    }

    @Test
    void moderatorsAreNotHurried() {
        IntStream.range(0, 60).forEach(n -> say("Number " + n, moderator));

        assertThat(read(other).comments()).hasSize(20);
    }

    @Test
    void severalAtOnceDoNotSlipPast() {
        var admitted = new AtomicInteger();
        var all = IntStream.range(0, 12)
                .mapToObj(n -> CompletableFuture.runAsync(() -> {
                    try {
                        say("At once " + n, author);
                        admitted.incrementAndGet();
                    } catch (ProblemException e) {
                        assertThat(e.code()).isEqualTo("too_many_comments");
                    }
                }))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(all).join();

        assertThat(admitted).hasValue(5);
    }

    @Test
    void theSameIsNotSaidTwiceWithinAMinute() {
        say("Lovely", author);

        assertProblem("repeated_comment", () -> say(" Lovely\n", author));
        assertThat(say("Lovely", other)).isNotNull();
        clock.goOn(Duration.ofSeconds(61));
        assertThat(say("Lovely", author)).isNotNull();
    }

    @Test
    void onlyItsAuthorEditsAComment() {
        var said = say("Frist", author);
        clock.goOn(Duration.ofSeconds(5));

        for (var who : new Caller[] {other, owner, moderator}) {
            assertProblem("forbidden", () -> in(() -> comments.edit(said.id(), "Mine", who)));
        }
        var edited = in(() -> comments.edit(said.id(), "First", author));
        assertThat(edited.text()).isEqualTo("First");
        assertThat(edited.editedAt()).isEqualTo(Village.noon().plusSeconds(5));
    }

    @Test
    void anEditThatChangesNothingIsNone() {
        var said = say("First", author);

        assertThat(in(() -> comments.edit(said.id(), "First ", author)).editedAt())
                .isNull();
    }

    @Test
    void authorsOwnersAndModeratorsDelete() {
        assertProblem("forbidden", () -> delete(say("One", author), other));
        for (var who : new Caller[] {author, owner, moderator}) {
            var said = say("By " + who.name(), author);
            delete(said, who);
            assertProblem("comment_not_found", () -> in(() -> comments.find(said.id(), moderator)));
        }
    }

    @Test
    void theOwnerOfAnotherVideoHasNoSayHere() {
        var stranger = village.somebody(Role.UPLOADER);
        village.video("public", stranger.account());
        var said = say("One", author);

        assertProblem("forbidden", () -> delete(said, stranger));
        assertProblem("forbidden", () -> close(true, stranger));
    }

    @Test
    void aDeletedCommentWithRepliesStaysAsAStub() {
        var first = say("First", author);
        var reply = answer(first, "Reply", other);
        delete(first, author);

        assertThat(read(other).comments()).singleElement().satisfies(stub -> {
            assertThat(stub.stub()).isTrue();
            assertThat(stub.author()).isNull();
            assertThat(stub.text()).isEmpty();
            assertThat(stub.replies()).hasSize(1);
        });
        delete(reply, other);
        assertThat(read(other).comments()).isEmpty();
        assertThat(village.ask("select string_agg(body, '') from comment where video_id = ?1", video))
                .isEqualTo("");
    }

    @Test
    void aHiddenCommentIsReadByModeratorsAndItsAuthorAlone() {
        var said = say("Rude", author);
        assertProblem("forbidden", () -> in(() -> comments.hide(said.id(), owner)));
        assertProblem("forbidden", () -> in(() -> comments.hide(said.id(), author)));
        in(() -> comments.hide(said.id(), moderator));

        assertThat(read(other).comments()).isEmpty();
        assertThat(read(owner).comments()).isEmpty();
        assertThat(read(Caller.VISITOR).comments()).isEmpty();
        assertThat(read(author).comments()).extracting(CommentView::text).containsExactly("Rude");
        assertThat(read(moderator).comments()).extracting(CommentView::state).containsExactly(CommentState.HIDDEN);
        assertProblem("comment_not_found", () -> answer(said, "What did they say?", other));
        assertProblem("forbidden", () -> in(() -> comments.edit(said.id(), "Polite", author)));

        in(() -> comments.unhide(said.id(), moderator));
        assertThat(read(other).comments()).hasSize(1);
    }

    @Test
    void aHiddenCommentWithRepliesSaysNothing() {
        var said = say("Rude", author);
        answer(said, "Indeed", other);
        in(() -> comments.hide(said.id(), moderator));

        assertThat(read(other).comments()).singleElement().satisfies(stub -> {
            assertThat(stub.author()).isNull();
            assertThat(stub.text()).isEmpty();
        });
    }

    @Test
    void closedCommentsTakeNoMore() {
        var said = say("One", author);
        assertProblem("forbidden", () -> close(true, author));
        close(true, owner);

        assertProblem("comments_closed", () -> say("Two", other));
        assertProblem("comments_closed", () -> answer(said, "Two", other));
        assertProblem("comments_closed", () -> in(() -> comments.edit(said.id(), "Two", author)));
        assertThat(read(other).comments()).hasSize(1);
        close(false, moderator);
        assertThat(say("Two", other)).isNotNull();
    }

    @Test
    void commentsOfAPrivateVideoAreNotThere() {
        var secret = village.video("private", owner.account());
        var friend = village.somebody(Role.VIEWER);
        village.share(secret, friend.account());
        var said = in(() -> comments.add(secret, null, "Between us", friend));

        for (var who : new Caller[] {other, moderator, Caller.VISITOR}) {
            assertProblem("comment_not_found", () -> in(() -> comments.find(said.id(), who)));
            assertProblem("comment_not_found", () -> in(() -> conversation.replies(said.id(), 0, who)));
            assertProblem("video_not_found", () -> in(() -> comments.add(secret, null, "Hello?", who)));
        }
        assertThat(in(() -> comments.find(said.id(), owner))).isNotNull();
    }

    @Test
    void theOperatorsTokenHasNobodyToSpeakFor() {
        assertProblem("no_account", () -> say("Hello", Caller.OPERATOR));
    }

    private CommentView say(String text, Caller who) {
        return in(() -> comments.add(video, null, text, who));
    }

    private CommentView answer(CommentView to, String text, Caller who) {
        clock.goOn(Duration.ofMillis(1));
        return in(() -> comments.add(video, to.id(), text, who));
    }

    private void delete(CommentView said, Caller who) {
        in(() -> comments.delete(said.id(), who));
    }

    private void close(boolean closed, Caller who) {
        QuarkusTransaction.requiringNew().run(() -> comments.close(video, closed, who));
    }

    private CommentPage read(Caller who) {
        return conversation.threads(video, CommentOrder.NEWEST, null, 20, who);
    }

    private static <T> T in(Supplier<T> work) {
        return QuarkusTransaction.requiringNew().call(work::get);
    }

    private static void assertProblem(String code, ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }
}
