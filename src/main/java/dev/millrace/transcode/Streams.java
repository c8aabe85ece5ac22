package dev.millrace.transcode;

import dev.millrace.media.KeyPicture;
import dev.millrace.timeline.Storyboard;
import dev.millrace.words.CaptionView;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The streams of all videos as they are now: plans and published segments. */
public interface Streams {

    /**
     * A stream as stored.
     *
     * @param ready whether every segment is published and the whole is proven
     * @param accessEpoch of the tokens that open it while it is private
     * @param segments what is published
     * @param storyboard null when there is none, or not yet; the moving preview comes with it
     * @param captions in the order in which they came
     */
    record Stream(
            UUID video,
            StreamPlan plan,
            boolean ready,
            String visibility,
            int accessEpoch,
            List<Published> segments,
            Storyboard storyboard,
            List<CaptionView> captions) {

        /** Without a storyboard and captions. */
        public Stream(UUID video, StreamPlan plan, boolean ready, String visibility, List<Published> segments) {
            this(video, plan, ready, visibility, 0, segments, null, List.of());
        }
    }

    /**
     * A segment somebody can have.
     *
     * @param keys where its key pictures are, in order; none in sound, and in what versions before they were noted made
     */
    record Published(String rendition, int number, long sizeBytes, List<KeyPicture> keys) {

        public Published {
            keys = List.copyOf(keys);
        }

        public Published(String rendition, int number, long sizeBytes) {
            this(rendition, number, sizeBytes, List.of());
        }
    }

    /** Fired on every node after the commit that publishes a segment, on a background thread. */
    record SegmentPublished(UUID video, String rendition, int number, long sizeBytes) {}

    /**
     * Fired on every node when a stream is planned, finished, fails, gains or loses captions, or goes away: forget what you
     * hold of it.
     *
     * @param gone whether what was made of it is of no use any more; otherwise its pictures and sounds are what they were
     */
    record StreamChanged(UUID video, boolean gone) {}

    /**
     * Fired on a node that could not hear the others for a while, once it hears them again, on a background thread: any
     * of the other events may be missing, for any stream. Forget what you hold and look for yourself.
     */
    record SignalsLost() {}

    /**
     * Reads a stream from the database; blocks. Empty when there is nothing to play: no such video, no plan yet, or the
     * video failed.
     */
    Optional<Stream> find(UUID video);

    /** The store's key of a segment. */
    static String segmentKey(UUID video, String rendition, int number) {
        return "streams/" + video + "/" + rendition + "/" + number + ".m4s";
    }

    /** The store's key of a rendition's init segment. */
    static String initKey(UUID video, String rendition) {
        return "streams/" + video + "/" + rendition + "/init.mp4";
    }

    /** The store's key of a poster; {@code format} is {@code jpg} or {@code webp}. */
    static String posterKey(UUID video, int width, String format) {
        return "streams/" + video + "/poster/" + width + "." + format;
    }

    /** The store's key of a sheet of the storyboard. */
    static String sheetKey(UUID video, int number) {
        return "streams/" + video + "/storyboard/" + number + ".jpg";
    }

    /** The store's key of the moving preview. */
    static String previewKey(UUID video) {
        return "streams/" + video + "/preview.webp";
    }

    /** The store's key of everything made from a video. */
    static String streamKey(UUID video) {
        return "streams/" + video;
    }

    /** The store's key of a video's source. */
    static String sourceKey(UUID video) {
        return "sources/" + video;
    }
}
