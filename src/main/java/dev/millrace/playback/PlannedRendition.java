package dev.millrace.playback;

import dev.millrace.ladder.Rung;
import dev.millrace.manifest.MediaPlaylist;
import dev.millrace.media.Bitrate;
import dev.millrace.timeline.Timeline;
import dev.millrace.transcode.StreamPlan.Sound;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A rendition as the plan has it, picture and sound alike.
 *
 * @param ticks how long each segment lasts, by its number
 * @param cap the rate the encoder must not exceed for long
 */
record PlannedRendition(String name, int timescale, List<Long> ticks, Bitrate cap) {

    /** Boxes around each AAC frame and each segment, against the encoder's rate. */
    private static final double SOUND_OVERHEAD = 1.05;

    static PlannedRendition of(Rung rung, Timeline timeline) {
        var grid = timeline.grid();
        var ticks = timeline.segments().stream()
                .map(s -> (long) s.frames() * grid.frameTicks())
                .toList();
        return new PlannedRendition(rung.name(), grid.timescale(), ticks, rung.maxRate());
    }

    static PlannedRendition of(Sound sound) {
        var grid = sound.grid();
        var ticks = IntStream.range(0, grid.segments()).mapToObj(grid::samples).toList();
        return new PlannedRendition(
                sound.name(), grid.sampleRate(), ticks, new Bitrate(sound.bitRate()).times(SOUND_OVERHEAD));
    }

    int leastTargetDuration() {
        return MediaPlaylist.leastTargetDuration(Collections.max(ticks), timescale);
    }

    MediaPlaylist playlist(int targetDuration) {
        var segments = new ArrayList<MediaPlaylist.Segment>();
        for (long duration : ticks) {
            segments.add(new MediaPlaylist.Segment(segments.size() + ".m4s", duration));
        }
        return new MediaPlaylist(targetDuration, "init.mp4", timescale, segments);
    }
}
