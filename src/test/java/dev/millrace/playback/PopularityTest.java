package dev.millrace.playback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PopularityTest {

    @Test
    void countsWhatIsAskedForOften() {
        var popularity = new Popularity(1024);
        for (int i = 0; i < 200; i++) {
            popularity.count("once " + i);
        }
        for (int i = 0; i < 40; i++) {
            popularity.count("often");
        }

        assertThat(popularity.of("often")).isBetween(40, 42);
        assertThat(popularity.of("never")).isLessThan(3);
    }

    @Test
    void forgetsWhatIsNotAskedForAnyMore() {
        var popularity = new Popularity(16);
        for (int i = 0; i < 100; i++) {
            popularity.count("old favourite");
        }
        for (int i = 0; i < 1000; i++) {
            popularity.count("new favourite");
        }

        assertThat(popularity.of("old favourite")).isLessThan(popularity.of("new favourite"));
        assertThat(popularity.of("old favourite")).isLessThan(10);
    }
}
