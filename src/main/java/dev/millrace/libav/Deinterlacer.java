package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_A53_CC;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_remove_side_data;

import dev.millrace.media.Colour;
import dev.millrace.media.Interlacing;
import dev.millrace.media.TimeBase;
import dev.millrace.media.VideoTrack;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Makes whole pictures of fields, with bwdif. It looks at the picture before and the one after, so it needs one more on
 * either side than it makes; the first of all is made without a picture before it.
 */
final class Deinterlacer {

    /** What comes out has time stamps twice as fine. */
    private static final int TICKS_PER_TICK = 2;

    private Deinterlacer() {}

    static FilterChain of(Interlacing interlacing, int threads, Consumer<AVFrame> downstream) {
        var text = "bwdif=mode=%s:parity=%s:deint=all"
                .formatted(
                        interlacing.everyField() ? "send_field" : "send_frame", interlacing.topFirst() ? "tff" : "bff");
        return new FilterChain(
                colours -> text,
                Colour.UNKNOWN,
                threads,
                interlacing.everyField() ? captionsOnce(downstream) : downstream);
    }

    /** Both pictures made of one have its captions; they must be said once. */
    private static Consumer<AVFrame> captionsOnce(Consumer<AVFrame> downstream) {
        var second = new boolean[1];
        return picture -> {
            if (second[0]) {
                av_frame_remove_side_data(picture, AV_FRAME_DATA_A53_CC);
            }
            second[0] = !second[0];
            downstream.accept(picture);
        };
    }

    /** Slots of the grid that a picture of two fields takes: so much earlier must the one before a chunk be. */
    static int lead(VideoTrack track) {
        if (track.interlacing() == null) {
            return 0;
        }
        return track.interlacing().everyField() ? 2 : 1;
    }

    /** The clock of what comes out. */
    static TimeBase clock(VideoTrack track) {
        var base = track.timeBase();
        return track.interlacing() == null
                ? base
                : new TimeBase(base.numerator(), Math.multiplyExact(base.denominator(), TICKS_PER_TICK));
    }

    /** The origin of the grid on the clock of what comes out. */
    static long origin(VideoTrack track) {
        return track.interlacing() == null ? track.first() : Math.multiplyExact(track.first(), TICKS_PER_TICK);
    }
}
