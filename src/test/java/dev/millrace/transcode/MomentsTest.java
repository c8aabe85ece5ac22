package dev.millrace.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.media.FrameRate;
import dev.millrace.timeline.Grid;
import org.junit.jupiter.api.Test;

class MomentsTest {

    @Test
    void aLongFilmIsShownAtThreePlacesForASecondEach() {
        var moments = Moments.of(Grid.of(FrameRate.of(25), 25 * 120));

        assertThat(moments.gops()).containsExactly(10, 30, 50);
        assertThat(moments.rate()).isEqualTo(new FrameRate(25, 3));
        assertThat(moments.pictures())
                .startsWith(0, 3, 6)
                .contains(24, 50, 53, 100)
                .endsWith(124);
        assertThat(moments.pictures()).isSorted().doesNotHaveDuplicates().hasSize(27);
    }

    @Test
    void aShortFilmIsShownWhole() {
        var moments = Moments.of(Grid.of(FrameRate.of(10), 18));

        assertThat(moments.gops()).containsExactly(0);
        assertThat(moments.pictures()).hasSize(18);
        assertThat(moments.rate()).isEqualTo(FrameRate.of(10));
    }

    @Test
    void twoGopsShareTheSeconds() {
        var moments = Moments.of(Grid.of(FrameRate.of(30), 100));

        assertThat(moments.gops()).containsExactly(0, 1);
        assertThat(moments.pictures())
                .startsWith(0, 3)
                .contains(42, 60)
                .doesNotContain(45, 57)
                .endsWith(99);
    }

    @Test
    void oneFrameIsAPreview() {
        var moments = Moments.of(Grid.of(FrameRate.of(60), 1));

        assertThat(moments.gops()).containsExactly(0);
        assertThat(moments.pictures()).containsExactly(0);
    }
}
