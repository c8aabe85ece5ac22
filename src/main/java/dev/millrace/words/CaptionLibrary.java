package dev.millrace.words;

import dev.millrace.captions.Cue;
import dev.millrace.captions.WebVtt;
import dev.millrace.problem.ProblemException;
import dev.millrace.problem.ProblemException.Kind;
import dev.millrace.site.PublicAddress;
import dev.millrace.storage.MediaStore;
import dev.millrace.video.VideoLibrary;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The one door to captions for every other package. A row and its file appear together; a file that is left without a row
 * is never asked for, and goes with the video.
 */
@ApplicationScoped
public class CaptionLibrary {

    private static final int MOST = 100;
    private static final Pattern ID = Pattern.compile("s(0|[1-9]\\d{0,3})");

    private final CaptionRepository captions;
    private final CueRepository cues;
    private final VideoLibrary library;
    private final PublicAddress address;
    private final MediaStore store;
    private final Event<CaptionsChanged> changed;

    CaptionLibrary(
            CaptionRepository captions,
            CueRepository cues,
            VideoLibrary library,
            PublicAddress address,
            MediaStore store,
            Event<CaptionsChanged> changed) {
        this.captions = captions;
        this.cues = cues;
        this.library = library;
        this.address = address;
        this.store = store;
        this.changed = changed;
    }

    /** The store's key of captions. */
    public static String key(UUID video, String id) {
        return "streams/" + video + "/" + id + "/captions.vtt";
    }

    static String id(int number) {
        return "s" + number;
    }

    /** Captions in the order in which they came; none for a video that does not exist. The addresses are paths. */
    @Transactional
    public List<CaptionView> of(UUID video) {
        return captions.list(video);
    }

    /**
     * Adds what came with the source, in the transaction that stores the plan. A second call changes nothing: what was
     * removed meanwhile does not come back.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void addFromSource(UUID video, List<NewCaption> found) {
        if (!captions.lock(video) || captions.hasHadSource(video)) {
            return;
        }
        for (var caption : found) {
            publish(video, captions.add(video, caption, null), caption.cues());
        }
    }

    /** Removes the rows of what came with the source: its words will be added anew. Their files go with the stream's. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void dropFromSource(UUID video) {
        captions.removeSource(video);
        cues.forgetRemoved(video);
    }

    /** The ids of all captions; nobody adds any before the transaction ends. */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<String> hold(UUID video) {
        captions.lock(video);
        return captions.list(video).stream().map(CaptionView::id).toList();
    }

    /** Throws a problem when there is no such video. */
    @Transactional
    CaptionList list(UUID video) {
        library.get(video);
        var base = address.current();
        return new CaptionList(
                captions.list(video).stream().map(c -> c.at(base)).toList());
    }

    /**
     * Adds captions that somebody uploaded; they are in the playlists when this has committed.
     *
     * @param idempotencyKey null when the client gave none; the same key for the same video gives the same captions
     */
    @Transactional
    CaptionView add(UUID video, NewCaption caption, String idempotencyKey) {
        library.get(video);
        store.ensureRoomFor(0);
        captions.lock(video);
        if (idempotencyKey != null) {
            var before = captions.findByKey(video, idempotencyKey);
            if (before.isPresent()) {
                return before.get().at(address.current());
            }
        }
        if (captions.list(video).size() >= MOST) {
            throw new ProblemException(
                    Kind.CONFLICT,
                    "too_many_captions",
                    "A video has at most " + MOST + " captions. Remove some first.");
        }
        var added = captions.add(video, caption, idempotencyKey);
        publish(video, added, caption.cues());
        changed.fire(new CaptionsChanged(video));
        return added.at(address.current());
    }

    /** Where the WebVTT file lies. */
    @Transactional
    Path file(UUID video, String id) {
        library.get(video);
        return captions.find(video, number(id))
                .flatMap(found -> store.find(key(video, id)))
                .map(MediaStore.StoredFile::path)
                .orElseThrow(() -> notFound(id));
    }

    /** Removes captions; a problem when there are none of this id. Who may is asked before. */
    public void remove(UUID video, String id) {
        // the row first: what has none is not asked for any more
        QuarkusTransaction.requiringNew().run(() -> {
            library.get(video);
            if (!captions.remove(video, number(id))) {
                throw notFound(id);
            }
            cues.forget(video, number(id));
            changed.fire(new CaptionsChanged(video));
        });
        store.delete(key(video, id));
    }

    private void publish(UUID video, CaptionView caption, List<Cue> said) {
        cues.put(video, number(caption.id()), said);
        var folder = store.newWorkFolder("captions-");
        var file = folder.resolve("captions.vtt");
        try {
            Files.writeString(file, WebVtt.file(said));
            store.publish(file, key(video, caption.id()));
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot store captions", e);
        }
    }

    private static int number(String id) {
        if (!ID.matcher(id).matches()) {
            throw notFound(id);
        }
        return Integer.parseInt(id.substring(1));
    }

    private static ProblemException notFound(String id) {
        return new ProblemException(Kind.NOT_FOUND, "caption_not_found", "This video has no captions " + id + ".");
    }
}
