package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.millrace.boxes.Boxes;
import dev.millrace.timeline.AudioGrid;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sound encoded in runs: it joins without a seam, and stays where it was beside the picture. */
class SoundJoinTest {

    private static final int GOP = 25;
    private static final int RATE = 48_000;
    private static final double SECONDS = 6;
    private static final int FRAMES = 150;

    /** 1 ms. */
    private static final int ALIGNED = RATE / 1000;

    @TempDir
    Path folder;

    static Stream<Arguments> sounds() {
        return Stream.of(
                arguments("AAC in MP4", film("mp4").sound(SampleSound.aac(SECONDS))),
                arguments("AAC in MPEG-TS", film("mpegts").sound(SampleSound.aac(SECONDS))),
                arguments("AAC in Matroska", film("matroska").sound(SampleSound.aac(SECONDS))),
                arguments("44.1 kHz AAC", film("mp4").sound(SampleSound.of("aac", 44_100, 2, SECONDS))),
                arguments("mono AAC at 22 kHz", film("mp4").sound(SampleSound.of("aac", 22_050, 1, SECONDS))),
                arguments("5.1 AAC", film("mp4").sound(SampleSound.of("aac", RATE, 6, SECONDS))),
                arguments("5.1 AC-3", film("mpegts").sound(SampleSound.of("ac3", RATE, 6, SECONDS))),
                arguments("Opus in WebM", webm().sound(SampleSound.of("libopus", RATE, 2, SECONDS))),
                arguments("MP3 in MP4", film("mp4").sound(SampleSound.of("libmp3lame", 44_100, 2, SECONDS))),
                arguments("MP3 in Matroska", film("matroska").sound(SampleSound.of("libmp3lame", RATE, 1, SECONDS))),
                arguments("PCM in MOV", film("mov").sound(SampleSound.of("pcm_s16le", 44_100, 2, SECONDS))),
                arguments(
                        "a film that begins at 10 s", film("mp4").startingAt(10).sound(aacFrom(10))),
                arguments(
                        "a stream that begins at 588 s",
                        film("mpegts").startingAt(588).sound(aacFrom(588))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sounds")
    void runsJoinAsIfTheyWereEncodedAtOnce(String name, SampleFilm film) throws Exception {
        double expectedLoudness = 0.4 / Math.sqrt(2);
        var rendering = Rendering.of(film.make(), folder, GOP, 1);
        var grid = rendering.encodeSound(1, "once", Integer.MAX_VALUE);
        rendering.encodeSound(1, "runs", 2);

        assertThat(rendering.initHashes("runs"))
                .isEqualTo(rendering.initHashes("once"))
                .hasSize(1);
        assertDecodeTimesFollow(rendering, grid, "runs");
        var once = SoundSamples.of(rendering.joined("once"));
        var runs = SoundSamples.of(rendering.joined("runs"));
        assertThat(runs).hasSameSizeAs(once);
        // two runs may differ by parts of a sample; the tone moves by 0.023 in a whole one
        assertThat(largestDifference(runs, once)).isLessThan(0.03);
        assertThat(SoundSamples.loudness(runs, RATE, 5 * RATE)).isCloseTo(expectedLoudness, within(0.02));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sounds")
    void beepsStayAtTheirPictures(String name, SampleFilm silent) throws Exception {
        var film = silent; // made with beeps instead of the tone
        film.sounds.replaceAll(SampleSound::beeping);
        var rendering = Rendering.of(film.make(), folder, GOP, 1);
        rendering.encodeSound(1, "a0", 2);
        var samples = SoundSamples.of(rendering.joined("a0"));

        // the beep of second 3 of the film's clock; the first picture is zero
        double origin = rendering
                .facts
                .video()
                .timeBase()
                .seconds(rendering.facts.video().first());
        double clock = film.container.equals("mpegts") ? origin - film.start : 0;
        int expected = (int) Math.round((3 + Math.floor(film.start) - (origin - clock)) * RATE);
        int found = SoundSamples.onset(samples, expected - RATE / 4, 0.05);
        assertThat(found).as("first loud sample").isCloseTo(expected, within(2 * ALIGNED));
        assertThat(strongest(samples, expected)).as("best match with the beep").isCloseTo(expected, within(ALIGNED));
    }

    @Test
    void aGapBecomesSilence() throws Exception {
        var film = film("matroska")
                .sound(SampleSound.of("pcm_s16le", RATE, 2, SECONDS).withGap(2, 3));
        var rendering = Rendering.of(film.make(), folder, GOP, 1);
        rendering.encodeSound(1, "a0", 2);
        var samples = SoundSamples.of(rendering.joined("a0"));

        assertThat(SoundSamples.loudness(samples, RATE, 2 * RATE - 2048)).isBetween(0.25, 0.32);
        assertThat(SoundSamples.loudness(samples, 2 * RATE + 4096, 3 * RATE - 2048))
                .isLessThan(0.005);
        assertThat(SoundSamples.loudness(samples, 3 * RATE + 4096, 5 * RATE)).isBetween(0.25, 0.32);
    }

    @Test
    void soundThatBeginsLateStaysLate() throws Exception {
        var film = film("mp4").sound(SampleSound.aac(4).startingAt(1.5));
        var rendering = Rendering.of(film.make(), folder, GOP, 1);
        rendering.encodeSound(1, "a0", 2);
        var samples = SoundSamples.of(rendering.joined("a0"));

        assertThat(SoundSamples.loudness(samples, 0, (int) (1.4 * RATE))).isLessThan(0.005);
        assertThat(SoundSamples.onset(samples, 0, 0.2)).isCloseTo((int) (1.5 * RATE), within(6 * ALIGNED));
    }

    @Test
    void soundThatEndsEarlyIsFollowedBySilence() throws Exception {
        var film = film("mp4").sound(SampleSound.aac(2));
        var rendering = Rendering.of(film.make(), folder, GOP, 1);
        var grid = rendering.encodeSound(1, "a0", 2);

        assertThat(rendering.numbers("a0"))
                .containsExactlyElementsOf(IntStream.range(0, 6).boxed().toList());
        var samples = SoundSamples.of(rendering.joined("a0"));
        assertThat(samples.length).isEqualTo((int) grid.firstSample(6));
        assertThat(SoundSamples.loudness(samples, (int) (2.2 * RATE), samples.length))
                .isLessThan(0.005);
    }

    /** Sound that goes on after the last picture keeps it standing: nothing of the film is lost. */
    @Test
    void soundThatOutlastsThePictureKeepsThePictureStanding() throws Exception {
        var film = SampleFilm.in("mp4").frames(50).sound(SampleSound.aac(5));
        var rendering = Rendering.of(film.make(), folder, GOP, 1).encodePictures();

        var last =
                Pictures.of(rendering.joined("v" + rendering.rungs.get(0).size().shortSide()));
        assertThat(last).hasSizeGreaterThanOrEqualTo(125);
        assertThat(last.get(124).number()).isEqualTo(49);
    }

    private static void assertDecodeTimesFollow(Rendering rendering, AudioGrid grid, String rendition)
            throws Exception {
        for (int number = 0; number < grid.segments(); number++) {
            var data = ByteBuffer.wrap(Files.readAllBytes(rendering.segment(rendition, number)));
            var tfdt = Boxes.find(data, 0, data.capacity(), "moof", "traf", "tfdt");
            assertThat(data.getLong(tfdt.start() + 4)).isEqualTo(grid.firstSample(number));
        }
    }

    private static double largestDifference(float[] one, float[] other) {
        return IntStream.range(0, (int) (5.8 * RATE)) // the tone's end is a click of its own
                .mapToDouble(i -> Math.abs(one[i] - other[i]))
                .max()
                .orElseThrow();
    }

    /** Where, near a sample, the sound is most like the beep. */
    private static int strongest(float[] samples, int near) {
        var beep = SampleSound.aac(4).beeping();
        int best = 0;
        double most = -1;
        for (int at = near - RATE / 50; at < near + RATE / 50; at++) {
            double sum = 0;
            for (int i = 0; i < RATE / 20; i++) {
                sum += samples[at + i] * beep.at(1 + (double) i / RATE);
            }
            if (sum > most) {
                most = sum;
                best = at;
            }
        }
        return best;
    }

    private static SampleSound aacFrom(double start) {
        return SampleSound.aac(SECONDS).startingAt(start);
    }

    private static SampleFilm webm() {
        return film("webm").encoder("libvpx-vp9").bFrames(0);
    }

    private static SampleFilm film(String container) {
        return SampleFilm.in(container).frames(FRAMES).size(96, 64);
    }
}
