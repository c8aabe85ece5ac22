package dev.millrace.words;

import dev.millrace.captions.CaptionReader;
import dev.millrace.captions.Cue;
import dev.millrace.storage.MediaStore;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Makes captions searchable that were there before there was a search: a few at a time, until none is left. */
@ApplicationScoped
class CueBackfill {

    private static final Logger LOG = Logger.getLogger(CueBackfill.class);
    private static final int AT_A_TIME = 50;

    private final CueRepository cues;
    private final MediaStore store;

    CueBackfill(CueRepository cues, MediaStore store) {
        this.cues = cues;
        this.store = store;
    }

    @Scheduled(every = "60s", delayed = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void some() {
        int done = 0;
        for (var next = cues.nextUnknown(); next.isPresent() && done < AT_A_TIME; next = cues.nextUnknown()) {
            cues.put(
                    next.get().video(),
                    next.get().number(),
                    read(next.get().video(), next.get().number()));
            done++;
        }
        if (done > 0) {
            LOG.infof("The words of %d captions can be searched now; looking for more within a minute", done);
        }
    }

    /** A file that is gone or cannot be read has no words: it is not asked again. */
    private List<Cue> read(UUID video, int number) {
        try {
            var file = store.find(CaptionLibrary.key(video, CaptionLibrary.id(number)));
            return file.isEmpty()
                    ? List.of()
                    : CaptionReader.read(Files.readString(file.get().path(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.warnf("The captions s%d of video %s stay out of the search: %s", number, video, e.getMessage());
            return List.of();
        }
    }
}
