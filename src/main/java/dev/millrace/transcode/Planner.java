package dev.millrace.transcode;

import dev.millrace.ladder.Ladder;
import dev.millrace.media.Resolution;
import dev.millrace.media.SourceFacts;
import dev.millrace.media.SourceFacts.Seeking;
import dev.millrace.proof.StreamProof;
import dev.millrace.timeline.AudioGrid;
import dev.millrace.timeline.Grid;
import dev.millrace.timeline.Timeline;
import java.util.List;

/** Makes the plan of a stream from what was probed and the settings. A pure function. */
final class Planner {

    private static final int SAMPLE_RATE = 48_000;
    private static final List<Integer> POSTER_WIDTHS = List.of(320, 640, 1280);

    private final String preset;
    private final int highestRung;
    private final long audioBitRate;

    Planner(String preset, int highestRung, long audioBitRate) {
        this.preset = preset;
        this.highestRung = highestRung;
        this.audioBitRate = audioBitRate;
    }

    StreamPlan plan(SourceFacts facts) {
        var track = facts.video();
        if (track == null) {
            return planSound(facts);
        }
        var grid = Grid.of(track.rate(), facts.frames());
        var timeline = Timeline.plan(grid, facts.seekable() == Seeking.FROM_START ? null : keySlots(facts, grid));
        return new StreamPlan(
                facts,
                timeline,
                Ladder.forSource(track.display(), track.rate(), highestRung),
                new SoundPlan(AudioGrid.along(timeline, SAMPLE_RATE), audioBitRate).of(facts.audio()),
                preset,
                posters(track.display()),
                StreamProof.EDITION);
    }

    /** Sound decides the segments; it can be entered anywhere, so one chunk is all. */
    private StreamPlan planSound(SourceFacts facts) {
        var timeline = Timeline.plan(Grid.of(AudioGrid.FRAME_RATE, facts.frames()), null);
        return new StreamPlan(
                facts,
                timeline,
                List.of(),
                new SoundPlan(AudioGrid.along(timeline, SAMPLE_RATE), audioBitRate).of(facts.audio()),
                preset,
                facts.cover() == null ? List.of() : posters(facts.cover().display()),
                StreamProof.EDITION);
    }

    private static List<Long> keySlots(SourceFacts facts, Grid grid) {
        var track = facts.video();
        return facts.seekPoints().stream()
                .map(p -> grid.rate().slotAt(p.presentation() - track.first(), track.timeBase()))
                .toList();
    }

    private static List<Resolution> posters(Resolution display) {
        var sizes = POSTER_WIDTHS.stream()
                .filter(w -> w <= display.width())
                .map(w -> new Resolution(w, (int) Math.round((double) w * display.height() / display.width())).even())
                .toList();
        return sizes.isEmpty() ? List.of(display.even()) : sizes;
    }
}
