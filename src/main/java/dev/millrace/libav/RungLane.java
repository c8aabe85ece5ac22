package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.millrace.job.Job;
import dev.millrace.ladder.Rung;
import dev.millrace.timeline.Grid;
import dev.millrace.timeline.Segment;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * One rung's own thread: encodes pictures as they come, packs them, and writes each segment when its last picture is
 * encoded. A bounded number of pictures waits before it.
 */
final class RungLane implements AutoCloseable {

    private static final int WAITING_PICTURES = 8;

    private final Grid grid;
    private final Rung rung;
    private final List<Segment> segments;
    private final SegmentWriter writer;
    private final RungEncoder encoder;
    private final CmafMuxer muxer;
    private final BlockingQueue<AVFrame> free = new ArrayBlockingQueue<>(WAITING_PICTURES);
    private final BlockingQueue<AVFrame> waiting = new ArrayBlockingQueue<>(WAITING_PICTURES + 1);
    private final AVFrame last = av_frame_alloc();
    private final Thread thread;

    private volatile RuntimeException failure;
    private volatile boolean finishing;
    private int current;

    RungLane(Job.EncodeVideo job, Rung rung, int threads, SegmentWriter writer) {
        this.grid = job.grid();
        this.rung = rung;
        this.segments = job.segments();
        this.writer = writer;
        this.encoder = new RungEncoder(rung, grid, job.preset(), threads, this::pack);
        long gopsBefore = segments.get(0).firstFrame() / grid.gopFrames();
        this.muxer = new CmafMuxer(encoder.context(), grid.timescale(), (int) gopsBefore + 1);
        for (int i = 0; i < WAITING_PICTURES; i++) {
            free.add(av_frame_alloc());
        }
        writer.init(muxer.init());
        thread = new Thread(this::run, "rung-" + rung.name());
        thread.start();
    }

    Rung rung() {
        return rung;
    }

    /** Takes a reference to a picture; waits while the lane is full. Throws what the lane failed with. */
    void accept(AVFrame picture) throws InterruptedException {
        rethrow();
        var slot = free.take();
        Libav.check(av_frame_ref(slot, picture), "hand picture on");
        waiting.put(slot);
    }

    /** Waits until everything handed over is encoded and written. */
    void finish() throws InterruptedException {
        finishing = true;
        waiting.put(last);
        thread.join();
        rethrow();
        if (current != segments.size()) {
            throw new ProofException(rung.name() + ": " + current + " of " + segments.size() + " segments were made");
        }
    }

    @Override
    public void close() {
        try {
            waiting.put(last);
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return; // the process is on its way out; its memory goes with it
        }
        waiting.removeIf(f -> f == last); // freed once, whether or not it was taken
        av_frame_free(last);
        waiting.forEach(f -> av_frame_free(f));
        free.forEach(f -> av_frame_free(f));
        muxer.close();
        encoder.close();
    }

    private void run() {
        try {
            for (var picture = waiting.take(); picture != last; picture = waiting.take()) {
                encode(picture);
            }
            if (failure == null && finishing) {
                encoder.drain();
                cut();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** After a failure pictures are only given back, so that the decoding thread never waits for ever. */
    private void encode(AVFrame picture) {
        try {
            if (failure == null) {
                encoder.accept(picture);
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            av_frame_unref(picture);
            free.add(picture);
        }
    }

    private void pack(AVPacket packet) {
        boolean key = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
        var segment = segments.get(current);
        if (key && packet.pts() >= segment.endFrame()) {
            cut();
        } else if (key && packet.pts() > segment.firstFrame()) {
            muxer.endFragment(); // a fragment for each GOP: a player's I-frame request then has its own header
        }
        muxer.accept(packet);
    }

    private void cut() {
        var segment = segments.get(current);
        var expected = new SegmentProof.Expected(
                rung.name() + "/" + segment.number(),
                segment.firstFrame() * grid.frameTicks(),
                (long) segment.frames() * grid.frameTicks(),
                segment.frames(),
                grid.gopFrames(),
                true);
        writer.segment(segment.number(), muxer.cut(), expected);
        current++;
    }

    private void fail(Throwable reason) {
        failure = reason instanceof RuntimeException e ? e : new IllegalStateException("a lane failed", reason);
    }

    private void rethrow() {
        if (failure != null) {
            throw failure;
        }
    }
}
