package dev.millrace.libav;

import dev.millrace.job.Job;
import dev.millrace.media.SeekPoint;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Gets the decoder to a chunk's first slot: from the nearest key frame before it, one further back when the first picture
 * out is late, from the start of the file when nothing else helps.
 */
final class ChunkEntry implements AutoCloseable {

    private final SourceFile source;
    private final Job.EncodeVideo job;
    private final long first;
    private final Deque<SeekPoint> entries;

    private Decoder decoder;
    private GridResampler resampler;
    private boolean began;
    private boolean late;
    private boolean atStart;
    private boolean fresh = true;

    ChunkEntry(SourceFile source, Job.EncodeVideo job, long first) {
        this.source = source;
        this.job = job;
        this.first = first;
        this.entries = new ArrayDeque<>(job.seekPoints());
    }

    /** Decodes into the resampler until it has all it wants, the source ends, or it is stopped. */
    void decode(int threads, GridResampler into, BooleanSupplier stopping) {
        resampler = into;
        int stream = job.track().index();
        source.only(stream);
        decoder = new Decoder(source.stream(stream), threads, this::picture);
        enter();
        while (!resampler.finished() && !stopping.getAsBoolean()) {
            var packet = source.next();
            if (packet == null) {
                decoder.drain();
                if (began || atStart) {
                    return;
                }
                late = true; // nothing could be decoded from here on: it needs an earlier entry
            } else if (packet.stream_index() == stream) {
                decoder.accept(packet);
            }
            if (late) {
                decoder.flush();
                enter();
            }
        }
    }

    @Override
    public void close() {
        if (decoder != null) {
            decoder.close();
        }
    }

    private void picture(AVFrame picture) {
        source.time(picture, job.track().index());
        if (late || picture.pts() == avutil.AV_NOPTS_VALUE && !began) {
            return;
        }
        if (!began) {
            long slot = job.grid()
                    .rate()
                    .slotAt(picture.pts() - job.track().first(), job.track().timeBase());
            if (slot > first && !atStart) {
                late = true;
                return;
            }
            began = true;
        }
        resampler.accept(picture);
    }

    private void enter() {
        late = false;
        began = false;
        while (!entries.isEmpty()) {
            var point = entries.poll();
            if (seek(point)) {
                return;
            }
        }
        atStart = true;
        if (!fresh) {
            source.restart();
            source.only(job.track().index());
        }
    }

    private boolean seek(SeekPoint point) {
        fresh = false;
        return switch (job.seeking()) {
            case BY_TIME -> source.seekToTime(job.track().index(), point.decode());
            case BY_POSITION -> point.position() >= 0 && source.seekToPosition(point.position());
            case FROM_START -> false;
        };
    }
}
