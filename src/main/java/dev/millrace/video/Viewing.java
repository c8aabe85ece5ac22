package dev.millrace.video;

import dev.millrace.access.VideoAccess;
import dev.millrace.account.Caller;
import dev.millrace.account.Callers;
import dev.millrace.account.Identity;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/**
 * A video as the caller of the request under way may have it. It is read first, and whether it may be seen is asked
 * afterwards: what is handed out is never newer than the right to it.
 */
@ApplicationScoped
public class Viewing {

    private final VideoLibrary library;
    private final VideoAccess access;
    private final Presentation present;
    private final Callers callers;
    private final Identity identity;

    Viewing(VideoLibrary library, VideoAccess access, Presentation present, Callers callers, Identity identity) {
        this.library = library;
        this.access = access;
        this.present = present;
        this.callers = callers;
        this.identity = identity;
    }

    /** Throws as if there were none when it is not for the caller. */
    public VideoView of(UUID id) {
        var video = library.findWithPaths(id).orElseThrow(() -> VideoAccess.notFound(id));
        return admit(video, callers.current())
                .orElseThrow(() -> VideoAccess.notFound(id))
                .at(present.base());
    }

    /**
     * What was read a moment ago, with paths, if whoever opened a stream of events may still have it: signing out ends it as
     * well as going private. Blocks.
     */
    Optional<VideoView> again(VideoView read, RoutingContext routing) {
        var caller = identity.again(routing);
        return caller.may(Role.VISITOR, Scope.READ) ? admit(read, caller) : Optional.empty();
    }

    private Optional<VideoView> admit(VideoView read, Caller caller) {
        if (!access.mayView(read.id(), caller)) {
            return Optional.empty();
        }
        return Optional.of(access.until(read.id(), caller)
                .map(end -> present.until(read, end))
                .orElse(read));
    }
}
