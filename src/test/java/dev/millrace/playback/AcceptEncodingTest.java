package dev.millrace.playback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptEncodingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "GZIP",
                "x-gzip",
                "gzip, deflate, br, zstd",
                "gzip, identity;q=1, *;q=0",
                "br;q=1.0, gzip;q=0.8",
                "br , gzip ; q = 0.001",
                "*",
                "*;q=0.5"
            })
    void takesGzip(String header) {
        assertThat(AcceptEncoding.gzip(header)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "identity",
                "identity;q=1, *;q=0",
                "gzip;q=0",
                "gzip;q=0.0",
                "gzip ; q=0.000",
                "*, gzip;q=0",
                "br, deflate",
                "gzipped"
            })
    void doesNotTakeGzip(String header) {
        assertThat(AcceptEncoding.gzip(header)).isFalse();
    }

    @Test
    void aClientThatSaysNothingGetsPlainText() {
        assertThat(AcceptEncoding.gzip(null)).isFalse();
    }
}
