package dev.millrace.playback;

import dev.millrace.manifest.Bandwidth;
import dev.millrace.manifest.DashManifest;
import dev.millrace.manifest.DashManifest.Rendition;
import dev.millrace.manifest.DashManifest.Sound;
import dev.millrace.manifest.DashManifest.Track;
import dev.millrace.manifest.DashManifest.Video;
import dev.millrace.manifest.DashTiles;
import dev.millrace.timeline.Timeline;
import dev.millrace.transcode.StreamPlan;
import dev.millrace.transcode.Streams;
import java.util.Map;

/** A plan as a DASH manifest; like the playlists it is complete from the moment the plan is there. */
final class DashManifests {

    private DashManifests() {}

    /**
     * @param rates by name of the rendition
     * @param targetDuration of the playlists, in seconds
     */
    static DashManifest of(Streams.Stream stream, Map<String, Bandwidth> rates, int targetDuration) {
        var plan = stream.plan();
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
        return new DashManifest(targetDuration, video, sounds, PlannedWords.dash(stream), tiles(stream));
    }

    private static Video video(StreamPlan plan, Map<String, Bandwidth> rates) {
        Timeline timeline = plan.timeline();
        var renditions = plan.ladder().stream()
                .map(r ->
                        new Rendition(r.name(), r.codecs(), rates.get(r.name()).peak(), r.size()))
                .toList();
        var any = PlannedRendition.of(plan.ladder().get(0), timeline);
        return new Video(track(any), timeline.grid().rate(), renditions, PlannedWords.closedCaptions(plan));
    }

    private static DashTiles tiles(Streams.Stream stream) {
        var storyboard = stream.storyboard();
        return storyboard == null
                ? null
                : new DashTiles(storyboard, stream.plan().timeline().grid());
    }

    private static Track track(PlannedRendition rendition) {
        return new Track(rendition.timescale(), rendition.ticks());
    }
}
