package dev.millrace.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.media.AudioTrack;
import dev.millrace.media.Bitrate;
import dev.millrace.media.SourceFacts;
import dev.millrace.media.SourceFacts.Seeking;
import dev.millrace.media.TextTrack;
import dev.millrace.media.Warning;
import dev.millrace.words.NewCaption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceWordsTest {

    @TempDir
    Path folder;

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

    @Test
    void aTrackThatCannotBeTakenIsLeftOutAndTheOwnerIsTold() throws IOException {
        var small = Files.writeString(folder.resolve("t1.vtt"), "WEBVTT\n\n00:00.000 --> 00:01.000\nGood\n");
        var large = folder.resolve("t2.vtt");
        try (var file = FileChannel.open(large, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[1]), 16 << 20);
        }
        var files = Map.of("t1.vtt", small, "t2.vtt", large);

        var taken = SourceWords.take(
                facts("jpn", text(1, "eng", false), text(2, "ger", false), text(3, "und", false)),
                name -> Optional.ofNullable(files.get(name))
                        .orElseThrow(() -> new UncheckedIOException(new IOException("there is no " + name))));

        assertThat(taken.captions()).extracting(NewCaption::language).containsExactly("en");
        assertThat(taken.notices())
                .containsExactly(
                        new Warning(
                                "subtitle_track_skipped",
                                "A subtitle track (German) was left out: it is longer than anybody can read."),
                        new Warning("subtitle_track_skipped", "A subtitle track was left out: it could not be read."));
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
                null,
                List.of());
    }
}
