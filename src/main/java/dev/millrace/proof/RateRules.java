package dev.millrace.proof;

import dev.millrace.proof.Track.Stored;
import java.util.Comparator;
import java.util.HashSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Rules on what the multivariant playlist says that a variant costs, against the sizes that are stored. */
final class RateRules {

    /** Apple 1.26, 1.27. */
    private static final double TOLERANCE = 0.10;

    /** Apple 1.30. */
    private static final double PEAK_TO_AVERAGE = 2;

    private RateRules() {}

    /** BANDWIDTH is the largest rate of any run of 0.5 to 1.5 target durations, with the dearest sound. */
    static Stream<String> peak(Evidence evidence) {
        return rates(evidence, "BANDWIDTH", track -> peak(evidence, track));
    }

    /** AVERAGE-BANDWIDTH is all bits over all seconds, with the dearest sound. */
    static Stream<String> average(Evidence evidence) {
        return rates(evidence, "AVERAGE-BANDWIDTH", RateRules::average);
    }

    private static Stream<String> rates(Evidence evidence, String attribute, ToDoubleFunction<Track> measure) {
        return evidence.variants().stream()
                .filter(v -> evidence.plans(v.rendition()))
                .flatMap(variant -> {
                    double measured = measure.applyAsDouble(evidence.track(variant.rendition()))
                            + variant.sounds().stream()
                                    .filter(evidence::plans)
                                    .mapToDouble(s -> measure.applyAsDouble(evidence.track(s)))
                                    .max()
                                    .orElse(0);
                    double stated = variant.number(attribute);
                    return Math.abs(measured / stated - 1) <= TOLERANCE
                            ? Stream.empty()
                            : Stream.of("%s of %s is %.0f, measured %.0f"
                                    .formatted(attribute, variant.rendition(), stated, measured));
                });
    }

    static Stream<String> peakToAverage(Evidence evidence) {
        return evidence.tracks().stream()
                .filter(t -> peak(evidence, t) > PEAK_TO_AVERAGE * average(t))
                .map(t ->
                        "the peak of %s is %.1f times its average".formatted(t.name(), peak(evidence, t) / average(t)));
    }

    /** No two variants between which a player could not choose. */
    static Stream<String> distinct(Evidence evidence) {
        var seen = new HashSet<String>();
        return evidence.variants().stream()
                .filter(v -> !seen.add(v.attributes().get("BANDWIDTH")
                        + v.attributes().get("RESOLUTION")
                        + v.attributes().get("AUDIO")))
                .map(v -> "another variant costs and shows the same as " + v.rendition());
    }

    private static double average(Track track) {
        return track.stored().stream().mapToLong(Stored::sizeBytes).sum() * 8 / track.seconds();
    }

    private static double peak(Evidence evidence, Track track) {
        var stated = evidence.playlists().get(track.name());
        double target = stated == null ? 0 : stated.targetDuration();
        var stored = track.stored().stream()
                .filter(s -> s.number() >= 0 && s.number() < track.ticks().size())
                .sorted(Comparator.comparingInt(Stored::number))
                .toList();
        double best = 0;
        for (int first = 0; first < stored.size(); first++) {
            double bits = 0;
            double seconds = 0;
            for (int i = first; i < stored.size() && seconds <= 1.5 * target; i++) {
                bits += stored.get(i).sizeBytes() * 8.0;
                seconds += (double) track.ticks().get(stored.get(i).number()) / track.timescale();
                if (seconds >= 0.5 * target && seconds <= 1.5 * target) {
                    best = Math.max(best, bits / seconds);
                }
            }
        }
        return best == 0 ? average(track) : best;
    }
}
