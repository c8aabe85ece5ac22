package dev.millrace.libav;

import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * Recordings of browsers put behind one another: Matroska files (RFC 9559) with a further EBML header in the middle, where
 * the clock begins anew. libav reads over most of them, but not over all.
 */
final class JoinedRecordings {

    private static final int EBML = 0x1a45dfa3;
    private static final int SEGMENT = 0x18538067;

    /** The least that a further recording takes; what is behind a film may be anything. */
    private static final int LEAST_BYTES = 64;

    /** Behind the last packet lie an index, tags and fonts. */
    private static final int LOOKED_AT = 16 << 20;

    private JoinedRecordings() {}

    /** Whether a file's first segment does not say that it goes on to the end. */
    static boolean mayBe(String path) {
        try (var file = new RandomAccessFile(path, "r")) {
            if (file.readInt() != EBML) {
                return false;
            }
            file.seek(end(file));
            return file.readInt() == SEGMENT && end(file) < file.length() - LEAST_BYTES;
        } catch (IOException e) {
            return false; // ends too early to be two
        }
    }

    /** Whether another one begins behind a position. */
    static boolean follow(String path, long position) {
        try (var file = new RandomAccessFile(path, "r")) {
            var rest = new byte[(int) Math.max(0, Math.min(LOOKED_AT, file.length() - position))];
            file.seek(position);
            file.readFully(rest);
            int word = 0;
            for (int i = 0; i < rest.length - LEAST_BYTES; i++) {
                word = word << 8 | rest[i] & 0xff;
                if (word == EBML) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    /** Behind the element whose size is next; 0 when its size is not known (§5.1, all ones). */
    private static long end(RandomAccessFile file) throws IOException {
        int first = file.readUnsignedByte();
        int more = Integer.numberOfLeadingZeros(first) - 24;
        if (more > 7) {
            throw new IOException("no size");
        }
        long size = first & (0x7f >> more);
        boolean known = size != 0x7f >> more;
        for (int i = 0; i < more; i++) {
            int next = file.readUnsignedByte();
            size = size << 8 | next;
            known |= next != 0xff;
        }
        return known ? file.getFilePointer() + size : 0;
    }
}
