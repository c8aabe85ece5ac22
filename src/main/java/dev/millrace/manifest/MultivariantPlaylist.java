package dev.millrace.manifest;

import dev.millrace.media.Bitrate;
import dev.millrace.media.FrameRate;
import dev.millrace.media.Resolution;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists the variants of a stream, and the sound and the words that go with them. Everything is SDR, and says so.
 *
 * @param audio one group that every variant refers to; empty when there is no sound, or nothing but one sound. Of several
 *     sounds without pictures the default one is the variant as well: its playlist stands in both places
 * @param variants in the order to be written: some players start with the first
 * @param iFrames for fast forward; empty while they cannot be stated
 * @param words captions of all kinds
 */
public record MultivariantPlaylist(List<Audio> audio, List<Variant> variants, List<IFrames> iFrames, Words words) {

    private static final String AUDIO_GROUP = "audio";

    /**
     * A sound rendition.
     *
     * @param name for people, distinct among all
     * @param language BCP 47, {@code und} when unknown
     * @param preferred plays unless somebody chooses another; at most one
     */
    public record Audio(
            String uri,
            String name,
            String language,
            boolean preferred,
            int channels,
            String codecs,
            Bandwidth bandwidth) {}

    /**
     * A rendition that can be played, with the sound group if there is one.
     *
     * @param codecs RFC 6381, of this rendition alone
     * @param bandwidth of this rendition alone
     * @param picture null when it is sound only
     */
    public record Variant(String uri, String codecs, Bandwidth bandwidth, Picture picture) {}

    /**
     * The key pictures of a video rendition alone (RFC 8216bis §4.4.6.3).
     *
     * @param codecs RFC 6381, of the pictures
     */
    public record IFrames(String uri, String codecs, Bandwidth bandwidth, Resolution size) {}

    /** What a variant's pictures are like. */
    public record Picture(Resolution size, FrameRate rate) {}

    public MultivariantPlaylist {
        iFrames = List.copyOf(iFrames);
        audio = List.copyOf(audio);
        variants = List.copyOf(variants);
        if (variants.isEmpty()) {
            throw new IllegalArgumentException("a multivariant playlist needs at least one variant");
        }
        if (audio.stream().filter(Audio::preferred).count() > 1) {
            throw new IllegalArgumentException("at most one sound plays by default");
        }
        if (audio.stream().map(Audio::name).distinct().count() < audio.size()) {
            throw new IllegalArgumentException("sounds have distinct names");
        }
    }

    /** A stream without I-frame playlists and without anything to read. */
    public MultivariantPlaylist(List<Audio> audio, List<Variant> variants) {
        this(audio, variants, List.of(), Words.NONE);
    }

    /** The playlist as it stands on the wire. */
    public byte[] render() {
        var out = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        audio.forEach(a -> append(out, a));
        words.append(out);
        variants.forEach(v -> append(out, v));
        iFrames.forEach(i -> append(out, i));
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder out, Audio audio) {
        new AttributeList(out, "#EXT-X-MEDIA")
                .plain("TYPE", "AUDIO")
                .quoted("GROUP-ID", AUDIO_GROUP)
                .quoted("NAME", audio.name())
                .quoted("LANGUAGE", audio.language())
                .plain("DEFAULT", audio.preferred() ? "YES" : "NO")
                .plain("AUTOSELECT", "YES")
                .quoted("CHANNELS", Integer.toString(audio.channels()))
                .quoted("URI", audio.uri())
                .end();
    }

    private void append(StringBuilder out, Variant variant) {
        var total = withSound(variant.bandwidth());
        var attributes = new AttributeList(out, "#EXT-X-STREAM-INF")
                .plain("BANDWIDTH", total.peak().bitsPerSecond())
                .plain("AVERAGE-BANDWIDTH", total.average().bitsPerSecond())
                .quoted("CODECS", codecs(variant));
        if (variant.picture() != null) {
            attributes
                    .plain("RESOLUTION", variant.picture().size())
                    .plain("FRAME-RATE", threeDecimals(variant.picture().rate()))
                    .plain("VIDEO-RANGE", "SDR");
        }
        if (!audio.isEmpty()) {
            attributes.quoted("AUDIO", AUDIO_GROUP);
        }
        words.appendTo(attributes).end();
        out.append(variant.uri()).append('\n');
    }

    private static void append(StringBuilder out, IFrames pictures) {
        new AttributeList(out, "#EXT-X-I-FRAME-STREAM-INF")
                .plain("BANDWIDTH", pictures.bandwidth().peak().bitsPerSecond())
                .plain("AVERAGE-BANDWIDTH", pictures.bandwidth().average().bitsPerSecond())
                .quoted("CODECS", pictures.codecs())
                .plain("RESOLUTION", pictures.size())
                .plain("VIDEO-RANGE", "SDR")
                .quoted("URI", pictures.uri())
                .end();
    }

    /** A variant plays with one sound at a time; the dearest one counts (RFC 8216bis §4.4.6.2). */
    private Bandwidth withSound(Bandwidth variant) {
        long peak = audio.stream()
                .mapToLong(a -> a.bandwidth().peak().bitsPerSecond())
                .max()
                .orElse(0);
        long average = audio.stream()
                .mapToLong(a -> a.bandwidth().average().bitsPerSecond())
                .max()
                .orElse(0);
        return variant.plus(new Bandwidth(new Bitrate(peak), new Bitrate(average)));
    }

    private String codecs(Variant variant) {
        return Stream.concat(Stream.of(variant.codecs()), audio.stream().map(Audio::codecs))
                .distinct()
                .collect(Collectors.joining(","));
    }

    private static String threeDecimals(FrameRate rate) {
        return String.format(Locale.ROOT, "%.3f", rate.perSecond());
    }
}
