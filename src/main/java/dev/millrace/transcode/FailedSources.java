package dev.millrace.transcode;

import dev.millrace.storage.MediaStore;
import dev.millrace.video.Sources;
import dev.millrace.video.WorkNews;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Removes the sources of failed videos when nobody has retried them for the time of the setting. */
@ApplicationScoped
class FailedSources {

    private static final Logger LOG = Logger.getLogger(FailedSources.class);

    private final WorkNews news;
    private final MediaStore store;
    private final TranscodeConfig config;
    private final InstantSource clock;

    FailedSources(WorkNews news, MediaStore store, TranscodeConfig config, InstantSource clock) {
        this.news = news;
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "60s", delayed = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        var before = clock.instant().minus(config.keepFailedSource());
        for (var video : news.failedBefore(before)) {
            // the row first: a source that is marked gone is not offered for a retry
            if (!news.sourceRemoved(video, before)) {
                continue; // retried or deleted a moment ago
            }
            store.delete(Streams.sourceKey(video));
            store.delete(Sources.watermark(video));
            LOG.infof("video %s: failed long enough ago, its source is removed", video);
        }
    }
}
