package dev.millrace.manifest;

import dev.millrace.media.Bitrate;
import dev.millrace.media.FrameRate;
import dev.millrace.media.Resolution;
import java.math.BigInteger;
import java.util.List;

/**
 * The DASH manifest (MPD, ISO/IEC 23009-1) of a finished film, over the same segments as the HLS playlists: one period,
 * one adaptation set of all rungs, and one for each sound, each captions and the storyboard. All times are exact, in ticks of each track.
 *
 * @param bufferSeconds that a player should hold at the stated rates
 * @param video null when there is nothing but sound
 * @param sounds the default one first
 * @param texts captions
 * @param tiles null when there is no storyboard, or not yet
 */
public record DashManifest(int bufferSeconds, Video video, List<Sound> sounds, List<DashText> texts, DashTiles tiles) {

    /**
     * Of what is in no MP4 file: it cannot conform to the profiles of pictures and sound, must say so, and its own profile
     * must be among those of the whole (ISO/IEC 23009-1 §5.3.7.2 and §8.1).
     */
    static final String FULL_PROFILE = "urn:mpeg:dash:profile:full:2011";

    private static final String PROFILES =
            "urn:mpeg:dash:profile:isoff-live:2011,urn:mpeg:dash:profile:cmaf:2019," + FULL_PROFILE;
    private static final String ROLE = "urn:mpeg:dash:role:2011";
    private static final String CHANNELS = "urn:mpeg:dash:23003:3:audio_channel_configuration:2011";
    private static final BigInteger MICROS = BigInteger.valueOf(1_000_000);

    /** How long each segment lasts, in ticks, from the start of the film. */
    public record Track(int timescale, List<Long> ticks) {

        public Track {
            ticks = List.copyOf(ticks);
        }

        private long totalTicks() {
            return ticks.stream().mapToLong(Long::longValue).sum();
        }

        /** Rounded up: players may drop a picture that ends after its period. */
        private long micros() {
            var scale = BigInteger.valueOf(timescale);
            return BigInteger.valueOf(totalTicks())
                    .multiply(MICROS)
                    .add(scale.subtract(BigInteger.ONE))
                    .divide(scale)
                    .longValueExact();
        }
    }

    /**
     * All rungs: players may change between them at every segment.
     *
     * @param renditions highest first
     * @param captions inside the pictures
     */
    public record Video(Track track, FrameRate rate, List<Rendition> renditions, List<Words.ClosedCaptions> captions) {

        public Video {
            renditions = List.copyOf(renditions);
            captions = List.copyOf(captions);
        }
    }

    /**
     * A rung.
     *
     * @param codecs RFC 6381
     * @param peak bits per second
     */
    public record Rendition(String name, String codecs, Bitrate peak, Resolution size) {}

    /**
     * A sound rendition.
     *
     * @param label for people
     * @param language BCP 47, {@code und} when unknown
     * @param codecs RFC 6381
     * @param peak bits per second
     */
    public record Sound(
            String name, String label, String language, int channels, String codecs, Bitrate peak, Track track) {}

    public DashManifest {
        sounds = List.copyOf(sounds);
        texts = List.copyOf(texts);
        if (video == null && sounds.isEmpty()) {
            throw new IllegalArgumentException("a manifest needs at least one track");
        }
    }

    /** A film without anything to read, and without a storyboard. */
    public DashManifest(int bufferSeconds, Video video, List<Sound> sounds) {
        this(bufferSeconds, video, sounds, List.of(), null);
    }

    /** The manifest as it stands on the wire. */
    public byte[] render() {
        var xml = new XmlText();
        xml.element("MPD")
                .set("xmlns", "urn:mpeg:dash:schema:mpd:2011")
                .set("profiles", PROFILES)
                .set("type", "static")
                .set("mediaPresentationDuration", duration())
                .set("minBufferTime", "PT" + bufferSeconds + "S")
                .open();
        xml.element("Period").set("id", 0).set("start", "PT0S").open();
        if (video != null) {
            append(xml, video);
        }
        for (int i = 0; i < sounds.size(); i++) {
            append(xml, sounds.get(i), i == 0 ? "main" : "alternate", i + 1);
        }
        for (int i = 0; i < texts.size(); i++) {
            texts.get(i).append(xml, sounds.size() + i + 1);
        }
        if (tiles != null) {
            tiles.append(xml, sounds.size() + texts.size() + 1);
        }
        xml.close("Period");
        xml.close("MPD");
        return xml.bytes();
    }

    private static void append(XmlText xml, Video video) {
        var top = video.renditions().get(0).size();
        set(xml, 0, "video")
                .set("par", ratio(top))
                .set("maxWidth", top.width())
                .set("maxHeight", top.height())
                .set("frameRate", video.rate())
                .set("sar", "1:1")
                .open();
        new DashClosedCaptions(video.captions()).append(xml);
        role(xml, "main");
        append(xml, video.track());
        for (var rendition : video.renditions()) {
            representation(xml, rendition.name(), rendition.codecs(), rendition.peak())
                    .set("width", rendition.size().width())
                    .set("height", rendition.size().height())
                    .empty();
        }
        xml.close("AdaptationSet");
    }

    private static void append(XmlText xml, Sound sound, String role, int id) {
        set(xml, id, "audio").set("lang", sound.language()).open();
        xml.element("AudioChannelConfiguration")
                .set("schemeIdUri", CHANNELS)
                .set("value", sound.channels())
                .empty();
        xml.element("Label").text(sound.label());
        role(xml, role);
        append(xml, sound.track());
        representation(xml, sound.name(), sound.codecs(), sound.peak())
                .set("audioSamplingRate", sound.track().timescale())
                .empty();
        xml.close("AdaptationSet");
    }

    static void role(XmlText xml, String role) {
        xml.element("Role").set("schemeIdUri", ROLE).set("value", role).empty();
    }

    private static XmlText.Element set(XmlText xml, int id, String type) {
        return xml.element("AdaptationSet")
                .set("id", id)
                .set("contentType", type)
                .set("mimeType", type + "/mp4")
                .set("segmentAlignment", true)
                .set("startWithSAP", 1);
    }

    private static XmlText.Element representation(XmlText xml, String name, String codecs, Bitrate peak) {
        return xml.element("Representation")
                .set("id", name)
                .set("codecs", codecs)
                .set("bandwidth", peak.bitsPerSecond());
    }

    /** Segments that last equally long are one entry. */
    private static void append(XmlText xml, Track track) {
        xml.element("SegmentTemplate")
                .set("timescale", track.timescale())
                .set("startNumber", 0)
                .set("initialization", "$RepresentationID$/init.mp4")
                .set("media", "$RepresentationID$/$Number$.m4s")
                .open();
        xml.element("SegmentTimeline").open();
        var ticks = track.ticks();
        long begins = 0;
        for (int first = 0, end; first < ticks.size(); first = end) {
            end = first + 1;
            while (end < ticks.size() && ticks.get(end).equals(ticks.get(first))) {
                end++;
            }
            int repeated = end - first - 1;
            xml.element("S")
                    .set("t", begins)
                    .set("d", ticks.get(first))
                    .set("r", repeated)
                    .empty();
            begins += ticks.get(first) * (end - first);
        }
        xml.close("SegmentTimeline");
        xml.close("SegmentTemplate");
    }

    /** Of the longest track. */
    private String duration() {
        long micros = sounds.stream().mapToLong(s -> s.track().micros()).max().orElse(0);
        micros = Math.max(micros, video == null ? 0 : video.track().micros());
        return "PT%d.%06dS".formatted(micros / 1_000_000, micros % 1_000_000);
    }

    private static String ratio(Resolution size) {
        int divisor = BigInteger.valueOf(size.width())
                .gcd(BigInteger.valueOf(size.height()))
                .intValue();
        return size.width() / divisor + ":" + size.height() / divisor;
    }
}
