package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.media.Warning;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that have noise or nothing where pictures should be: not searched for ever, and read on behind a small hole. */
class HolesTest {

    private static final int MIB = 1 << 20;
    private static final int NOISE = 192 * MIB;
    private static final int TS_PACKET = 188;

    /** What tells a reader of MPEG-TS which streams there are. */
    private static final int TABLES = 3 * TS_PACKET;

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        Libav.load();
    }

    @ParameterizedTest(name = "behind {0}")
    @CsvSource({"mpegts, libx264", "mpeg, mpeg2video", "flv, libx264", "h264, libx264", "mpeg2video, mpeg2video"})
    void givesUpInNoise(String container, String encoder) throws Exception {
        var film = Files.readAllBytes(film(container).encoder(encoder).make());
        var source = withNoise(film, NOISE);

        try (var file = SourceFile.open(source.toString(), new ProgressMeter(e -> {}))) {
            while (file.next() != null) {
                // to where it ends
            }
            if (!container.equals("h264") && !container.equals("mpeg2video")) { // to them noise is a large packet
                assertThat(file.givenUp()).isTrue();
                assertThat(file.bytesRead())
                        .isLessThan(film.length + SearchLimit.MOST_TO_LOOK_ABOUT + 6 * SearchLimit.MOST_BYTES);
            }
        }
    }

    @Test
    void playsWhatIsBeforeTheNoiseAndSaysSo() throws Exception {
        var source = withNoise(Files.readAllBytes(film("mpegts").make()), NOISE);
        var rendering = Rendering.of(source, folder, 25, 2).encodePictures();

        assertThat(rendering.facts.warnings()).extracting(Warning::code).containsExactly("source_truncated");
        assertThat(Pictures.of(rendering.joined("v120")))
                .extracting(Pictures.Picture::number)
                .startsWith(range(0, 99));
    }

    @Test
    void refusesABroadcastOfNothingButNoise() throws Exception {
        var tables = Arrays.copyOf(Files.readAllBytes(film("mpegts").make()), TABLES);
        var start = new ByteArrayOutputStream();
        for (int i = 0; i < 20; i++) {
            start.writeBytes(tables);
        }
        var source = withNoise(start.toByteArray(), NOISE);

        var refusal =
                catchThrowableOfType(SourceException.class, () -> SourceProbe.probe(source.toString(), event -> {}));

        assertThat(refusal.code()).isIn("corrupt_source", "no_video_or_audio");
    }

    /** The service gives no reader the name of a file. */
    @Test
    void refusesNoise() throws Exception {
        var source = withNoise(new byte[0], NOISE);

        var refusal =
                catchThrowableOfType(SourceException.class, () -> SourceProbe.probe(source.toString(), event -> {}));

        assertThat(refusal.code()).isIn("corrupt_source", "unsupported_format", "no_video_or_audio");
    }

    /** A recorder that lost some megabytes: what comes behind them is shown. */
    @ParameterizedTest(name = "{0} MiB, noise: {1}")
    @CsvSource({"1, false", "6, false", "1, true", "6, true"})
    void readsOnBehindAHole(int size, boolean noisy) throws Exception {
        var film = Files.readAllBytes(film("mpegts").make());
        var hole = new byte[size * MIB];
        if (noisy) {
            new Random(11).nextBytes(hole);
        }
        int at = film.length / 2 / TS_PACKET * TS_PACKET;
        var holed = new ByteArrayOutputStream();
        holed.write(film, 0, at);
        holed.writeBytes(hole);
        holed.write(film, at, film.length - at);
        var rendering = Rendering.of(Files.write(folder.resolve("holed"), holed.toByteArray()), folder, 25, 2)
                .encodePictures();

        assertThat(rendering.facts.warnings()).isEmpty();
        assertThat(Pictures.of(rendering.joined("v120")))
                .extracting(Pictures.Picture::number)
                .contains(range(75, 100));
    }

    @ParameterizedTest(name = "of {0} bytes")
    @ValueSource(ints = {2_000, 100_000, 600_000})
    void beginsBehindNoise(int bytes) throws Exception {
        var noise = new byte[bytes];
        new Random(12).nextBytes(noise);
        var source = Files.write(folder.resolve("late"), noise);
        Files.write(source, Files.readAllBytes(film("mpegts").make()), StandardOpenOption.APPEND);

        assertThat(SourceProbe.probe(source.toString(), event -> {}).frames()).isBetween(95L, 100L);
    }

    /** Jumps are longer than the largest hole; what lies between is not read, and nothing is missing there. */
    @ParameterizedTest(name = "at {0} of the file")
    @ValueSource(doubles = {0.1, 0.5, 0.9})
    void findsPlacesFarAwayInALargeBroadcast(double share) throws Exception {
        var source = stuffed(Files.readAllBytes(film("mpegts").make()));
        assertThat(Files.size(source)).isGreaterThan(5 * SearchLimit.MOST_BYTES);

        try (var file = SourceFile.open(source.toString(), new ProgressMeter(e -> {}))) {
            long first = file.next().pts();

            assertThat(file.seekToPosition((long) (share * file.sizeBytes()))).isTrue();
            assertThat(file.next()).isNotNull();

            var base = file.timeBase(0);
            long wanted = first + Math.round(share * 100 / 24 * base.denominator() / base.numerator());
            assertThat(file.seekToTime(0, wanted)).isTrue();
            assertThat(file.next()).isNotNull();
            assertThat(file.givenUp()).isFalse();
        }
    }

    /** With so many packets of nothing behind each of its own that it is large, as broadcasts of a constant rate are. */
    private Path stuffed(byte[] film) throws IOException {
        var nothing = new byte[TS_PACKET];
        Arrays.fill(nothing, (byte) 0xff);
        nothing[0] = 0x47;
        nothing[1] = 0x1f;
        nothing[3] = 0x10;
        int each = (int) (6 * SearchLimit.MOST_BYTES / film.length);
        var file = folder.resolve("stuffed");
        try (var out = new java.io.BufferedOutputStream(Files.newOutputStream(file))) {
            for (int at = 0; at < film.length; at += TS_PACKET) {
                out.write(film, at, TS_PACKET);
                for (int i = 0; i < each; i++) {
                    out.write(nothing);
                }
            }
        }
        return file;
    }

    private static SampleFilm film(String container) {
        return SampleFilm.in(container).frames(100).gop(25).bFrames(0);
    }

    private Path withNoise(byte[] start, int size) throws IOException {
        var random = new Random(10);
        var block = new byte[MIB];
        var file = folder.resolve("noise");
        try (var out = Files.newOutputStream(file)) {
            out.write(start);
            for (int i = 0; i < size; i += MIB) {
                random.nextBytes(block);
                out.write(block);
            }
        }
        return file;
    }

    private static Integer[] range(int from, int to) {
        return IntStream.range(from, to).boxed().toArray(Integer[]::new);
    }
}
