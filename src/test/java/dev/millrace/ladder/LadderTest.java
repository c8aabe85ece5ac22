package dev.millrace.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.media.FrameRate;
import dev.millrace.media.Resolution;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LadderTest {

    @ParameterizedTest(name = "{0}x{1} up to {2}")
    @CsvSource({
        "1920, 1080, 1080, 1920x1080 1280x720 854x480 640x360 426x240",
        "3840, 2160, 1080, 1920x1080 1280x720 854x480 640x360 426x240",
        "3840, 2160, 2160, 3840x2160 2560x1440 1920x1080 1280x720 854x480 640x360 426x240",
        "854, 480, 1080, 854x480 640x360 428x240",
        "1080, 1920, 1080, 1080x1920 720x1280 480x854 360x640 240x426",
        "642, 642, 1080, 642x642 480x480 360x360 240x240",
        "1920, 800, 1080, 1920x800 1728x720 1152x480 864x360 576x240",
        "640, 428, 1080, 640x428 538x360 358x240",
        "320, 240, 1080, 320x240",
        "176, 144, 1080, 176x144",
        "1, 1, 1080, 16x16",
        "16, 4000, 1080, 16x4000",
        "8192, 9, 1080, 4096x16",
        "8192, 1080, 1080, 4096x540 3640x480 2730x360 1820x240"
    })
    void choosesByTheShortSide(int width, int height, int highest, String expected) {
        var rungs = Ladder.forSource(new Resolution(width, height), FrameRate.of(30), highest);

        assertThat(rungs.stream().map(r -> r.size().toString()).collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "source {0}")
    @MethodSource("seeds")
    void neverUpscalesAndKeepsSidesEven(int seed) {
        var random = new Random(seed);
        var source = new Resolution(16 + random.nextInt(4000), 16 + random.nextInt(4000));
        var rungs = Ladder.forSource(source, FrameRate.of(1 + random.nextInt(60)), 1080);

        assertThat(rungs).isNotEmpty();
        assertThat(rungs).extracting(Rung::name).doesNotHaveDuplicates();
        for (var rung : rungs) {
            assertThat(rung.size().width()).isEven().isLessThanOrEqualTo(source.width() + 1);
            assertThat(rung.size().height()).isEven().isLessThanOrEqualTo(source.height() + 1);
            assertThat(rung.level().referenceFrames(rung.size())).isGreaterThanOrEqualTo(Rung.REFERENCES);
        }
        for (int i = 1; i < rungs.size(); i++) {
            assertThat(rungs.get(i).size().pixels())
                    .isLessThan(rungs.get(i - 1).size().pixels());
            assertThat(rungs.get(i).maxRate().bitsPerSecond())
                    .isLessThan(rungs.get(i - 1).maxRate().bitsPerSecond());
        }
    }

    @ParameterizedTest(name = "{0}x{1} at {2} is level {3}")
    @CsvSource({
        "1920, 1080, 30, 40",
        "1920, 1080, 60, 42",
        "1280, 720, 30, 31",
        "1280, 720, 60, 32",
        "854, 480, 30, 31",
        "640, 360, 30, 30",
        "426, 240, 30, 21",
        "3840, 2160, 30, 51"
    })
    void namesTheLowestLevelThatHoldsThePictures(int width, int height, int rate, int level) {
        var size = new Resolution(width, height);

        assertThat(H264Level.lowest(size, FrameRate.of(rate), 1_000_000, Rung.REFERENCES)
                        .idc())
                .isEqualTo(level);
    }

    @Test
    void writesTheLevelIntoTheCodecsString() {
        assertThat(H264Level.L4_0.codecs()).isEqualTo("avc1.640028");
    }

    static IntStream seeds() {
        return IntStream.range(0, 80);
    }
}
