package dev.millrace.video;

import dev.millrace.access.VideoAccess;
import dev.millrace.account.Identity;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;

/** Looks whether whoever opened a stream of events may still see the video: signing out ends it as well as going private. */
final class Admission {

    private final UUID video;
    private final RoutingContext routing;
    private final Identity identity;
    private final VideoAccess access;
    private final Presentation present;

    Admission(UUID video, RoutingContext routing, Identity identity, VideoAccess access, Presentation present) {
        this.video = video;
        this.routing = routing;
        this.identity = identity;
        this.access = access;
        this.present = present;
    }

    /** The video as they may have it, empty when they may not; blocks. What was read must be from before this look. */
    Optional<VideoView> admit(VideoView read) {
        var caller = identity.again(routing);
        if (!caller.may(Role.VISITOR, Scope.READ) || !access.mayView(video, caller)) {
            return Optional.empty();
        }
        return Optional.of(
                access.until(video, caller).map(end -> present.until(read, end)).orElse(read));
    }
}
