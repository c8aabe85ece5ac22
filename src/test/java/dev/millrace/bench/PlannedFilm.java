package dev.millrace.bench;

import dev.millrace.job.Job;
import dev.millrace.ladder.Ladder;
import dev.millrace.ladder.Rung;
import dev.millrace.libav.Libav;
import dev.millrace.libav.SourceProbe;
import dev.millrace.libav.VideoChunk;
import dev.millrace.media.SeekPoint;
import dev.millrace.media.SourceFacts;
import dev.millrace.timeline.Grid;
import dev.millrace.timeline.Segment;
import dev.millrace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A film planned as the service plans it, to be encoded in this JVM by the engine's own code in any division. */
final class PlannedFilm {

    private static final String PRESET = "veryfast";
    private static final int HIGHEST = 1080;
    private static final int ENTRIES = 3;

    /** Made apart by the service. */
    private static final int FIRST_SEGMENTS = 3;

    private final Path source;
    private final SourceFacts facts;
    private final Timeline timeline;
    private final List<Rung> rungs;

    private PlannedFilm(Path source) {
        Libav.load();
        this.source = source;
        this.facts = SourceProbe.probe(source.toString(), event -> {});
        var rate = facts.video().rate();
        this.timeline = Timeline.plan(
                Grid.of(rate, facts.frames()),
                facts.seekPoints().stream().map(this::slot).toList());
        this.rungs = Ladder.forSource(facts.video().display(), rate, HIGHEST);
    }

    static PlannedFilm of(Path source) {
        return new PlannedFilm(source);
    }

    Grid grid() {
        return timeline.grid();
    }

    List<Rung> rungs() {
        return rungs;
    }

    /**
     * The service's own division, but for the lowest rung of the first segments: it is made alone there, so scaled from
     * the source and not from the rung above it. That is another picture, not another joint.
     */
    List<List<Segment>> chunks() {
        var all = timeline.segments();
        var runs = new ArrayList<List<Segment>>();
        runs.add(all.subList(0, FIRST_SEGMENTS));
        for (var chunk : timeline.chunks()) {
            int first = Math.max(FIRST_SEGMENTS, chunk.firstSegment());
            if (first < chunk.endSegment()) {
                runs.add(all.subList(first, chunk.endSegment()));
            }
        }
        return runs;
    }

    /** No division: one encoder for each rung, from the first picture to the last. */
    List<List<Segment>> inOneGo() {
        return List.of(timeline.segments());
    }

    /** Makes the runs one after the other and puts each rung's segments behind its init segment in one file. */
    Encoded encode(List<List<Segment>> runs, Path folder) throws IOException, InterruptedException {
        for (var run : runs) {
            VideoChunk.encode(job(run, folder), event -> {}, () -> false);
        }
        for (var rung : rungs) {
            var files = folder.resolve(rung.name());
            try (var out = Files.newOutputStream(folder.resolve(rung.name() + ".mp4"))) {
                Files.copy(files.resolve("init.mp4"), out);
                for (var segment : timeline.segments()) {
                    Files.copy(files.resolve(segment.number() + ".m4s"), out);
                }
            }
        }
        return new Encoded(folder);
    }

    /** The films that came out, one for each rung. */
    record Encoded(Path folder) {

        Path of(Rung rung) {
            return folder.resolve(rung.name() + ".mp4");
        }
    }

    private Job.EncodeVideo job(List<Segment> run, Path folder) {
        return new Job.EncodeVideo(
                source.toString(),
                folder.toString(),
                facts.video(),
                facts.seekable(),
                entries(run.get(0)),
                grid(),
                run,
                rungs,
                PRESET,
                Runtime.getRuntime().availableProcessors());
    }

    /** The last key frames at or before the segment, nearest first. */
    private List<SeekPoint> entries(Segment first) {
        if (first.firstFrame() == 0) {
            return List.of();
        }
        var before = new ArrayList<>(facts.seekPoints().stream()
                .filter(point -> slot(point) <= first.firstFrame())
                .toList());
        Collections.reverse(before);
        return List.copyOf(before.subList(0, Math.min(ENTRIES, before.size())));
    }

    private long slot(SeekPoint point) {
        var track = facts.video();
        return track.rate().slotAt(point.presentation() - track.first(), track.timeBase());
    }
}
