package dev.millrace.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.media.KeyPicture;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyPicturesTest {

    private static final List<KeyPicture> TWO = List.of(new KeyPicture(24, 900), new KeyPicture(6_000, 850));

    @Test
    void areReadAsTheyWereWritten() {
        assertThat(KeyPictures.write(TWO)).isEqualTo("{24,900,6000,850}");
        assertThat(KeyPictures.read(KeyPictures.write(TWO))).isEqualTo(TWO);
    }

    @Test
    void noneIsNoArray() {
        assertThat(KeyPictures.write(List.of())).isNull();
        assertThat(KeyPictures.read(null)).isEmpty();
        assertThat(KeyPictures.read("{}")).isEmpty();
    }

    @Test
    void areBelievedWhenTheyFitTheSegment() {
        assertThat(KeyPictures.plausible(TWO, 2, 6_850)).isTrue();
        assertThat(KeyPictures.plausible(List.of(), 0, 6_850)).isTrue();
    }

    @Test
    void areNotBelievedWhenTheyDoNot() {
        assertThat(KeyPictures.plausible(TWO, 1, 6_850)).as("too many").isFalse();
        assertThat(KeyPictures.plausible(TWO, 3, 6_850)).as("too few").isFalse();
        assertThat(KeyPictures.plausible(TWO, 2, 6_849)).as("beyond the end").isFalse();
        assertThat(of(new KeyPicture(-1, 9))).as("before the start").isFalse();
        assertThat(of(new KeyPicture(0, 0))).as("without bytes").isFalse();
        assertThat(of(new KeyPicture(5, Integer.MAX_VALUE)))
                .as("past all numbers")
                .isFalse();
        assertThat(of(new KeyPicture(24, 900), new KeyPicture(923, 9)))
                .as("overlapping")
                .isFalse();
    }

    private static boolean of(KeyPicture... keys) {
        return KeyPictures.plausible(List.of(keys), keys.length, 10_000);
    }
}
