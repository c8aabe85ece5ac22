package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.media.Orientation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayMatrixTest {

    @ParameterizedTest(name = "({0} {1} / {2} {3}) is {4} quarter turns, mirrored {5}")
    @CsvSource({
        "1, 0, 0, 1, 0, false",
        "0, 1, -1, 0, 1, false",
        "-1, 0, 0, -1, 2, false",
        "0, -1, 1, 0, 3, false",
        "-1, 0, 0, 1, 0, true",
        "1, 0, 0, -1, 2, true",
        "0, 1, 1, 0, 1, true",
        "0, -1, -1, 0, 3, true",
        "0, 0, 0, 0, 0, false"
    })
    void readsTurnsAndMirrors(int a, int b, int c, int d, int quarterTurns, boolean mirrored) {
        int one = 1 << 16;

        assertThat(new DisplayMatrix(a * one, b * one, c * one, d * one).orientation())
                .isEqualTo(new Orientation(quarterTurns, mirrored));
    }
}
