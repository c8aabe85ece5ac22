package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.millrace.job.Job;
import dev.millrace.timeline.AudioGrid;
import dev.millrace.timeline.Chunk;
import dev.millrace.timeline.Segment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A beep at every full second of a film, and pictures that carry their numbers: in what was made of it, sound is where it
 * was beside the picture, from the start to the end.
 */
class LipSyncTest {

    private static final int RATE = 48_000;
    private static final double SECONDS = 8;

    /** 1 ms. */
    private static final double ALIGNED = 0.001;

    @TempDir
    Path folder;

    static Stream<Arguments> films() {
        return Stream.of(
                arguments("AAC with priming in MP4", film("mp4").sound(aac().beeping())),
                arguments("AAC in Matroska", film("matroska").sound(aac().beeping())),
                arguments("AAC in MPEG-TS that begins at 588 s", late("mpegts", 588)),
                arguments("MP4 that begins at 10 s", late("mp4", 10)),
                arguments(
                        "sound 188 ms late in MP4",
                        film("mp4").sound(aac().startingAt(0.188).beeping())),
                arguments(
                        "sound 188 ms late in MPEG-TS",
                        film("mpegts").sound(aac().startingAt(0.188).beeping())),
                arguments("pictures 1 s late in MP4", film("mp4").startingAt(1).sound(aac().beeping())),
                arguments(
                        "pictures 1.4 s late in MPEG-TS",
                        film("mpegts").startingAt(1.4).sound(aac().beeping())),
                arguments(
                        "sound that ends early",
                        film("mp4").sound(SampleSound.aac(5.5).beeping())),
                arguments(
                        "sound that goes on",
                        film("matroska").sound(SampleSound.aac(12).beeping())),
                arguments(
                        "59.94 pictures a second",
                        film("mp4").rate(60000, 1001).frames(480).sound(aac().beeping())),
                arguments(
                        "23.976 pictures a second",
                        film("mp4").rate(24000, 1001).frames(192).sound(aac().beeping())),
                arguments(
                        "Opus in WebM",
                        webm().sound(SampleSound.of("libopus", RATE, 2, SECONDS).beeping())),
                arguments(
                        "AC-3 5.1 in MPEG-TS",
                        film("mpegts")
                                .sound(SampleSound.of("ac3", RATE, 6, SECONDS).beeping())),
                arguments("8 kHz", pcm(8_000)),
                arguments("12 kHz", pcm(12_000)),
                arguments("16 kHz", pcm(16_000)),
                arguments(
                        "22.05 kHz AAC",
                        film("mp4")
                                .sound(SampleSound.of("aac", 22_050, 1, SECONDS).beeping())),
                arguments(
                        "44.1 kHz MP3",
                        film("mp4")
                                .sound(SampleSound.of("libmp3lame", 44_100, 2, SECONDS)
                                        .beeping())),
                arguments("96 kHz", pcm(96_000)),
                arguments("192 kHz", pcm(192_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("films")
    void soundStaysWhereItWasBesideThePicture(String name, SampleFilm film) throws Exception {
        var rendering = Rendering.of(film.make(), folder, (int) Math.round(film.rate.perSecond()), 2);
        rendering.encodePictures();
        rendering.encodeSound(1, "a0", 2);

        double pictures = shiftOfPictures(rendering, film);
        var samples = SoundSamples.of(rendering.joined("a0"));
        var beeps = beeps(film, -pictures);
        assertThat(beeps).hasSizeGreaterThanOrEqualTo(4);
        for (int second : beeps) {
            assertThat(beepNear(samples, second + pictures))
                    .as("the beep of second %d", second)
                    .isCloseTo(second + pictures, within(ALIGNED));
        }
    }

    /** Half an hour: looked at near its start, in its middle and at its end. */
    @Test
    void soundStaysWhereItWasForHalfAnHour() throws Exception {
        var film = SampleFilm.in("mp4")
                .rate(2, 1)
                .frames(3_600)
                .size(64, 48)
                .gop(4)
                .bFrames(0)
                .sound(SampleSound.of("aac", 44_100, 1, 1_800).beeping());
        var rendering = Rendering.of(film.make(), folder, 4, 5);
        var sounds = AudioGrid.along(rendering.timeline, RATE);
        var chunks = rendering.timeline.chunks();
        for (var chunk : List.of(chunks.get(0), chunks.get(chunks.size() / 2), chunks.get(chunks.size() - 1))) {
            VideoChunk.encode(rendering.job(chunk), rendering::hear, () -> false);
            SoundChunk.encode(soundOf(rendering, sounds, chunk), rendering::hear);
            var segments = rendering.timeline.segmentsOf(chunk);
            long zero = sounds.firstSample(chunk.firstSegment());
            var pictures = Pictures.of(rendering.joined("v48", segments));
            assertThat(pictures.get(0).number()).isEqualTo((int) segments.get(0).firstFrame());
            assertThat(pictures)
                    .hasSize(segments.stream().mapToInt(Segment::frames).sum());
            var samples = SoundSamples.of(rendering.joined("a0", segments), 0, zero);
            // without the frame before it the first one cannot be decoded whole
            int first = (int) Math.ceil((double) zero / RATE + 0.1);
            for (int second = first; second < first + 8; second++) {
                assertThat(beepNear(samples, second - (double) zero / RATE))
                        .as("the beep of second %d", second)
                        .isCloseTo(second - (double) zero / RATE, within(ALIGNED));
            }
        }
    }

    private static Job.EncodeAudio soundOf(Rendering rendering, AudioGrid sounds, Chunk chunk) {
        return new Job.EncodeAudio(
                rendering.sound(1, 2),
                rendering.folder.toString(),
                "a0",
                sounds,
                chunk.firstSegment(),
                chunk.segments(),
                128_000,
                0);
    }

    /** Seconds by which pictures come later in the output than their numbers say, the same for all. */
    private static double shiftOfPictures(Rendering rendering, SampleFilm film) {
        var name = rendering.rungs.get(rendering.rungs.size() - 1).name();
        var pictures = Pictures.of(rendering.joined(name));
        var shifts = new ArrayList<Double>();
        for (var picture : pictures) {
            // libav shifts a track by its first composition offset; the first picture is shown at zero, which is proven
            double shown = (double) (picture.time() - pictures.get(0).time())
                    / rendering.grid().timescale();
            shifts.add(shown - (film.start + picture.number() / film.rate.perSecond()));
        }
        assertThat(shifts.get(film.frames - 1)).isCloseTo(shifts.get(0), within(1e-6));
        return shifts.get(0);
    }

    /** Full seconds of the film's clock whose beeps are whole in the output. */
    private static List<Integer> beeps(SampleFilm film, double outputBegin) {
        var sound = film.sounds.get(0);
        double from = Math.max(Math.max(sound.start(), outputBegin), Math.ceil(sound.start()) + 1);
        double to = Math.min(sound.start() + sound.seconds(), film.start + film.seconds());
        return IntStream.rangeClosed((int) Math.ceil(from + 0.02), (int) Math.floor(to - 0.1))
                .boxed()
                .toList();
    }

    /** Where, near an instant of the output, the sound is most like the beep; in seconds. */
    private static double beepNear(float[] samples, double seconds) {
        int near = (int) Math.round(seconds * RATE);
        var beep = SampleSound.aac(4).beeping();
        int best = 0;
        double most = -1;
        for (int at = Math.max(0, near - RATE / 50); at < near + RATE / 50; at++) {
            double sum = 0;
            for (int i = 0; i < RATE / 20 && at + i < samples.length; i++) {
                sum += samples[at + i] * beep.at(1 + (double) i / RATE);
            }
            if (sum > most) {
                most = sum;
                best = at;
            }
        }
        assertThat(most).as("likeness of a beep near %f s", seconds).isGreaterThan(5);
        return (double) best / RATE;
    }

    private static SampleSound aac() {
        return SampleSound.aac(SECONDS);
    }

    private static SampleFilm late(String container, double start) {
        return film(container).startingAt(start).sound(aac().startingAt(start).beeping());
    }

    private static SampleFilm pcm(int rate) {
        return film("mov").sound(SampleSound.of("pcm_s16le", rate, 2, SECONDS).beeping());
    }

    private static SampleFilm webm() {
        return film("webm").encoder("libvpx-vp9").bFrames(0);
    }

    private static SampleFilm film(String container) {
        return SampleFilm.in(container).frames((int) (SECONDS * 25)).size(96, 64);
    }
}
