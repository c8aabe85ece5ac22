package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.media.Resolution;
import dev.millrace.media.Watermark;
import dev.millrace.media.Watermark.Corner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StampPlaceTest {

    @ParameterizedTest(name = "{0} of {1} %, {2} on {3} in {4}")
    @CsvSource({
        "TOP_LEFT, 15, 300x100, 1920x1080, 1920x1080, 32 32 288x96",
        "TOP_RIGHT, 15, 300x100, 1920x1080, 1920x1080, 1600 32 288x96",
        "BOTTOM_LEFT, 15, 300x100, 1920x1080, 1920x1080, 32 952 288x96",
        "BOTTOM_RIGHT, 15, 300x100, 1920x1080, 1920x1080, 1600 952 288x96",
        "CENTRE, 50, 300x100, 1920x1080, 1920x1080, 480 380 960x320",
        "CENTRE, 50, 1x4, 1920x1080, 1920x1080, 832 32 254x1016",
        "TOP_LEFT, 50, 4096x1, 1920x1080, 1920x1080, 32 32 960x2",
        "TOP_LEFT, 20, 1x1, 16x360, 2x360, 6 0 2x2",
        "BOTTOM_RIGHT, 5, 10x10, 16x16, 16x16, 14 14 2x2"
    })
    void isWhereItWasAskedForAndInside(
            Corner corner, int width, String image, String picture, String inner, String wanted) {
        var place = StampPlace.of(new Watermark(corner, 100, width), size(image), size(picture), size(inner));

        assertThat(place.x() + " " + place.y() + " " + place.size().width() + "x"
                        + place.size().height())
                .isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 5000", "4096, 4096", "4096, 1", "1, 4096"})
    void neverLeavesThePicture(int width, int height) {
        for (var corner : Corner.values()) {
            for (int side = 16; side < 200; side += 2) {
                for (int share = Watermark.LEAST_WIDTH; share <= Watermark.MOST_WIDTH; share += 9) {
                    var picture = new Resolution(side, 216 - side);
                    var place = StampPlace.of(
                            new Watermark(corner, 100, share), new Resolution(width, height), picture, picture);

                    assertThat(place.x() % 2 + place.y() % 2).isZero();
                    assertThat(place.x()).isNotNegative();
                    assertThat(place.y()).isNotNegative();
                    assertThat(place.x() + place.size().width()).isLessThanOrEqualTo(picture.width());
                    assertThat(place.y() + place.size().height()).isLessThanOrEqualTo(picture.height());
                }
            }
        }
    }

    private static Resolution size(String text) {
        var sides = text.split("x");
        return new Resolution(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
    }
}
