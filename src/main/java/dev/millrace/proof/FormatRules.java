package dev.millrace.proof;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules on init segments, and on what the multivariant playlist says that is in them. */
final class FormatRules {

    /** Baseline, main and high: 8 bits of 4:2:0 (Apple 1.3b). */
    private static final Set<String> PROFILES = Set.of("42", "4d", "64");

    private static final int HIGHEST_LEVEL = 52;
    private static final Set<Integer> SAMPLE_RATES = Set.of(44_100, 48_000);
    private static final double FASTEST = 60.001;
    private static final double THREE_DECIMALS = 0.001;

    private FormatRules() {}

    /** The init segment is the one that every segment was made against. */
    static Stream<String> sameInit(Evidence evidence) {
        return evidence.tracks().stream()
                .filter(t -> !t.initAsRecorded())
                .map(t -> "the init segment of %s is not the one its segments were made with".formatted(t.name()));
    }

    /** One track, its samples in fragments, at most one edit (Apple 2.17, RFC 8216 §3.1.2). */
    static Stream<String> layout(Evidence evidence) {
        return evidence.tracks().stream()
                .filter(t -> t.init().tracks() != 1
                        || !t.init().fragmented()
                        || t.init().edits() > 1
                        || t.init().timescale() != t.timescale())
                .map(t -> "the init segment of %s has %d tracks of timescale %d (planned %d), %d edits%s"
                        .formatted(
                                t.name(),
                                t.init().tracks(),
                                t.init().timescale(),
                                t.timescale(),
                                t.init().edits(),
                                t.init().fragmented() ? "" : ", and is not fragmented"));
    }

    /** Every variant plays a planned rendition, every planned rendition of pictures is in a variant. */
    static Stream<String> variants(Evidence evidence) {
        var listed = new HashSet<String>();
        evidence.variants().forEach(v -> {
            listed.add(v.rendition());
            listed.addAll(v.sounds());
        });
        return Stream.concat(
                evidence.tracks().stream()
                        .map(Track::name)
                        .filter(name -> !listed.contains(name))
                        .map(name -> "no variant plays " + name),
                listed.stream()
                        .filter(name -> !evidence.plans(name))
                        .map(name -> "a variant plays %s, which is not planned".formatted(name)));
    }

    /** CODECS lists what is in the init segments of a variant and its sounds, and nothing else (RFC 6381). */
    static Stream<String> codecs(Evidence evidence) {
        return evidence.variants().stream().flatMap(variant -> {
            var inside = Stream.concat(Stream.of(variant.rendition()), variant.sounds().stream())
                    .filter(evidence::plans)
                    .map(name -> evidence.track(name).init().codecs())
                    .collect(Collectors.toSet());
            return inside.equals(variant.codecs())
                    ? Stream.empty()
                    : Stream.of("CODECS of %s says %s, the init segments %s"
                            .formatted(variant.rendition(), variant.codecs(), inside));
        });
    }

    /** RESOLUTION is what is coded, with square pixels. */
    static Stream<String> resolution(Evidence evidence) {
        return evidence.variants().stream()
                .filter(v -> evidence.plans(v.rendition())
                        && evidence.track(v.rendition()).pictures())
                .flatMap(variant -> {
                    var init = evidence.track(variant.rendition()).init();
                    var coded = init.width() + "x" + init.height();
                    return coded.equals(variant.attributes().get("RESOLUTION")) && init.squarePixels()
                            ? Stream.empty()
                            : Stream.of("RESOLUTION of %s is %s, coded are %s pixels%s"
                                    .formatted(
                                            variant.rendition(),
                                            variant.attributes().get("RESOLUTION"),
                                            coded,
                                            init.squarePixels() ? "" : " that are not square"));
                });
    }

    /** FRAME-RATE is that of the grid, at most 60 (Apple 1.19). */
    static Stream<String> frameRate(Evidence evidence) {
        double rate = evidence.timeline().grid().rate().perSecond();
        return evidence.variants().stream()
                .filter(v -> evidence.plans(v.rendition())
                        && evidence.track(v.rendition()).pictures())
                .filter(v -> Math.abs(v.number("FRAME-RATE") - rate) > THREE_DECIMALS || rate > FASTEST)
                .map(v -> "FRAME-RATE of %s is %s, planned are %.3f"
                        .formatted(v.rendition(), v.attributes().get("FRAME-RATE"), rate));
    }

    static Stream<String> profile(Evidence evidence) {
        return evidence.pictures()
                .filter(t -> t.init().codecs().length() != 11
                        || !PROFILES.contains(t.init().codecs().substring(5, 7)))
                .map(t -> "%s is %s".formatted(t.name(), t.init().codecs()));
    }

    static Stream<String> level(Evidence evidence) {
        return evidence.pictures()
                .filter(t -> t.init().codecs().length() == 11
                        && Integer.parseInt(t.init().codecs().substring(9), 16) > HIGHEST_LEVEL)
                .map(t -> "%s is %s".formatted(t.name(), t.init().codecs()));
    }

    static Stream<String> sampleRate(Evidence evidence) {
        return evidence.sounds()
                .filter(t -> !SAMPLE_RATES.contains(t.init().sampleRate()))
                .map(t -> "%s has %d samples a second"
                        .formatted(t.name(), t.init().sampleRate()));
    }
}
