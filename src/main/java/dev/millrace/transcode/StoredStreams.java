package dev.millrace.transcode;

import dev.millrace.video.VideoLibrary;
import dev.millrace.video.VideoState;
import dev.millrace.words.CaptionLibrary;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

/** {@link Streams} from the database. */
@ApplicationScoped
class StoredStreams implements Streams {

    private final VideoLibrary library;
    private final StreamRepository repository;
    private final CaptionLibrary captions;

    StoredStreams(VideoLibrary library, StreamRepository repository, CaptionLibrary captions) {
        this.library = library;
        this.repository = repository;
        this.captions = captions;
    }

    @Override
    @Transactional
    public Optional<Stream> find(UUID video) {
        return library.glance(video)
                .filter(v -> v.playable() && v.state() != VideoState.FAILED)
                .flatMap(v -> repository
                        .plan(video)
                        .map(plan -> new Stream(
                                video,
                                plan,
                                v.state() == VideoState.READY,
                                v.visibility(),
                                v.rights().epoch(),
                                repository.segments(video),
                                repository.storyboard(video).orElse(null),
                                captions.of(video))));
    }
}
