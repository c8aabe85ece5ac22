package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import dev.millrace.media.Orientation;
import dev.millrace.media.Resolution;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a strong red, whose luma is 81 in BT.601 and 63 in BT.709. */
class UntaggedColoursTest {

    private static final int LUMA = 81;
    private static final int LUMA_AS_BT709 = 63;

    @BeforeAll
    static void load() {
        Libav.load();
    }

    @ParameterizedTest(name = "{0}x{1}")
    @CsvSource({"1920, 1080", "1280, 544", "720, 1280", "1024, 768"})
    void largePicturesKeepTheirColours(int width, int height) {
        assertThat(lumaAfter(width, height, AVCOL_SPC_UNSPECIFIED)).isEqualTo(LUMA);
    }

    @ParameterizedTest(name = "{0}x{1}")
    @CsvSource({"854, 480", "720, 576", "480, 854", "640, 360"})
    void smallPicturesAreTurnedIntoBt709(int width, int height) {
        assertThat(lumaAfter(width, height, AVCOL_SPC_UNSPECIFIED)).isCloseTo(LUMA_AS_BT709, within(2));
    }

    @ParameterizedTest(name = "{0}x{1}")
    @CsvSource({"1920, 1080", "640, 360"})
    void whatTheSourceSaysIsBelieved(int width, int height) {
        assertThat(lumaAfter(width, height, AVCOL_SPC_BT709)).isEqualTo(LUMA);
        assertThat(lumaAfter(width, height, AVCOL_SPC_SMPTE170M)).isCloseTo(LUMA_AS_BT709, within(2));
    }

    private static int lumaAfter(int width, int height, int matrix) {
        var size = new Resolution(width, height);
        var luma = new int[1];
        var picture = red(width, height, matrix);
        try (var chain = new FilterChain(
                PictureFilters.toRung(Orientation.UPRIGHT, size, size),
                out -> luma[0] = out.data(0).get((long) height / 2 * out.linesize(0) + width / 2) & 0xff)) {
            chain.accept(picture);
        } finally {
            av_frame_free(picture);
        }
        return luma[0];
    }

    private static AVFrame red(int width, int height, int matrix) {
        var picture = av_frame_alloc()
                .width(width)
                .height(height)
                .format(AV_PIX_FMT_YUV420P)
                .colorspace(matrix)
                .pts(0);
        Libav.check(av_frame_get_buffer(picture, 0), "make picture");
        Pointer.memset(picture.data(0), LUMA, (long) picture.linesize(0) * height);
        Pointer.memset(picture.data(1), 90, (long) picture.linesize(1) * height / 2);
        Pointer.memset(picture.data(2), 240, (long) picture.linesize(2) * height / 2);
        return picture;
    }
}
