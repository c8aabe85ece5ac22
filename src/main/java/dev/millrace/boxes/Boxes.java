package dev.millrace.boxes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the boxes of an ISO base media file (ISO/IEC 14496-12) held in memory. */
public final class Boxes {

    /**
     * A box in a buffer.
     *
     * @param type four characters
     * @param start offset of its payload
     * @param end offset after its payload
     */
    public record Box(String type, int start, int end) {}

    private static final int HEADER = 8;

    private Boxes() {}

    /** The boxes between two offsets, in order. Throws {@link BrokenBoxException} when one does not fit. */
    public static List<Box> in(ByteBuffer data, int start, int end) {
        var boxes = new ArrayList<Box>();
        for (int at = start; at < end; ) {
            if (at + HEADER > end) {
                throw new BrokenBoxException("a box header is cut off at " + at);
            }
            long size = Integer.toUnsignedLong(data.getInt(at));
            if (size < HEADER || at + size > end) {
                throw new BrokenBoxException("a box of " + size + " bytes does not fit at " + at);
            }
            var type = new byte[4];
            data.get(at + 4, type);
            boxes.add(new Box(new String(type, StandardCharsets.ISO_8859_1), at + HEADER, (int) (at + size)));
            at += (int) size;
        }
        return boxes;
    }

    /** The first box on a path of types; throws {@link BrokenBoxException} when there is none. */
    public static Box find(ByteBuffer data, int start, int end, String... path) {
        Box found = null;
        for (var type : path) {
            found = in(data, start, end).stream()
                    .filter(b -> b.type().equals(type))
                    .findFirst()
                    .orElseThrow(() -> new BrokenBoxException("there is no " + type + " box"));
            start = found.start();
            end = found.end();
        }
        return found;
    }
}
