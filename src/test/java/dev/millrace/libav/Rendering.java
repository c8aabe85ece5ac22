package dev.millrace.libav;

import dev.millrace.job.Job;
import dev.millrace.job.JobEvent;
import dev.millrace.job.SoundSource;
import dev.millrace.ladder.Ladder;
import dev.millrace.ladder.Rung;
import dev.millrace.media.SeekPoint;
import dev.millrace.media.SourceFacts;
import dev.millrace.timeline.AudioGrid;
import dev.millrace.timeline.Chunk;
import dev.millrace.timeline.Grid;
import dev.millrace.timeline.Segment;
import dev.millrace.timeline.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A film made into segments as the service does it: probed, planned, every chunk encoded by itself. Groups of pictures
 * are shorter than the service's, so that a film of seconds has many joints.
 */
final class Rendering {

    /** The service's encoder setting for these tests: the fastest that still uses B-frames. */
    private static final String PRESET = "superfast";

    final SourceFacts facts;
    final Timeline timeline;
    final List<Rung> rungs;
    final List<JobEvent.SegmentMade> made = Collections.synchronizedList(new ArrayList<>());

    private final Path source;
    final Path folder;

    private Rendering(Path source, Path folder, int gopFrames, int segmentsPerChunk) {
        Libav.load();
        this.source = source;
        this.folder = folder;
        this.facts = SourceProbe.probe(source.toString(), event -> {});
        var rate = facts.video() == null ? AudioGrid.FRAME_RATE : facts.video().rate();
        var grid = new Grid(rate, facts.frames(), gopFrames);
        boolean whole = facts.seekable() == SourceFacts.Seeking.FROM_START;
        this.timeline = timeline(grid, whole ? Integer.MAX_VALUE : segmentsPerChunk);
        this.rungs = facts.video() == null
                ? List.of()
                : Ladder.forSource(facts.video().display(), rate, 1080);
    }

    /** Probes and plans. */
    static Rendering of(Path source, Path folder, int gopFrames, int segmentsPerChunk) {
        return new Rendering(source, folder, gopFrames, segmentsPerChunk);
    }

    Grid grid() {
        return timeline.grid();
    }

    /** Encodes all chunks, the last first: none may depend on another. */
    Rendering encodePictures() throws InterruptedException {
        for (int i = timeline.chunks().size() - 1; i >= 0; i--) {
            VideoChunk.encode(job(timeline.chunks().get(i)), this::hear, () -> false);
        }
        return this;
    }

    Job.EncodeVideo job(Chunk chunk) {
        var segments = timeline.segmentsOf(chunk);
        return new Job.EncodeVideo(
                source.toString(),
                folder.toString(),
                facts.video(),
                facts.seekable(),
                entries(segments.get(0).firstFrame()),
                grid(),
                segments,
                rungs,
                PRESET,
                1);
    }

    /** Encodes the sound of a stream in runs of so many segments; returns the rendition's grid. */
    AudioGrid encodeSound(int stream, String rendition, int segmentsPerRun) {
        return encodeSound(sound(stream, 2), rendition, segmentsPerRun);
    }

    SoundSource sound(int stream, int channels) {
        return new SoundSource(source.toString(), stream, null, facts.origin(), facts.seekable(), channels, 48_000);
    }

    AudioGrid encodeSound(SoundSource sound, String rendition, int segmentsPerRun) {
        return encodeSound(sound, rendition, segmentsPerRun, 0);
    }

    AudioGrid encodeSound(SoundSource sound, String rendition, int segmentsPerRun, double gainDb) {
        var sounds = AudioGrid.along(timeline, 48_000);
        for (int first = 0; first < sounds.segments(); first += segmentsPerRun) {
            var job = new Job.EncodeAudio(
                    sound,
                    folder.toString(),
                    rendition,
                    sounds,
                    first,
                    Math.min(segmentsPerRun, sounds.segments() - first),
                    64_000L * sound.channels(),
                    gainDb);
            SoundChunk.encode(job, this::hear);
        }
        return sounds;
    }

    /** The init segment and all segments behind one another: what a player gets. */
    Path joined(String rendition) {
        return joined(rendition, timeline.segments());
    }

    Path joined(String rendition, List<Segment> segments) {
        var file = folder.resolve(rendition + ".mp4");
        try (var out = Files.newOutputStream(file)) {
            Files.copy(folder.resolve(rendition).resolve("init.mp4"), out);
            for (var segment : segments) {
                Files.copy(segment(rendition, segment.number()), out);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The init segment and one segment. */
    Path joined(String rendition, int number) {
        var file = folder.resolve(rendition + "-" + number + ".mp4");
        try (var out = Files.newOutputStream(file)) {
            Files.copy(folder.resolve(rendition).resolve("init.mp4"), out);
            Files.copy(segment(rendition, number), out);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path segment(String rendition, int number) {
        return folder.resolve(rendition).resolve(number + ".m4s");
    }

    /** Distinct hashes of the init segments that the rendition's chunks were made with. */
    List<String> initHashes(String rendition) {
        return made.stream()
                .filter(m -> m.rendition().equals(rendition))
                .map(JobEvent.SegmentMade::initSha256)
                .distinct()
                .toList();
    }

    /** Numbers of the segments made, ascending. */
    List<Integer> numbers(String rendition) {
        return made.stream()
                .filter(m -> m.rendition().equals(rendition))
                .map(JobEvent.SegmentMade::number)
                .sorted()
                .toList();
    }

    void hear(JobEvent event) {
        if (event instanceof JobEvent.SegmentMade segment) {
            made.add(segment);
        }
    }

    /** The last three key frames at or before a slot, nearest first, as the service chooses them. */
    private List<SeekPoint> entries(long slot) {
        if (slot == 0) {
            return List.of();
        }
        var track = facts.video();
        var before = new ArrayList<>(facts.seekPoints().stream()
                .filter(p -> grid().rate().slotAt(p.presentation() - track.first(), track.timeBase()) <= slot)
                .toList());
        Collections.reverse(before);
        return List.copyOf(before.subList(0, Math.min(3, before.size())));
    }

    private static Timeline timeline(Grid grid, int segmentsPerChunk) {
        var segments = new ArrayList<Segment>();
        for (long first = 0; first < grid.frames(); first += grid.gopFrames()) {
            int frames = (int) Math.min(grid.gopFrames(), grid.frames() - first);
            segments.add(new Segment(segments.size(), first, frames));
        }
        var chunks = new ArrayList<Chunk>();
        for (int first = 0; first < segments.size(); ) {
            int count = Math.min(segmentsPerChunk, segments.size() - first);
            chunks.add(new Chunk(chunks.size(), first, count));
            first += count;
        }
        return new Timeline(grid, segments, chunks);
    }
}
