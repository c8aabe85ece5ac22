package dev.millrace.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.account.Caller;
import dev.millrace.account.Role;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many comments, page by page. */
@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class ConversationTest {

    @Inject
    Village village;

    @Inject
    Conversation conversation;

    @Inject
    Talk talk;

    @Inject
    EntityManagerFactory factory;

    private Caller author;
    private UUID video;

    @BeforeEach
    void aVideo() {
        author = village.somebody(Role.VIEWER);
        video = village.video("public", null);
    }

    @ParameterizedTest
    @EnumSource(CommentOrder.class)
    void pagesHoldEveryThreadOnceInOrder(CommentOrder order) {
        village.talk(video, author.account(), 47, 0);
        village.run(
                "update comment set likes = cast(extract(minute from created_at) as integer) % 5 where video_id = ?1",
                video);

        var all = readAll(order);

        assertThat(all).extracting(CommentView::id).doesNotHaveDuplicates().hasSize(47);
        assertThat(all).isSortedAccordingTo(expected(order));
    }

    @Test
    void repliesAreFoldedAfterThree() {
        village.talk(video, author.account(), 2, 4);

        var page = conversation.threads(video, CommentOrder.NEWEST, null, 20, Caller.VISITOR);

        assertThat(page.comments()).hasSize(2).allSatisfy(thread -> {
            assertThat(thread.replyCount()).isEqualTo(4);
            assertThat(thread.folded()).isTrue();
            assertThat(thread.replies()).extracting(CommentView::text).containsExactly("Reply 1", "Reply 2", "Reply 3");
        });
    }

    @Test
    void aLongThreadHasPagesOfItsOwn() {
        village.talk(video, author.account(), 1, 120);
        var thread = readAll(CommentOrder.NEWEST).get(0).id();

        var first = conversation.replies(thread, 0, Caller.VISITOR);
        var last = conversation.replies(thread, 2, Caller.VISITOR);

        assertThat(first.comments()).hasSize(50);
        assertThat(first.next()).isEqualTo("1");
        assertThat(last.comments()).hasSize(20);
        assertThat(last.next()).isNull();
        var reply = last.comments().get(3);
        assertThat(conversation
                        .thread(video, thread, reply.id(), 0, Caller.VISITOR)
                        .comments()
                        .get(0)
                        .replies())
                .contains(reply);
    }

    @Test
    void aCursorOfAnotherOrderIsRefused() {
        village.talk(video, author.account(), 21, 0);
        var next = conversation
                .threads(video, CommentOrder.NEWEST, null, 20, Caller.VISITOR)
                .next();

        assertThatThrownBy(() -> CommentCursor.parse(CommentOrder.TOP, next)).hasMessageContaining("cursor");
        assertThatThrownBy(() -> CommentCursor.parse(CommentOrder.NEWEST, "nonsense"))
                .hasMessageContaining("cursor");
    }

    @Test
    void aThousandCommentsTakeAsManyStatementsAsOne() {
        village.talk(video, author.account(), 1, 1);
        var few = statements();
        village.talk(video, author.account(), 200, 4);
        var many = statements();

        assertThat(talk.of(video).total()).isEqualTo(1_002);
        assertThat(many).isEqualTo(few).isEqualTo(4);
    }

    private long statements() {
        var statistics = factory.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
        long before = statistics.getPrepareStatementCount();
        talk.of(video);
        talk.likes(video);
        long made = statistics.getPrepareStatementCount() - before;
        statistics.setStatisticsEnabled(false);
        return made;
    }

    private List<CommentView> readAll(CommentOrder order) {
        var all = new ArrayList<CommentView>();
        String next = null;
        do {
            var page = conversation.threads(
                    video, order, next == null ? null : CommentCursor.parse(order, next), 20, Caller.VISITOR);
            all.addAll(page.comments());
            next = page.next();
        } while (next != null);
        return all;
    }

    private static Comparator<CommentView> expected(CommentOrder order) {
        var oldest = Comparator.comparing(CommentView::createdAt);
        return switch (order) {
            case NEWEST -> oldest.reversed();
            case OLDEST -> oldest;
            case TOP -> Comparator.comparing(CommentView::likes).reversed().thenComparing(oldest.reversed());
        };
    }
}
