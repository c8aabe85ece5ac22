package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BrightnessHistogramTest {

    private static final int SIDE = 32;

    @BeforeAll
    static void load() {
        Libav.load();
    }

    @Test
    void countsEveryPixelOnce() {
        var shares = picture(i -> i % 256).shares();

        assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-9));
        assertThat(shares).hasSize(32).containsOnly(shares[0]);
    }

    @Test
    void prefersAPictureLikeTheOthers() {
        var scene = picture(i -> 60 + i % 120);
        var bright = picture(i -> 200 + i % 56);

        assertThat(BrightnessHistogram.mostRepresentative(List.of(bright, scene, scene, scene)))
                .isOne();
    }

    @Test
    void takesABlackOrEmptyPictureOnlyWhenThereIsNoOther() {
        var black = picture(i -> i % 5);
        var flat = picture(i -> 128);
        var scene = picture(i -> i % 256);

        assertThat(BrightnessHistogram.mostRepresentative(List.of(black, black, flat, flat, scene)))
                .isEqualTo(4);
        assertThat(BrightnessHistogram.mostRepresentative(List.of(black))).isZero();
    }

    private static BrightnessHistogram picture(IntUnaryOperator brightness) {
        var frame = av_frame_alloc();
        frame.width(SIDE).height(SIDE).format(AV_PIX_FMT_GRAY8);
        Libav.check(av_frame_get_buffer(frame, 0), "allocate");
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                frame.data(0).put((long) y * frame.linesize(0) + x, (byte) brightness.applyAsInt(y * SIDE + x));
            }
        }
        try {
            return BrightnessHistogram.of(frame);
        } finally {
            av_frame_free(frame);
        }
    }
}
