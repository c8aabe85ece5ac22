package dev.millrace.libav;

import dev.millrace.job.Job;
import dev.millrace.media.SeekPoint;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Gets the decoder to a chunk's first slot, or to the picture before it when fields are to become pictures: from the
 * nearest key frame, one further back when the first picture out is late, from the start of the file when nothing else helps.
 */
final class ChunkEntry implements AutoCloseable {

    /** One picture before the chunk is needed; another makes up for a clock that is not exact. */
    private static final int USEFUL_LEADS = 3;

    private final SourceFile source;
    private final Job.EncodeVideo job;
    private final long first;
    private final Deque<SeekPoint> entries;

    private Decoder decoder;
    private Stage<AVFrame> downstream;
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

    /** Decodes until somebody has enough or the source ends. */
    void decode(int threads, Stage<AVFrame> into, BooleanSupplier enough) {
        downstream = into;
        int stream = job.track().index();
        source.only(stream);
        decoder = new Decoder(source.stream(stream), threads, this::picture);
        enter();
        while (!enough.getAsBoolean()) {
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
        long slot = picture.pts() == avutil.AV_NOPTS_VALUE
                ? first
                : job.grid()
                        .rate()
                        .slotAt(picture.pts() - job.track().first(), job.track().timeBase());
        int lead = Deinterlacer.lead(job.track());
        if (!began && slot > first - lead && !atStart) {
            late = true;
            return;
        }
        began = true;
        // no more pictures of two fields than needed go through the deinterlacer, which costs as much as decoding
        if (lead == 0 || !job.track().constantRate() || slot >= first - USEFUL_LEADS * lead) {
            downstream.accept(picture);
        }
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
