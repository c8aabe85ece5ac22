package dev.millrace.video;

import dev.millrace.storage.MediaStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.List;
import org.jboss.logging.Logger;

/** Removes a deleted video's bytes, once the row is gone for good. What it cannot remove, the sweeper finds. */
@ApplicationScoped
class DeletedMedia {

    private static final Logger LOG = Logger.getLogger(DeletedMedia.class);

    private final MediaStore store;

    DeletedMedia(MediaStore store) {
        this.store = store;
    }

    void remove(@Observes(during = TransactionPhase.AFTER_SUCCESS) VideoEvents.Deleted deleted) {
        var video = deleted.video();
        for (String key : List.of(Sources.streams(video), Sources.key(video), Sources.watermark(video))) {
            try {
                store.delete(key);
            } catch (RuntimeException e) {
                LOG.warnf(
                        e, "Video %s is deleted but %s is still in the store; the sweeper will remove it", video, key);
            }
        }
    }
}
