package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.millrace.boxes.Boxes;
import dev.millrace.job.Job;
import dev.millrace.media.Resolution;
import dev.millrace.media.SourceFacts;
import dev.millrace.media.SourceFacts.Seeking;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sources without pictures: sound is all there is, and it is entered, cut and joined by itself. */
class SoundOnlyTest {

    /** Half a second, as AAC frames. */
    private static final int GROUP = 23;

    private static final int RATE = 48_000;
    private static final double SECONDS = 6;

    @TempDir
    Path folder;

    static Stream<Arguments> files() {
        return Stream.of(
                arguments("AAC in MP4", file("mp4", "aac", RATE), Seeking.BY_TIME),
                arguments("44.1 kHz AAC in MP4", file("mp4", "aac", 44_100), Seeking.BY_TIME),
                arguments("AAC in MPEG-TS", file("mpegts", "aac", RATE), Seeking.BY_TIME),
                arguments("AAC by itself", file("adts", "aac", RATE), Seeking.FROM_START),
                arguments("MP3", file("mp3", "libmp3lame", 44_100), Seeking.BY_TIME),
                arguments("FLAC", file("flac", "flac", 44_100), Seeking.BY_TIME),
                arguments("Opus in Ogg", file("ogg", "libopus", RATE), Seeking.BY_TIME),
                arguments("Opus in WebM", file("webm", "libopus", RATE), Seeking.BY_TIME),
                arguments("WAV", file("wav", "pcm_s16le", 22_050), Seeking.BY_TIME));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void runsJoinAsIfTheyWereEncodedAtOnce(String name, SampleFilm file, Seeking seeking) throws Exception {
        var rendering = Rendering.of(file.make(), folder, GROUP, 1);
        var grid = rendering.encodeSound(0, "once", Integer.MAX_VALUE);
        rendering.encodeSound(0, "runs", 2);

        assertThat(rendering.facts.video()).isNull();
        assertThat(rendering.facts.cover()).isNull();
        assertThat(rendering.facts.seekable()).isEqualTo(seeking);
        // without a header that tells the encoder's priming, MPEG-TS and plain AAC are a little longer
        assertThat(rendering.facts.durationSeconds()).isBetween(SECONDS - 0.001, SECONDS + 0.08);
        var once = SoundSamples.of(rendering.joined("once"));
        var runs = SoundSamples.of(rendering.joined("runs"));
        assertThat(runs).hasSameSizeAs(once).hasSize((int) grid.firstSample(grid.segments()));
        // two runs may differ by a sample, in which the tone moves by 0.023
        assertThat(largestDifference(runs, once)).isLessThan(0.035);
        assertThat(SoundSamples.loudness(runs, RATE, 5 * RATE)).isCloseTo(0.4 / Math.sqrt(2), within(0.02));
        assertThat(SoundSamples.onset(once, 0, 0.2))
                .as("the sound begins at zero")
                .isLessThan(RATE / 25);
    }

    /** Sound keeps its place beside another sound that begins earlier. */
    @Test
    void theEarliestSoundIsZero() throws Exception {
        var file = SampleFilm.in("matroska")
                .soundOnly(SampleSound.of("pcm_s16le", RATE, 2, SECONDS)
                        .startingAt(2)
                        .beeping())
                .sound(SampleSound.of("pcm_s16le", RATE, 1, 3).startingAt(2.5));
        var rendering = Rendering.of(file.make(), folder, GROUP, 1);
        rendering.encodeSound(0, "a0", 2);
        rendering.encodeSound(1, "a1", 2);

        assertThat(rendering.facts.origin().seconds()).isCloseTo(2, within(1e-6));
        assertThat(SoundSamples.onset(SoundSamples.of(rendering.joined("a0")), RATE / 2, 0.1))
                .isCloseTo(RATE, within(48));
        assertThat(SoundSamples.onset(SoundSamples.of(rendering.joined("a1")), 0, 0.2))
                .isCloseTo(RATE / 2, within(6 * 48));
    }

    @Test
    void segmentsAreWholeFramesOnTheGrid() throws Exception {
        var rendering = Rendering.of(file("mp4", "aac", RATE).make(), folder, GROUP, 1);
        var grid = rendering.encodeSound(0, "a0", 3);

        assertThat(grid.boundaries().subList(0, 4)).containsExactly(0L, 23L, 46L, 69L);
        for (int number : IntStream.range(0, grid.segments()).toArray()) {
            var data = ByteBuffer.wrap(Files.readAllBytes(rendering.segment("a0", number)));
            var tfdt = Boxes.find(data, 0, data.capacity(), "moof", "traf", "tfdt");
            assertThat(data.getLong(tfdt.start() + 4)).isEqualTo(number * 23L * 1024);
        }
    }

    @Test
    void aVeryShortSoundIsOneFrame() {
        var facts = probe(SampleFilm.in("wav")
                .soundOnly(SampleSound.of("pcm_s16le", RATE, 2, 0.005))
                .make());

        assertThat(facts.frames()).isEqualTo(1);
    }

    @Test
    void theAttachedPictureIsACoverAndNoFilm() throws Exception {
        var file = real("music-with-cover.mp3");
        var facts = probe(file);

        assertThat(facts.video()).isNull();
        assertThat(facts.cover()).isNotNull();
        assertThat(facts.audio()).hasSize(1);
        assertThat(facts.durationSeconds()).isBetween(2.6, 2.9);
        var size = new Resolution(320, 240);
        PosterMaker.make(
                new Job.MakePosters(
                        file.toString(), folder.toString(), facts.cover(), facts.seekable(), List.of(), List.of(size)),
                event -> {});
        assertThat(folder.resolve("320.jpg")).isNotEmptyFile();
        assertThat(folder.resolve("320.webp")).isNotEmptyFile();
    }

    @Test
    void aPictureTrackWithoutPicturesIsPassedOver() {
        var facts = probe(real("video-track-without-frames.ts"));

        assertThat(facts.video()).isNull();
        assertThat(facts.audio()).hasSize(1);
        assertThat(facts.warnings()).extracting(w -> w.code()).containsExactly("video_track_empty");
    }

    private static SourceFacts probe(Path file) {
        Libav.load();
        return SourceProbe.probe(file.toString(), event -> {});
    }

    private static Path real(String name) {
        var media = System.getenv("MILLRACE_TEST_MEDIA");
        Assumptions.assumeTrue(media != null, "MILLRACE_TEST_MEDIA names no folder of real files");
        return Path.of(media, name);
    }

    private static double largestDifference(float[] one, float[] other) {
        return IntStream.range(0, (int) (5.8 * RATE)) // the tone's end is a click of its own
                .mapToDouble(i -> Math.abs(one[i] - other[i]))
                .max()
                .orElseThrow();
    }

    private static SampleFilm file(String container, String encoder, int rate) {
        return SampleFilm.in(container).soundOnly(SampleSound.of(encoder, rate, 2, SECONDS));
    }
}
