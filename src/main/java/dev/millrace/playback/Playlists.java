package dev.millrace.playback;

import dev.millrace.manifest.Bandwidth;
import dev.millrace.manifest.Bandwidth.Measured;
import dev.millrace.manifest.DashManifest;
import dev.millrace.manifest.IFramePlaylist;
import dev.millrace.manifest.MediaPlaylist;
import dev.millrace.manifest.MultivariantPlaylist;
import dev.millrace.manifest.MultivariantPlaylist.Audio;
import dev.millrace.manifest.MultivariantPlaylist.Picture;
import dev.millrace.manifest.MultivariantPlaylist.Variant;
import dev.millrace.manifest.TextPlaylist;
import dev.millrace.transcode.StreamPlan;
import dev.millrace.transcode.StreamPlan.Sound;
import dev.millrace.transcode.Streams;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All playlists of one stream. They are complete from the moment the plan is there; only the rates that the
 * multivariant playlist states are estimates until the stream is ready.
 *
 * @param multivariant lists the variants
 * @param media by name of the rendition
 * @param iFrames by name of the rendition; none until the stream is ready
 * @param texts those of captions, by name of the rendition
 * @param dash the same for players of the other kind
 */
record Playlists(
        MultivariantPlaylist multivariant,
        Map<String, MediaPlaylist> media,
        Map<String, IFramePlaylist> iFrames,
        Map<String, TextPlaylist> texts,
        DashManifest dash) {

    /** Where players begin that begin with the first variant (Apple's authoring rule 1.32). */
    private static final long FIRST_VARIANT = 2_000_000;

    static Playlists of(Streams.Stream stream) {
        var plan = stream.plan();
        var renditions = Stream.concat(
                        plan.ladder().stream().map(r -> PlannedRendition.of(r, plan.timeline())),
                        plan.audio().stream().map(PlannedRendition::of))
                .toList();
        int target = renditions.stream()
                .mapToInt(PlannedRendition::leastTargetDuration)
                .max()
                .orElseThrow();
        var rates = rates(stream, renditions, target);
        var iFrames = IFrames.of(stream);
        return new Playlists(
                new MultivariantPlaylist(
                        audio(plan, rates),
                        variants(plan, rates, stream.ready()),
                        IFrames.listed(plan.ladder(), iFrames),
                        PlannedWords.of(stream)),
                renditions.stream().collect(Collectors.toMap(PlannedRendition::name, r -> r.playlist(target))),
                iFrames,
                PlannedWords.playlists(stream),
                DashManifests.of(stream, rates, target));
    }

    private static Map<String, Bandwidth> rates(Streams.Stream stream, List<PlannedRendition> renditions, int target) {
        var published = stream.segments().stream().collect(Collectors.groupingBy(Streams.Published::rendition));
        return renditions.stream().collect(Collectors.toMap(PlannedRendition::name, r -> {
            var measured = published.getOrDefault(r.name(), List.of()).stream()
                    .sorted(Comparator.comparingInt(Streams.Published::number))
                    .map(p -> new Measured(p.number(), p.sizeBytes(), r.ticks().get(p.number())))
                    .toList();
            return stream.ready() && !measured.isEmpty()
                    ? Bandwidth.measured(measured, r.timescale(), target)
                    : Bandwidth.estimated(r.cap(), measured, r.timescale(), target);
        }));
    }

    private static List<Variant> variants(StreamPlan plan, Map<String, Bandwidth> rates, boolean ready) {
        if (plan.ladder().isEmpty()) {
            var only = plan.audio().get(0);
            return List.of(new Variant(uri(only.name()), Sound.CODECS, rates.get(only.name()), null));
        }
        var rate = plan.timeline().grid().rate();
        var variants = plan.ladder().stream()
                .map(r -> new Variant(uri(r.name()), r.codecs(), rates.get(r.name()), new Picture(r.size(), rate)))
                .toList();
        return inOrder(variants, ready);
    }

    /** A sound that is the only thing there is stands among the variants alone. */
    private static List<Audio> audio(StreamPlan plan, Map<String, Bandwidth> rates) {
        if (plan.ladder().isEmpty() && plan.audio().size() == 1) {
            return List.of();
        }
        var audio = new ArrayList<Audio>();
        for (var sound : plan.audio()) {
            audio.add(new Audio(
                    uri(sound.name()),
                    sound.label(),
                    sound.language(),
                    audio.isEmpty(),
                    sound.channels(),
                    Sound.CODECS,
                    rates.get(sound.name())));
        }
        return audio;
    }

    /**
     * When all is made: the one nearest to 2 Mbit/s first, the others from the highest down. Before: from the lowest up,
     * because players begin with the first and the lowest rung of the first seconds is made first.
     */
    private static List<Variant> inOrder(List<Variant> variants, boolean ready) {
        Function<Variant, Long> peak = v -> v.bandwidth().peak().bitsPerSecond();
        if (!ready) {
            return variants.stream().sorted(Comparator.comparing(peak)).toList();
        }
        var first = variants.stream()
                .min(Comparator.comparing(v -> Math.abs(peak.apply(v) - FIRST_VARIANT)))
                .orElseThrow();
        return variants.stream()
                .sorted(Comparator.comparing((Variant v) -> v != first).thenComparing(peak, Comparator.reverseOrder()))
                .toList();
    }

    private static String uri(String rendition) {
        return rendition + "/index.m3u8";
    }
}
