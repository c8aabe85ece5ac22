package dev.millrace.transcode;

import dev.millrace.storage.MediaStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The picture of a moment that somebody chose as poster, in all its sizes: taken from the stream, as a thumbnail is. */
@ApplicationScoped
class ChosenPoster {

    private static final List<String> FORMATS = List.of("jpg", "webp");

    private final Stills stills;
    private final StreamRepository repository;
    private final MediaStore store;

    ChosenPoster(Stills stills, StreamRepository repository, MediaStore store) {
        this.stills = stills;
        this.repository = repository;
        this.store = store;
    }

    /** Whether the picture of this moment has been made. */
    boolean canBeMade(UUID video, StreamPlan plan, double seconds) {
        if (plan.ladder().isEmpty() || plan.posters().isEmpty()) {
            return false;
        }
        int segment = plan.timeline().segmentAt(slot(plan, seconds)).number();
        return repository.segment(video, rung(plan), segment).isPresent();
    }

    /** Makes it in a new work folder, each file under the key it shall have; the folder goes with other forgotten ones. */
    Map<String, Path> make(UUID video, StreamPlan plan, double seconds) throws InterruptedException {
        var folder = store.newWorkFolder("poster-");
        var made = new LinkedHashMap<String, Path>();
        try {
            for (var size : plan.posters()) {
                for (var format : FORMATS) {
                    var still = new Stills.Still(video, rung(plan), slot(plan, seconds), size, format);
                    var file = folder.resolve(size.width() + "." + format);
                    made.put(Streams.posterKey(video, size.width(), format), Files.write(file, stills.make(still)));
                }
            }
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The picture shown at the time, the last one beyond the end. */
    private static long slot(StreamPlan plan, double seconds) {
        var grid = plan.timeline().grid();
        return Math.min((long) Math.floor(seconds * grid.rate().perSecond() + 1e-3), grid.frames() - 1);
    }

    private static String rung(StreamPlan plan) {
        return plan.ladder().get(0).name();
    }
}
