package dev.millrace.playback;

import dev.millrace.captions.WebVtt;
import dev.millrace.manifest.StoryboardTrack;
import dev.millrace.timeline.Storyboard;
import dev.millrace.transcode.StreamPlan;
import dev.millrace.transcode.Streams;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Collectors;

/**
 * What is known of one stream: its playlists ready to be sent, and the sizes of the segments that exist.
 *
 * <p>All threads may use it. Segments are added as they are published; everything else never changes.
 */
final class KnownStream implements Lookup {

    private static final int OBJECT_OVERHEAD = 1024;
    private static final Set<String> OPEN = Set.of("public", "unlisted");

    private final StreamPlan plan;
    private final boolean ready;
    private final boolean isPrivate;
    private final int accessEpoch;
    private final PlaylistFile multivariant;
    private final PlaylistFile dash;
    private final Storyboard storyboard;
    private final Map<String, PlaylistFile> storyboardTexts;
    private final Map<String, Rendition> renditions;
    private final Map<String, TextRendition> texts;
    private final PlaylistFile chapters;
    private final long readNanos;

    private volatile boolean stale;

    /** A rendition's playlists, null where there is none, and its segments' sizes in bytes by number: 0 when not there. */
    private record Rendition(PlaylistFile playlist, PlaylistFile iFrames, AtomicLongArray sizes) {

        private int weightBytes() {
            return playlist.sizeBytes() + (iFrames == null ? 0 : iFrames.sizeBytes()) + 8 * sizes.length();
        }
    }

    /** A caption rendition's playlist, and how many segments it names. */
    private record TextRendition(PlaylistFile playlist, int segments) {}

    private KnownStream(Streams.Stream stream, Playlists playlists, long readNanos) {
        this.plan = stream.plan();
        this.ready = stream.ready();
        this.isPrivate = !OPEN.contains(stream.visibility());
        this.accessEpoch = stream.accessEpoch();
        this.readNanos = readNanos;
        this.multivariant = PlaylistFile.of(playlists.multivariant().render());
        this.dash = PlaylistFile.of(playlists.dash().render());
        this.storyboard = stream.storyboard();
        this.storyboardTexts = texts(stream);
        this.renditions = playlists.media().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        e -> new Rendition(
                                PlaylistFile.of(e.getValue().render()),
                                iFrames(playlists, e.getKey()),
                                new AtomicLongArray(e.getValue().segments().size()))));
        this.texts = playlists.texts().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        e -> new TextRendition(
                                PlaylistFile.of(e.getValue().render()),
                                e.getValue().segments())));
        var named = plan.source().chapters();
        this.chapters =
                named.isEmpty() ? null : PlaylistFile.of(WebVtt.chapters(named).getBytes(StandardCharsets.UTF_8));
        stream.segments().forEach(s -> published(s.rendition(), s.number(), s.sizeBytes()));
    }

    /**
     * Prepares a stream; takes some milliseconds for a long film.
     *
     * @param readNanos the {@link System#nanoTime()} at which reading it began
     */
    static KnownStream of(Streams.Stream stream, long readNanos) {
        return new KnownStream(stream, Playlists.of(stream), readNanos);
    }

    private static Map<String, PlaylistFile> texts(Streams.Stream stream) {
        if (stream.storyboard() == null) {
            return Map.of();
        }
        var track = new StoryboardTrack(
                stream.storyboard(), stream.plan().timeline().grid());
        return Map.of("vtt", PlaylistFile.of(track.webVtt()), "json", PlaylistFile.of(track.json()));
    }

    private static PlaylistFile iFrames(Playlists playlists, String rendition) {
        var known = playlists.iFrames().get(rendition);
        return known == null ? null : PlaylistFile.of(known.render());
    }

    boolean ready() {
        return ready;
    }

    /** Whether a token is needed. */
    boolean isPrivate() {
        return isPrivate;
    }

    /** What a token must be made for. */
    int accessEpoch() {
        return accessEpoch;
    }

    PlaylistFile multivariant() {
        return multivariant;
    }

    PlaylistFile dash() {
        return dash;
    }

    /** Null when no such rendition is planned. */
    PlaylistFile media(String rendition) {
        var known = renditions.get(rendition);
        var text = texts.get(rendition);
        return known != null ? known.playlist() : text != null ? text.playlist() : null;
    }

    /** Null when the film has none. */
    PlaylistFile chapters() {
        return chapters;
    }

    boolean plans(Target.TextSegment segment) {
        var known = texts.get(segment.rendition());
        return known != null && segment.number() < known.segments();
    }

    /** Null when there is none, or not yet. */
    PlaylistFile iFrames(String rendition) {
        var known = renditions.get(rendition);
        return known == null ? null : known.iFrames();
    }

    StreamPlan plan() {
        return plan;
    }

    boolean plans(Target.Segment segment) {
        var known = renditions.get(segment.rendition());
        return known != null && segment.number() < known.sizes().length();
    }

    /** Whether a file that cannot be waited for should be there. */
    boolean promises(Target.File file) {
        if (file instanceof Target.Init init) {
            return renditions.containsKey(init.rendition());
        } else if (file instanceof Target.Poster poster) {
            return plan.posters().stream().anyMatch(p -> p.width() == poster.width());
        } else if (file instanceof Target.Captions captions) {
            return texts.containsKey(captions.rendition());
        } else if (file instanceof Target.Sheet sheet) {
            return storyboard != null && sheet.number() < storyboard.sheets();
        }
        return file instanceof Target.Preview && storyboard != null;
    }

    /** What stands where in the storyboard, as {@code vtt} or {@code json}; null when there is none, or not yet. */
    PlaylistFile storyboard(String format) {
        return storyboardTexts.get(format);
    }

    /** Whether the bytes are there, as far as is known here. */
    boolean has(Target.Segment segment) {
        return plans(segment) && renditions.get(segment.rendition()).sizes().get(segment.number()) > 0;
    }

    /** A segment is there from now on. */
    void published(String rendition, int number, long sizeBytes) {
        var known = renditions.get(rendition);
        if (known != null && number >= 0 && number < known.sizes().length()) {
            known.sizes().set(number, sizeBytes);
        }
    }

    /** Something else of the stream changed: what is here must not be trusted for new decisions. */
    void retire() {
        stale = true;
    }

    boolean stale() {
        return stale;
    }

    /** The {@link System#nanoTime()} at which reading it began: what happened before is contained. */
    long readNanos() {
        return readNanos;
    }

    /** About how much heap it takes. */
    int weightBytes() {
        long bytes = OBJECT_OVERHEAD + multivariant.sizeBytes() + dash.sizeBytes();
        bytes += storyboardTexts.values().stream()
                .mapToInt(PlaylistFile::sizeBytes)
                .sum();
        for (var rendition : renditions.values()) {
            bytes += rendition.weightBytes();
        }
        for (var text : texts.values()) {
            bytes += text.playlist().sizeBytes();
        }
        bytes += chapters == null ? 0 : chapters.sizeBytes();
        return (int) Math.min(Integer.MAX_VALUE, bytes);
    }
}
