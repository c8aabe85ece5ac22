package dev.millrace.playback;

import dev.millrace.manifest.Bandwidth;
import dev.millrace.manifest.DashManifest;
import dev.millrace.manifest.DashManifest.Rendition;
import dev.millrace.manifest.DashManifest.Sound;
import dev.millrace.manifest.DashManifest.Track;
import dev.millrace.manifest.DashManifest.Video;
import dev.millrace.manifest.DashText;
import dev.millrace.timeline.Timeline;
import dev.millrace.transcode.StreamPlan;
import java.util.List;
import java.util.Map;

/** A plan as a DASH manifest; like the playlists it is complete from the moment the plan is there. */
final class DashManifests {

    private DashManifests() {}

    /**
     * @param texts captions
     * @param rates by name of the rendition
     * @param targetDuration of the playlists, in seconds
     */
    static DashManifest of(StreamPlan plan, List<DashText> texts, Map<String, Bandwidth> rates, int targetDuration) {
        var video = plan.ladder().isEmpty() ? null : video(plan, rates);
        var sounds = plan.audio().stream()
                .map(s -> new Sound(
                        s.name(),
                        s.label(),
                        s.language(),
                        s.channels(),
                        StreamPlan.Sound.CODECS,
                        rates.get(s.name()).peak(),
                        track(PlannedRendition.of(s))))
                .toList();
        return new DashManifest(targetDuration, video, sounds, texts);
    }

    private static Video video(StreamPlan plan, Map<String, Bandwidth> rates) {
        Timeline timeline = plan.timeline();
        var renditions = plan.ladder().stream()
                .map(r ->
                        new Rendition(r.name(), r.codecs(), rates.get(r.name()).peak(), r.size()))
                .toList();
        var any = PlannedRendition.of(plan.ladder().get(0), timeline);
        return new Video(track(any), timeline.grid().rate(), renditions);
    }

    private static Track track(PlannedRendition rendition) {
        return new Track(rendition.timescale(), rendition.ticks());
    }
}
