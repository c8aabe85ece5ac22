package dev.millrace.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShowTest {

    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");

    @ParameterizedTest(name = "{0} s -> {1}")
    @CsvSource({"0.2, 0:01", "7, 0:07", "59.6, 1:00", "754, 12:34", "3599.5, 1:00:00", "3723, 1:02:03"})
    void showsALengthAsAClock(double seconds, String expected) {
        assertThat(Show.length(seconds)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "0, 0 bytes",
        "999, 999 bytes",
        "1000, 1 kB",
        "1460000, 1.5 MB",
        "999600000, 1 GB",
        "4233123456, 4.2 GB",
        "9223372036854775807, 9223 PB"
    })
    void showsASizeInDecimalUnits(long bytes, String expected) {
        assertThat(Show.size(bytes)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({"128000, 128 kbit/s", "999499, 999 kbit/s", "999500, 1 Mbit/s", "4210000, 4.2 Mbit/s"})
    void showsABitRate(long bits, String expected) {
        assertThat(Show.bitRate(bits)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({"25, 25 fps", "29.97002997, 29.97 fps", "23.976, 23.98 fps", "12.5, 12.5 fps", "60, 60 fps"})
    void showsAFrameRateWithoutEmptyDecimals(double rate, String expected) {
        assertThat(Show.frameRate(rate)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({"-1, 0%", "0, 0%", "99.99, 99%", "100, 100%"})
    void neverRoundsUpToAHundredPercent(double percent, String expected) {
        assertThat(Show.percent(percent)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "PT59S, just now",
        "PT1M, 1 minute ago",
        "PT59M59S, 59 minutes ago",
        "PT1H, 1 hour ago",
        "P1D, 1 day ago",
        "P30D, 30 days ago",
        "P31D, 3 Apr 2026",
        "-PT5M, just now"
    })
    void showsAnAgeCoarserTheLongerItIs(Duration age, String expected) {
        assertThat(Show.age(NOW.minus(age), NOW)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "59, Less than a minute left",
        "60, About 1 minute left",
        "95, About 2 minutes left",
        "3600, About 1 hour left"
    })
    void showsRemainingTimeRoughly(int seconds, String expected) {
        assertThat(Show.remaining(seconds)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({"48000, 48 kHz", "44100, 44.1 kHz", "8000, 8 kHz", "11025, 11.025 kHz"})
    void showsASampleRate(int hertz, String expected) {
        assertThat(Show.sampleRate(hertz)).isEqualTo(expected);
    }

    @Test
    void escapesAQueryParameter() {
        assertThat(Show.query("a b&c=d/é")).isEqualTo("a+b%26c%3Dd%2F%C3%A9");
    }
}
