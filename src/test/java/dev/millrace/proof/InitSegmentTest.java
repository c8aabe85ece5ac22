package dev.millrace.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.job.Job;
import dev.millrace.ladder.Ladder;
import dev.millrace.libav.InitSegments;
import dev.millrace.libav.Libav;
import dev.millrace.media.FrameRate;
import dev.millrace.media.Resolution;
import dev.millrace.proof.InitSegment.UnreadableException;
import dev.millrace.timeline.Grid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read from real init segments, and from damaged ones. */
class InitSegmentTest {

    private static final FrameRate RATE = new FrameRate(30_000, 1001);

    @TempDir
    static Path folder;

    private static byte[] picture;
    private static byte[] sound;

    @BeforeAll
    static void make() throws IOException {
        Libav.load();
        var rungs = Ladder.forSource(new Resolution(640, 360), RATE, 360).subList(0, 1);
        var grid = new Grid(RATE, 300, 59);
        var sounds = List.of(new Job.MakeInits.Sound("a0", 2, 48_000, 128_000));
        InitSegments.make(new Job.MakeInits(folder.toString(), grid, rungs, "superfast", sounds), event -> {});
        picture = Files.readAllBytes(folder.resolve("v360/init.mp4"));
        sound = Files.readAllBytes(folder.resolve("a0/init.mp4"));
    }

    @Test
    void readsPictures() {
        assertThat(InitSegment.read(picture))
                .isEqualTo(new InitSegment(1, true, 30_000, 0, "avc1.64001e", 640, 360, true, 0));
    }

    @Test
    void readsSound() {
        assertThat(InitSegment.read(sound))
                .isEqualTo(new InitSegment(1, true, 48_000, 0, "mp4a.40.2", 0, 0, true, 48_000));
    }

    @Test
    void seesWhatHasChanged() {
        var other = picture.clone();
        other[indexOf(other, "avcC") + 4 + 3] = 40;

        assertThat(InitSegment.read(other).codecs()).isEqualTo("avc1.640028");
    }

    @Test
    void refusesWhatIsNoInitSegment() {
        for (int length = 0; length < picture.length; length += 7) {
            var cut = Arrays.copyOf(picture, length);
            assertThatExceptionOfType(UnreadableException.class).isThrownBy(() -> InitSegment.read(cut));
        }
    }

    @Test
    void endsOnWhateverTheBytesAre() {
        var random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            var bytes = (i % 2 == 0 ? picture : sound).clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                InitSegment.read(bytes);
            } catch (UnreadableException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }
}
