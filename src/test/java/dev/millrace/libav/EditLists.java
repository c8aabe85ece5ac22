package dev.millrace.libav;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Gives the first track of an MP4 file, whose index lies at its end, another edit list (ISO/IEC 14496-12 §8.6.6). */
final class EditLists {

    /** An empty edit begins here. */
    static final int NOTHING = -1;

    /** Ticks per second of libav's movie header. */
    private static final int MOVIE_TIMESCALE = 1000;

    private EditLists() {}

    /**
     * A stretch that is shown.
     *
     * @param milliseconds how long
     * @param from millisecond of the track it begins with, or {@link #NOTHING}
     */
    record Edit(int milliseconds, int from) {}

    /** @param trackTimescale ticks per second of the track, a multiple of 1000 */
    static byte[] set(byte[] mp4, int trackTimescale, Edit... edits) {
        int moov = find(mp4, 0, mp4.length, "moov");
        int trak = find(mp4, moov + 8, moov + size(mp4, moov), "trak");
        int old = find(mp4, trak + 8, trak + size(mp4, trak), "edts");
        // the media time of the only edit that libav writes: its first picture
        int firstTick = old < 0 ? 0 : ByteBuffer.wrap(mp4).getInt(old + 28);
        var edts = edts(trackTimescale, firstTick, edits);
        int from = old < 0 ? trak + 8 + size(mp4, trak + 8) : old;
        int to = old < 0 ? from : old + size(mp4, old);
        int growth = edts.length - (to - from);
        var out = new ByteArrayOutputStream();
        out.write(mp4, 0, from);
        out.writeBytes(edts);
        out.write(mp4, to, mp4.length - to);
        var changed = ByteBuffer.wrap(out.toByteArray());
        changed.putInt(moov, changed.getInt(moov) + growth).putInt(trak, changed.getInt(trak) + growth);
        return changed.array();
    }

    private static byte[] edts(int timescale, int firstTick, Edit[] edits) {
        int size = 16 + 12 * edits.length;
        var box = ByteBuffer.allocate(8 + size);
        box.putInt(8 + size).put("edts".getBytes(StandardCharsets.ISO_8859_1));
        box.putInt(size)
                .put("elst".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(0)
                .putInt(edits.length);
        for (var edit : edits) {
            box.putInt(edit.milliseconds() * MOVIE_TIMESCALE / 1000)
                    .putInt(edit.from() == NOTHING ? -1 : firstTick + edit.from() * (timescale / 1000))
                    .putInt(1 << 16);
        }
        return box.array();
    }

    private static int size(byte[] bytes, int box) {
        return ByteBuffer.wrap(bytes).getInt(box);
    }

    private static int find(byte[] bytes, int start, int end, String type) {
        for (int at = start; at < end; at += size(bytes, at)) {
            if (new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1).equals(type)) {
                return at;
            }
        }
        return -1;
    }
}
