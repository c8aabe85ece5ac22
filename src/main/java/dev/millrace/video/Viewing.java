package dev.millrace.video;

import dev.millrace.access.VideoAccess;
import dev.millrace.account.Callers;
import jakarta.enterprise.context.ApplicationScoped;
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

    Viewing(VideoLibrary library, VideoAccess access, Presentation present, Callers callers) {
        this.library = library;
        this.access = access;
        this.present = present;
        this.callers = callers;
    }

    /** Throws as if there were none when it is not for the caller. */
    public VideoView of(UUID id) {
        var video = library.findWithPaths(id).orElseThrow(() -> VideoAccess.notFound(id));
        var caller = callers.current();
        access.requireView(id, caller);
        return access.until(id, caller)
                .map(end -> present.until(video, end))
                .orElse(video)
                .at(present.base());
    }
}
