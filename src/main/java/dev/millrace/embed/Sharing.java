package dev.millrace.embed;

import dev.millrace.access.VideoAccess;
import dev.millrace.account.Callers;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.video.VideoState;
import dev.millrace.video.VideoView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** What the share dialog offers whom. In templates: <code>{inject:sharing.offersPeople(video)}</code>. */
@Named("sharing")
@ApplicationScoped
public class Sharing {

    private final VideoAccess access;
    private final Callers callers;

    Sharing(VideoAccess access, Callers callers) {
        this.access = access;
        this.callers = callers;
    }

    /** Whether whoever looks may let others in. */
    public boolean offersPeople(VideoView video) {
        return video.visibility().equals("private") && callers.current().signedIn() && access.mayChange(video.id());
    }

    /** Whether whoever looks may make a part of it a video of its own. */
    public boolean offersClip(VideoView video) {
        return video.state() == VideoState.READY
                && callers.current().may(Role.UPLOADER, Scope.MANAGE)
                && access.mayChange(video.id());
    }
}
