package dev.millrace.libav;

import dev.millrace.job.Job;
import dev.millrace.job.JobEvent;
import dev.millrace.ladder.Rung;
import dev.millrace.media.Resolution;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Encodes one chunk to all its rungs with one decode: demux, decode, resample to the grid, scale in a cascade, and a lane
 * for each rung.
 */
public final class VideoChunk {

    private static final int MOST_THREADS = 4;

    private final Job.EncodeVideo job;
    private final Consumer<JobEvent> events;
    private final ProgressMeter progress;
    private final long first;
    private final long end;

    private final BooleanSupplier stopping;

    private VideoChunk(Job.EncodeVideo job, Consumer<JobEvent> events, BooleanSupplier stopping) {
        this.stopping = stopping;
        this.job = job;
        this.events = events;
        this.progress = new ProgressMeter(events);
        this.first = job.segments().get(0).firstFrame();
        this.end = job.segments().get(job.segments().size() - 1).endFrame();
    }

    /**
     * Does the job; every finished segment is told through {@code events}, from several threads.
     *
     * @param stopping asked often; when true the job ends early, with whole segments only
     * @throws ProofException when a segment is not as planned
     * @throws SourceException when the source gives no picture for the chunk
     */
    public static void encode(Job.EncodeVideo job, Consumer<JobEvent> events, BooleanSupplier stopping)
            throws InterruptedException {
        new VideoChunk(job, events, stopping).encode();
    }

    private void encode() throws InterruptedException {
        var lanes = new ArrayList<RungLane>();
        var scalers = new ArrayList<FilterChain>();
        try (var source = SourceFile.open(job.source(), progress)) {
            source.joinEdits();
            openLanes(lanes);
            var scaler = cascade(lanes, scalers);
            if (feed(source, scaler)) {
                for (var lane : lanes) {
                    lane.finish();
                }
            }
        } finally {
            scalers.forEach(FilterChain::close);
            lanes.forEach(RungLane::close);
        }
    }

    private void openLanes(List<RungLane> lanes) {
        var rungs = job.rungs().stream()
                .sorted(Comparator.comparingLong((Rung r) -> r.size().pixels()).reversed())
                .toList();
        for (var rung : rungs) {
            // the highest rung is most of the work; the lower ones keep up with half the threads
            int threads = lanes.isEmpty() ? job.threads() : Math.max(1, job.threads() / 2);
            lanes.add(new RungLane(job, rung, threads, new SegmentWriter(Path.of(job.output()), rung.name(), events)));
        }
    }

    /** Each rung is scaled from the one above it; returns the entry of the cascade. */
    private FilterChain cascade(List<RungLane> lanes, List<FilterChain> scalers) {
        FilterChain next = null;
        for (int i = lanes.size() - 1; i >= 0; i--) {
            var lane = lanes.get(i);
            var below = next;
            var size = lane.rung().size();
            var filters = i == 0
                    ? PictureFilters.toRung(
                            job.track().orientation(), job.track().display(), size)
                    : PictureFilters.between(size);
            // what is done to the full picture is done by one filter at a time: more than a thread needs it when
            // colours change
            int threads = i == 0 ? threads() : 1;
            var stamp = i == 0 ? stamp(size) : null;
            next = new FilterChain(filters, job.track().colour(), threads, picture -> {
                if (stamp != null) {
                    stamp.on(picture);
                }
                handOver(lane, picture);
                if (below != null) {
                    below.accept(picture);
                }
            });
            scalers.add(next);
        }
        return next;
    }

    /** Laid over before the other rungs are scaled from the highest one; null for nothing. */
    private Stamp stamp(Resolution size) {
        if (job.overlay() == null) {
            return null;
        }
        var inner = PictureFilters.inside(job.track().display(), size);
        return Stamp.of(job.overlay(), size, inner, Stamp.Numbers.BT709_LIMITED);
    }

    /** False when it was stopped. */
    private boolean feed(SourceFile source, FilterChain scaler) {
        Consumer<AVFrame> counted = picture -> {
            scaler.accept(picture);
            progress.count(1);
        };
        var track = job.track();
        try (var entry = new ChunkEntry(source, job, first);
                var resampler = new GridResampler(
                        Deinterlacer.origin(track),
                        Deinterlacer.clock(track),
                        job.grid().rate(),
                        first,
                        end,
                        counted);
                var deinterlacer = track.interlacing() == null
                        ? null
                        : Deinterlacer.of(track.interlacing(), threads(), resampler::accept)) {
            Stage<AVFrame> pictures = deinterlacer == null ? resampler : deinterlacer;
            entry.decode(threads(), pictures, () -> resampler.finished() || stopping.getAsBoolean());
            if (stopping.getAsBoolean()) {
                return false;
            }
            if (deinterlacer != null) {
                deinterlacer.drain();
            }
            resampler.drain();
            if (!resampler.finished()) {
                throw new SourceException("corrupt_source", "A part of the film could not be decoded.");
            }
            return true;
        }
    }

    /** For decoding, and for filters. */
    private static int threads() {
        return Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    }

    private static void handOver(RungLane lane, AVFrame picture) {
        try {
            lane.accept(picture);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while encoding", e);
        }
    }
}
