package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.millrace.media.FrameRate;
import dev.millrace.media.TimeBase;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Puts pictures on the slots of the absolute grid, by arithmetic: a slot shows the last picture whose own slot is not
 * after it. Pictures are repeated or dropped so that every slot of [first, end) gets exactly one; {@code pts} becomes the
 * slot.
 *
 * <p>libav's {@code fps} filter starts its phase at the first picture it sees, so chunks of it would not join.
 */
final class GridResampler implements Stage<AVFrame> {

    private final long origin;
    private final TimeBase base;
    private final FrameRate rate;
    private final long end;
    private final Consumer<AVFrame> downstream;
    private final AVFrame held = av_frame_alloc();
    private final ClosedCaptionCarrier captions = new ClosedCaptionCarrier();
    private final long first;

    private boolean holding;
    private long next;
    private long firstSlotSeen = Long.MIN_VALUE;

    /**
     * @param origin instant of slot 0 in ticks of {@code base}
     * @param first the first slot wanted
     * @param end the slot after the last wanted
     */
    GridResampler(long origin, TimeBase base, FrameRate rate, long first, long end, Consumer<AVFrame> downstream) {
        this.origin = origin;
        this.base = base;
        this.rate = rate;
        this.first = first;
        this.next = first;
        this.end = end;
        this.downstream = downstream;
    }

    @Override
    public void accept(AVFrame picture) {
        if (finished()) {
            return;
        }
        long slot = picture.pts() == AV_NOPTS_VALUE ? next : rate.slotAt(picture.pts() - origin, base);
        if (firstSlotSeen == Long.MIN_VALUE) {
            firstSlotSeen = slot;
        }
        if (holding) {
            emitUntil(Math.min(slot, end));
        }
        av_frame_unref(held);
        Libav.check(av_frame_ref(held, picture), "hold picture");
        holding = true;
        if (slot >= first && slot < end) {
            captions.take(held); // what is said before and after belongs to the neighbours
        }
    }

    /** Whether every wanted slot has its picture. */
    boolean finished() {
        return next >= end;
    }

    /** Slot of the first picture that came in; tells whether decoding began early enough. */
    long firstSlotSeen() {
        return firstSlotSeen;
    }

    @Override
    public void drain() {
        if (holding) {
            emitUntil(end);
        }
    }

    @Override
    public void close() {
        av_frame_free(held);
    }

    private void emitUntil(long slot) {
        for (; next < slot; next++) {
            held.pts(next);
            captions.put(held);
            downstream.accept(held);
        }
    }
}
