package dev.millrace.community;

import dev.millrace.account.Caller;
import dev.millrace.account.Callers;
import dev.millrace.community.Likes.LikesView;
import dev.millrace.community.TalkView.May;
import dev.millrace.problem.InvalidFieldsException;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.InstantSource;
import java.util.UUID;

/**
 * What the watch page shows of a video's community. In templates: <code>{inject:talk.of(video.id)}</code>; the page has
 * made sure that the video is for its reader.
 *
 * <p>The address of the page says what is shown: {@code comments} is the order, {@code after} a cursor, {@code thread} a
 * single thread, {@code page} which of its replies or {@code reply} one of them. What it says wrongly is not said.
 */
@Named("talk")
@ApplicationScoped
public class Talk {

    private final Conversation conversation;
    private final CommentReader reader;
    private final Likes likes;
    private final Callers callers;
    private final CurrentVertxRequest request;
    private final InstantSource clock;

    Talk(
            Conversation conversation,
            CommentReader reader,
            Likes likes,
            Callers callers,
            CurrentVertxRequest request,
            InstantSource clock) {
        this.conversation = conversation;
        this.reader = reader;
        this.likes = likes;
        this.callers = callers;
        this.request = request;
        this.clock = clock;
    }

    public LikesView likes(UUID video) {
        return likes.of(video, callers.current());
    }

    public TalkView of(UUID video) {
        var who = callers.current();
        var asked = query();
        var order = CommentOrder.find(asked.get("comments")).orElse(CommentOrder.NEWEST);
        var standing = reader.standing(video).orElse(Standing.NOTHING);
        var thread = uuid(asked.get("thread"));
        var cursor = thread == null ? cursor(order, asked.get("after")) : null;
        var page = thread == null
                ? conversation.threads(video, order, cursor, Conversation.THREADS, who)
                : conversation.thread(video, thread, uuid(asked.get("reply")), number(asked.get("page")), who);
        return new TalkView(
                video,
                page,
                order,
                cursor == null,
                thread,
                standing.comments(),
                standing.durationSeconds(),
                standing.closed(),
                may(standing, who),
                clock.instant());
    }

    private static May may(Standing standing, Caller who) {
        return new May(
                who.account() != null,
                who.isModerator() || who.is(standing.owner()),
                who.isModerator(),
                standing.mayClose(who));
    }

    private MultiMap query() {
        var routing = Arc.container().requestContext().isActive() ? request.getCurrent() : null;
        return routing == null ? MultiMap.caseInsensitiveMultiMap() : routing.queryParams();
    }

    private static CommentCursor cursor(CommentOrder order, String text) {
        try {
            return text == null ? null : CommentCursor.parse(order, text);
        } catch (InvalidFieldsException e) {
            return null;
        }
    }

    private static UUID uuid(String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static int number(String text) {
        return text != null && text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    }
}
