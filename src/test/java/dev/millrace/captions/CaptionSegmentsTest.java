package dev.millrace.captions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.media.Chapter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptionSegmentsTest {

    private static final List<Cue> CUES = List.of(
            new Cue(1_000, 2_000, "", "one"),
            new Cue(29_000, 31_000, "line:0", "across the cut"),
            new Cue(30_000, 30_500, "", "from the cut on"),
            new Cue(3_600_000, 3_601_001, "", "after an hour"));

    @Test
    void writesASegmentByteForByte() {
        assertThat(CaptionSegments.text(CUES, 0))
                .isEqualTo(
                        """
                        WEBVTT
                        X-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000

                        00:00:01.000 --> 00:00:02.000
                        one

                        00:00:29.000 --> 00:00:31.000 line:0
                        across the cut
                        """);
    }

    @Test
    void aCueAcrossACutIsOnBothSidesUnchanged() {
        assertThat(CaptionSegments.text(CUES, 1))
                .isEqualTo(
                        """
                        WEBVTT
                        X-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000

                        00:00:29.000 --> 00:00:31.000 line:0
                        across the cut

                        00:00:30.000 --> 00:00:30.500
                        from the cut on
                        """);
    }

    @Test
    void silenceHasASegmentToo() {
        assertThat(CaptionSegments.text(CUES, 2)).isEqualTo("WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n");
    }

    @Test
    void writesHours() {
        assertThat(CaptionSegments.text(CUES, 120)).endsWith("\n01:00:00.000 --> 01:00:01.001\nafter an hour\n");
    }

    @Test
    void writesChapters() {
        assertThat(WebVtt.chapters(List.of(
                        new Chapter(0, 61.5, "Tom & Jerry\nmeet <again> -->"), new Chapter(61.5, 7200.0004, " "))))
                .isEqualTo(
                        """
                        WEBVTT

                        00:00:00.000 --> 00:01:01.500
                        Tom &amp; Jerry meet &lt;again&gt; --&gt;

                        00:01:01.500 --> 02:00:00.000
                        Chapter 2
                        """);
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource({"-1, 5, a", "5, 5, a", "5, 4, a", "0, 1, ''", "0, 1, 'a\n\nb'", "0, 1, 'a --> b'"})
    void refusesCuesThatBreakAFile(long start, long end, String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Cue(start, end, "", text));
    }
}
