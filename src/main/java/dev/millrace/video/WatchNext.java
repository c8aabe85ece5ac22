package dev.millrace.video;

import dev.millrace.access.Audience;
import dev.millrace.account.Callers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;

/** What a watch page offers beside its video. In templates: <code>{inject:watchNext.after(video.id)}</code>. */
@Named("watchNext")
@ApplicationScoped
public class WatchNext {

    private static final int VIDEOS = 12;

    private final VideoLibrary library;
    private final Callers callers;

    WatchNext(VideoLibrary library, Callers callers) {
        this.library = library;
        this.callers = callers;
    }

    public List<VideoView> after(UUID video) {
        return library.related(video, VIDEOS, Audience.of(callers.current()));
    }
}
