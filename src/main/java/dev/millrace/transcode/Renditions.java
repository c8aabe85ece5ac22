package dev.millrace.transcode;

import dev.millrace.video.VideoView.Rendition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A plan's renditions as the API shows them. */
final class Renditions {

    private Renditions() {}

    /** Before anything is measured. */
    static List<Rendition> of(StreamPlan plan) {
        return of(plan, Map.of(), Map.of());
    }

    /** With the average rate of what was made. */
    static List<Rendition> measured(StreamPlan plan, List<Streams.Published> segments, Map<String, Gains.Known> gains) {
        var bytes = new HashMap<String, Long>();
        segments.forEach(s -> bytes.merge(s.rendition(), s.sizeBytes(), Long::sum));
        double seconds = plan.timeline().grid().seconds(plan.timeline().grid().frames());
        var rates = new HashMap<String, Long>();
        bytes.forEach((rendition, size) -> rates.put(rendition, Math.round(size * 8 / seconds)));
        return of(plan, rates, gains);
    }

    private static List<Rendition> of(StreamPlan plan, Map<String, Long> rates, Map<String, Gains.Known> gains) {
        var renditions = new ArrayList<Rendition>();
        for (var rung : plan.ladder()) {
            renditions.add(new Rendition(
                    rung.name(),
                    "video",
                    rung.size().width(),
                    rung.size().height(),
                    rung.codecs(),
                    null,
                    rates.get(rung.name()),
                    null,
                    null));
        }
        for (var sound : plan.audio()) {
            renditions.add(new Rendition(
                    sound.name(),
                    "audio",
                    null,
                    null,
                    StreamPlan.Sound.CODECS,
                    sound.language(),
                    rates.get(sound.name()),
                    sound.channels(),
                    loudness(gains.get(sound.name()))));
        }
        return renditions;
    }

    private static Rendition.Loudness loudness(Gains.Known known) {
        if (known == null || known.measured() == null) {
            return null;
        }
        var measured = known.measured();
        return new Rendition.Loudness(
                tenths(measured.integratedLufs()),
                tenths(measured.rangeLu()),
                tenths(measured.truePeakDbtp()),
                tenths(known.gainDb()),
                !measured.whole());
    }

    private static Double tenths(Double value) {
        return value == null ? null : Math.round(value * 10) / 10.0;
    }
}
