package dev.millrace.libav;

import dev.millrace.boxes.Boxes;
import dev.millrace.boxes.Boxes.Box;
import dev.millrace.boxes.BrokenBoxException;
import dev.millrace.media.KeyPicture;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks a CMAF segment from its own bytes against the plan, before anybody may see it: as many fragments (moof, mdat) as
 * it has GOPs, each with decode time, duration and number of samples as planned, its first sample shown at the decode time
 * and, for H.264, an IDR picture.
 */
final class SegmentProof {

    private static final int HEADER = 8;
    private static final int IDR = 5;
    private static final int SLICE = 1;
    private static final int NAL_TYPE = 0x1f;

    private static final int BASE_DATA_OFFSET = 0x000001;
    private static final int DESCRIPTION_INDEX = 0x000002;
    private static final int DEFAULT_DURATION = 0x000008;
    private static final int DEFAULT_SIZE = 0x000010;

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
     * @param gopSamples samples in each fragment; the last may have fewer
     * @param pictures whether this is H.264 video
     */
    record Expected(String name, long decodeTime, long duration, int samples, int gopSamples, boolean pictures) {

        /** Of sound: one fragment. */
        static Expected sound(String name, long decodeTime, long duration, int samples) {
            return new Expected(name, decodeTime, duration, samples, samples, false);
        }
    }

    private final ByteBuffer data;
    private final Expected expected;
    private final List<KeyPicture> keys = new ArrayList<>();

    private long decodeTime;
    private int samplesLeft;

    private SegmentProof(byte[] bytes, Expected expected) {
        this.data = ByteBuffer.wrap(bytes);
        this.expected = expected;
        this.decodeTime = expected.decodeTime();
        this.samplesLeft = expected.samples();
    }

    /**
     * Throws {@link ProofException} with the reason when the segment is not what was planned.
     *
     * @return where its key pictures are, in order; empty for sound
     */
    static List<KeyPicture> check(byte[] segment, Expected expected) {
        try {
            return new SegmentProof(segment, expected).check();
        } catch (BrokenBoxException e) {
            throw new ProofException(expected.name() + ": " + e.getMessage());
        } catch (IndexOutOfBoundsException e) {
            throw new ProofException(expected.name() + ": a table in it is cut off");
        }
    }

    private List<KeyPicture> check() {
        var boxes = Boxes.in(data, 0, data.capacity());
        var headers = boxes.stream().filter(b -> b.type().equals("moof")).toList();
        var payloads = boxes.stream().filter(b -> b.type().equals("mdat")).toList();
        int fragments = (expected.samples() + expected.gopSamples() - 1) / expected.gopSamples();
        require(
                headers.size() == fragments && payloads.size() == fragments,
                "%d moof and %d mdat boxes, planned %d of each",
                headers.size(),
                payloads.size(),
                fragments);
        for (int i = 0; i < fragments; i++) {
            require(headers.get(i).end() + HEADER == payloads.get(i).start(), "a moof without its mdat");
            checkFragment(headers.get(i), payloads.get(i));
        }
        long duration = decodeTime - expected.decodeTime();
        require(duration == expected.duration(), "lasts %d ticks, planned %d", duration, expected.duration());
        return List.copyOf(keys);
    }

    private void checkFragment(Box moof, Box mdat) {
        var track = Boxes.find(data, moof.start(), moof.end(), "traf");
        long begins = decodeTime(Boxes.find(data, track.start(), track.end(), "tfdt"));
        require(begins == decodeTime, "decode time %d, planned %d", begins, decodeTime);
        int firstSize = checkSamples(
                Boxes.find(data, track.start(), track.end(), "tfhd"),
                Boxes.find(data, track.start(), track.end(), "trun"));
        if (expected.pictures()) {
            int end = mdat.start() + firstSize;
            require(firstSize > 0 && end <= mdat.end(), "a first picture of %d bytes", firstSize);
            checkFirstPicture(mdat.start(), end);
            int offset = moof.start() - HEADER;
            keys.add(new KeyPicture(offset, end - offset));
        }
    }

    private long decodeTime(Box tfdt) {
        boolean wide = data.get(tfdt.start()) == 1;
        return wide ? data.getLong(tfdt.start() + 4) : Integer.toUnsignedLong(data.getInt(tfdt.start() + 4));
    }

    /** Counts a fragment's samples in and returns the size of the first one. */
    private int checkSamples(Box tfhd, Box trun) {
        int headFlags = data.getInt(tfhd.start()) & 0xffffff;
        int at = tfhd.start() + 8;
        at += (headFlags & BASE_DATA_OFFSET) != 0 ? 8 : 0;
        at += (headFlags & DESCRIPTION_INDEX) != 0 ? 4 : 0;
        long usualDuration = (headFlags & DEFAULT_DURATION) != 0 ? data.getInt(at) : -1;
        at += (headFlags & DEFAULT_DURATION) != 0 ? 4 : 0;
        int usualSize = (headFlags & DEFAULT_SIZE) != 0 ? data.getInt(at) : -1;

        int flags = data.getInt(trun.start()) & 0xffffff;
        int samples = data.getInt(trun.start() + 4);
        int planned = Math.min(expected.gopSamples(), samplesLeft);
        require(samples == planned, "%d samples, planned %d", samples, planned);
        int entry = trun.start() + 8;
        entry += (flags & DATA_OFFSET) != 0 ? 4 : 0;
        entry += (flags & FIRST_FLAGS) != 0 ? 4 : 0;
        int step = 4 * Integer.bitCount(flags & (DURATION | SIZE | FLAGS | COMPOSITION));
        for (int i = 0; i < samples; i++) {
            decodeTime += (flags & DURATION) != 0 ? data.getInt(entry + i * step) : usualDuration;
        }
        samplesLeft -= samples;
        if ((flags & COMPOSITION) != 0) {
            int first = data.getInt(entry + step - 4);
            require(first == 0, "the first sample is shown %d ticks after its decode time", first);
        }
        return (flags & SIZE) != 0 ? data.getInt(entry + ((flags & DURATION) != 0 ? 4 : 0)) : usualSize;
    }

    private void checkFirstPicture(int start, int end) {
        for (int at = start; at + 4 < end; ) {
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
