package dev.millrace.libav;

import dev.millrace.libav.Boxes.Box;
import java.nio.ByteBuffer;

/**
 * Checks a CMAF segment from its own bytes against the plan, before anybody may see it: one moof and one mdat, decode
 * time, duration and number of samples as planned, first sample shown at the decode time and, for H.264, an IDR picture.
 */
final class SegmentProof {

    private static final int IDR = 5;
    private static final int SLICE = 1;
    private static final int NAL_TYPE = 0x1f;

    private static final int BASE_DATA_OFFSET = 0x000001;
    private static final int DESCRIPTION_INDEX = 0x000002;
    private static final int DEFAULT_DURATION = 0x000008;

    private static final int DATA_OFFSET = 0x000001;
    private static final int FIRST_FLAGS = 0x000004;
    private static final int DURATION = 0x000100;
    private static final int SIZE = 0x000200;
    private static final int FLAGS = 0x000400;
    private static final int COMPOSITION = 0x000800;

    /**
     * What the plan says of a segment.
     *
     * @param name for messages: rendition and number
     * @param decodeTime in ticks of the track
     * @param duration in ticks of the track
     * @param samples pictures or AAC frames
     * @param pictures whether this is H.264 video
     */
    record Expected(String name, long decodeTime, long duration, int samples, boolean pictures) {}

    private final ByteBuffer data;
    private final Expected expected;

    private SegmentProof(byte[] bytes, Expected expected) {
        this.data = ByteBuffer.wrap(bytes);
        this.expected = expected;
    }

    /** Throws {@link ProofException} with the reason when the segment is not what was planned. */
    static void check(byte[] segment, Expected expected) {
        try {
            new SegmentProof(segment, expected).check();
        } catch (IndexOutOfBoundsException e) {
            throw new ProofException(expected.name() + ": a table in it is cut off");
        }
    }

    private void check() {
        var boxes = Boxes.in(data, 0, data.capacity());
        long fragments = boxes.stream().filter(b -> b.type().equals("moof")).count();
        long payloads = boxes.stream().filter(b -> b.type().equals("mdat")).count();
        require(fragments == 1 && payloads == 1, "%d moof and %d mdat boxes", fragments, payloads);

        var track = Boxes.find(data, 0, data.capacity(), "moof", "traf");
        long decodeTime = decodeTime(Boxes.find(data, track.start(), track.end(), "tfdt"));
        require(decodeTime == expected.decodeTime(), "decode time %d, planned %d", decodeTime, expected.decodeTime());
        checkSamples(
                Boxes.find(data, track.start(), track.end(), "tfhd"),
                Boxes.find(data, track.start(), track.end(), "trun"));
        if (expected.pictures()) {
            checkFirstPicture(Boxes.find(data, 0, data.capacity(), "mdat"));
        }
    }

    private long decodeTime(Box tfdt) {
        boolean wide = data.get(tfdt.start()) == 1;
        return wide ? data.getLong(tfdt.start() + 4) : Integer.toUnsignedLong(data.getInt(tfdt.start() + 4));
    }

    private void checkSamples(Box tfhd, Box trun) {
        int headFlags = data.getInt(tfhd.start()) & 0xffffff;
        int at = tfhd.start() + 8;
        at += (headFlags & BASE_DATA_OFFSET) != 0 ? 8 : 0;
        at += (headFlags & DESCRIPTION_INDEX) != 0 ? 4 : 0;
        long usualDuration = (headFlags & DEFAULT_DURATION) != 0 ? data.getInt(at) : -1;

        int flags = data.getInt(trun.start()) & 0xffffff;
        int samples = data.getInt(trun.start() + 4);
        require(samples == expected.samples(), "%d samples, planned %d", samples, expected.samples());
        int entry = trun.start() + 8;
        entry += (flags & DATA_OFFSET) != 0 ? 4 : 0;
        entry += (flags & FIRST_FLAGS) != 0 ? 4 : 0;
        int step = 4 * Integer.bitCount(flags & (DURATION | SIZE | FLAGS | COMPOSITION));
        long duration = 0;
        for (int i = 0; i < samples; i++) {
            duration += (flags & DURATION) != 0 ? data.getInt(entry + i * step) : usualDuration;
        }
        require(duration == expected.duration(), "lasts %d ticks, planned %d", duration, expected.duration());
        if ((flags & COMPOSITION) != 0) {
            int first = data.getInt(entry + step - 4);
            require(first == 0, "the first sample is shown %d ticks after its decode time", first);
        }
    }

    private void checkFirstPicture(Box mdat) {
        for (int at = mdat.start(); at + 4 < mdat.end(); ) {
            int type = data.get(at + 4) & NAL_TYPE;
            if (type == IDR) {
                return;
            }
            require(type != SLICE, "the first picture is not an IDR");
            int length = data.getInt(at);
            require(length > 0, "a unit of %d bytes in the first picture", length);
            at += 4 + length;
        }
        require(false, "there is no picture in it");
    }

    private void require(boolean holds, String reason, Object... arguments) {
        if (!holds) {
            throw new ProofException(expected.name() + ": " + reason.formatted(arguments));
        }
    }
}
