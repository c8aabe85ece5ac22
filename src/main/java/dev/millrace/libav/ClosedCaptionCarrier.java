package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_A53_CC;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_new_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_remove_side_data;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Carries the captions inside pictures over to the grid: each byte once and in order. A repeated picture would say
 * everything twice, a dropped one would swallow letters.
 */
final class ClosedCaptionCarrier {

    private static final int TRIPLE = 3;

    /** As many triples as a picture can have (ATSC A/53 part 4). */
    private static final int MOST_BYTES = 31 * TRIPLE;

    /** Of a second without any picture to put them on: more is garbage. */
    private static final int MOST_WAITING = 64 * MOST_BYTES;

    private final byte[] waiting = new byte[MOST_WAITING];

    private int filled;

    /** Takes the captions of a picture that has come in. */
    void take(AVFrame picture) {
        var captions = av_frame_get_side_data(picture, AV_FRAME_DATA_A53_CC);
        if (captions != null && !captions.isNull()) {
            int size = (int) Math.min(captions.size(), waiting.length - filled);
            size -= size % TRIPLE;
            captions.data().get(waiting, filled, size);
            filled += size;
        }
    }

    /** Puts what waits on a picture that goes out, in place of what it has. */
    void put(AVFrame picture) {
        av_frame_remove_side_data(picture, AV_FRAME_DATA_A53_CC);
        if (filled > 0) {
            int size = Math.min(filled, MOST_BYTES);
            var captions = av_frame_new_side_data(picture, AV_FRAME_DATA_A53_CC, size);
            if (captions != null) {
                captions.data().put(waiting, 0, size);
            }
            filled -= size;
            System.arraycopy(waiting, size, waiting, 0, filled);
        }
    }
}
