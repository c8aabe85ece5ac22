package dev.millrace.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.media.AudioTrack;
import dev.millrace.media.Bitrate;
import dev.millrace.media.SourceFacts;
import dev.millrace.media.SourceFacts.Seeking;
import dev.millrace.media.TextTrack;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceWordsTest {

    @ParameterizedTest(name = "{0} sound, {1} text with the default flag {2}: {3}")
    @CsvSource({
        "jpn, eng, true, true",
        "jpn, eng, false, false",
        "eng, en, true, false",
        "und, eng, true, false",
        "jpn, und, true, false"
    })
    void aFlaggedTrackIsShownToThoseWhoNeedIt(String heard, String read, boolean flagged, boolean shown) {
        assertThat(SourceWords.shownByDefault(facts(heard, text(0, read, flagged)))
                        .isPresent())
                .isEqualTo(shown);
    }

    @Test
    void aFlagOnSeveralTracksMeansNothing() {
        assertThat(SourceWords.shownByDefault(facts("jpn", text(0, "eng", true), text(1, "ger", true))))
                .isEmpty();
    }

    private static TextTrack text(int index, String language, boolean flagged) {
        return new TextTrack(index, "subrip", language, "", flagged, false, false);
    }

    private static SourceFacts facts(String heard, TextTrack... texts) {
        var sound = new AudioTrack(1, "aac", 2, 48_000, heard, "", true, 0, 1);
        return new SourceFacts(
                "matroska,webm",
                null,
                List.of(sound),
                Stream.of(texts).toList(),
                List.of(),
                1,
                Bitrate.kilobits(1),
                List.of(),
                Seeking.BY_TIME,
                List.of(),
                25,
                null);
    }
}
