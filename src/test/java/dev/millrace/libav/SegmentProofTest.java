package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.boxes.Boxes;
import dev.millrace.boxes.BrokenBoxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which a segment may differ from the plan, made from a good one. */
class SegmentProofTest {

    private static final int FRAMES = 10;

    @TempDir
    Path folder;

    private byte[] segment;
    private SegmentProof.Expected expected;

    @BeforeEach
    void makeASegment() throws Exception {
        var rendering = Rendering.of(SampleFilm.in("mp4").frames(30).make(), folder, FRAMES, 1)
                .encodePictures();
        int ticks = rendering.grid().frameTicks();
        segment = Files.readAllBytes(rendering.segment("v120", 1));
        expected =
                new SegmentProof.Expected("v120/1", FRAMES * (long) ticks, FRAMES * (long) ticks, FRAMES, FRAMES, true);
    }

    @Test
    void passesWhatIsAsPlanned() {
        assertThatCode(() -> SegmentProof.check(segment, expected)).doesNotThrowAnyException();
    }

    @Test
    void findsAWrongDecodeTime() {
        int at = payload("tfdt");
        ByteBuffer.wrap(segment).putLong(at + 4, expected.decodeTime() + 1);

        assertFails("decode time");
    }

    @Test
    void findsAWrongDuration() {
        assertThatThrownBy(() -> SegmentProof.check(segment, planned(expected.duration() - 1, FRAMES)))
                .isInstanceOf(ProofException.class)
                .hasMessageContaining("lasts");
    }

    @Test
    void findsAMissingPicture() {
        assertThatThrownBy(() -> SegmentProof.check(segment, planned(expected.duration(), FRAMES + 1)))
                .isInstanceOf(ProofException.class)
                .hasMessageContaining("10 samples, planned 11");
    }

    @Test
    void findsASegmentThatDoesNotBeginWithAKeyFrame() {
        var data = ByteBuffer.wrap(segment);
        for (int at = payload("mdat"); at + 4 < segment.length; at += 4 + data.getInt(at)) {
            if ((segment[at + 4] & 0x1f) == 5) {
                segment[at + 4] = (byte) (segment[at + 4] & 0xe0 | 1);
            }
        }

        assertFails("not an IDR");
    }

    @Test
    void findsASegmentWithoutAPicture() {
        var data = ByteBuffer.wrap(segment);
        for (int at = payload("mdat"); at + 4 < segment.length; at += 4 + data.getInt(at)) {
            segment[at + 4] = 12; // filler
        }

        assertFails("no picture");
    }

    @Test
    void findsAUnitWithoutALength() {
        ByteBuffer.wrap(segment).putInt(payload("mdat"), -4);
        segment[payload("mdat") + 4] = 12;

        assertFails("a unit of -4 bytes");
    }

    @Test
    void findsTwoFragments() {
        var twice = Arrays.copyOf(segment, 2 * segment.length);
        System.arraycopy(segment, 0, twice, segment.length, segment.length);

        assertThatThrownBy(() -> SegmentProof.check(twice, expected))
                .isInstanceOf(ProofException.class)
                .hasMessageContaining("2 moof and 2 mdat");
    }

    @Test
    void findsAFirstPictureThatIsShownLate() {
        int trun = payload("trun");
        int flags = ByteBuffer.wrap(segment).getInt(trun) & 0xffffff;
        assertThat(flags & 0x800).as("composition offsets are there").isNotZero();
        int entry = trun + 8 + ((flags & 1) != 0 ? 4 : 0) + ((flags & 4) != 0 ? 4 : 0);
        int step = 4 * Integer.bitCount(flags & 0xf00);
        ByteBuffer.wrap(segment).putInt(entry + step - 4, 512);

        assertFails("after its decode time");
    }

    /** No length of a cut segment passes, and none does anything but fail the proof. */
    @Test
    void findsEveryCut() {
        for (int length = 0; length < segment.length; length += 7) {
            var cut = Arrays.copyOf(segment, length);
            assertThatThrownBy(() -> SegmentProof.check(cut, expected))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(ProofException.class);
        }
    }

    @Test
    void findsATableThatClaimsMoreThanItHas() {
        int trun = payload("trun");
        ByteBuffer.wrap(segment).putInt(trun + 4, 1 << 28);

        assertThatThrownBy(() -> SegmentProof.check(segment, planned(expected.duration(), 1 << 28)))
                .isInstanceOf(ProofException.class);
    }

    @Test
    void readsBoxesInsideBoxes() {
        var data = ByteBuffer.wrap(segment);

        assertThat(Boxes.in(data, 0, segment.length))
                .extracting(Boxes.Box::type)
                .contains("moof", "mdat");
        assertThat(Boxes.find(data, 0, segment.length, "moof", "traf", "tfdt").start())
                .isEqualTo(payload("tfdt"));
        assertThatThrownBy(() -> Boxes.find(data, 0, segment.length, "moof", "udta"))
                .isInstanceOf(BrokenBoxException.class)
                .hasMessageContaining("no udta box");
    }

    @Test
    void refusesBoxesThatDoNotFit() {
        var tooLong = ByteBuffer.allocate(16).putInt(17).put("free".getBytes(StandardCharsets.US_ASCII));
        var tooShort = ByteBuffer.allocate(16).putInt(7).put("free".getBytes(StandardCharsets.US_ASCII));
        var halfHeader = ByteBuffer.allocate(12).putInt(8).put("free".getBytes(StandardCharsets.US_ASCII));

        for (var data : new ByteBuffer[] {tooLong, tooShort, halfHeader}) {
            assertThatThrownBy(() -> Boxes.in(data, 0, data.capacity())).isInstanceOf(BrokenBoxException.class);
        }
    }

    private void assertFails(String reason) {
        assertThatThrownBy(() -> SegmentProof.check(segment, expected))
                .isInstanceOf(ProofException.class)
                .hasMessageStartingWith("v120/1: ")
                .hasMessageContaining(reason);
    }

    private SegmentProof.Expected planned(long duration, int samples) {
        return new SegmentProof.Expected("v120/1", expected.decodeTime(), duration, samples, samples, true);
    }

    private int payload(String type) {
        return new String(segment, StandardCharsets.ISO_8859_1).indexOf(type) + 4;
    }
}
