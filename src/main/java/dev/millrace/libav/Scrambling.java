package dev.millrace.libav;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The scrambling marks of an MPEG transport stream (ISO/IEC 13818-1 §2.4.3.3), as pay television leaves them. libav passes
 * over them and finds only damage.
 */
final class Scrambling {

    private static final int LOOKED_AT = 1 << 20;
    private static final int SYNC = 0x47;
    private static final int[] PACKET_SIZES = {188, 192, 204};
    private static final int FEWEST_PACKETS = 8;
    private static final double MOSTLY = 0.95;

    private static final int FIRST_MEDIA_PID = 0x20;
    private static final int NULL_PID = 0x1fff;
    private static final int SCRAMBLED = 0xc0;
    private static final int PAYLOAD = 0x10;

    private Scrambling() {}

    /** Whether most of the media packets at the start of a file are scrambled; false for what is no transport stream. */
    static boolean marks(String path) {
        try (var in = Files.newInputStream(Path.of(path))) {
            return marks(in.readNBytes(LOOKED_AT));
        } catch (IOException e) {
            return false; // to open it will tell what is wrong
        }
    }

    /** Whether a file is a transport stream from some byte of its first mebibyte on, with something else before it. */
    static boolean beginsLate(String path) {
        try (var in = Files.newInputStream(Path.of(path))) {
            return beginsLate(in.readNBytes(LOOKED_AT));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean beginsLate(byte[] start) {
        for (int size : PACKET_SIZES) {
            for (int first = size; first + FEWEST_PACKETS * size <= start.length; first++) {
                if (packetsFrom(start, first, size)) {
                    return mostlyPackets(start, first, size);
                }
            }
        }
        return false;
    }

    private static boolean mostlyPackets(byte[] start, int first, int size) {
        int packets = 0;
        int places = 0;
        for (int at = first; at < start.length; at += size) {
            places++;
            packets += start[at] == SYNC ? 1 : 0;
        }
        return packets > places * MOSTLY;
    }

    static boolean marks(byte[] start) {
        for (int size : PACKET_SIZES) {
            for (int first = 0; first < Math.min(size, start.length); first++) {
                if (packetsFrom(start, first, size)) {
                    return mostly(start, first, size);
                }
            }
        }
        return false;
    }

    private static boolean packetsFrom(byte[] start, int first, int size) {
        if (first + FEWEST_PACKETS * size > start.length) {
            return false;
        }
        for (int i = 0; i < FEWEST_PACKETS; i++) {
            if (start[first + i * size] != SYNC) {
                return false;
            }
        }
        return true;
    }

    private static boolean mostly(byte[] start, int first, int size) {
        int media = 0;
        int scrambled = 0;
        for (int at = first; at + 4 <= start.length; at += size) {
            int pid = (start[at + 1] & 0x1f) << 8 | start[at + 2] & 0xff;
            if (start[at] == SYNC && pid >= FIRST_MEDIA_PID && pid < NULL_PID && (start[at + 3] & PAYLOAD) != 0) {
                media++;
                scrambled += (start[at + 3] & SCRAMBLED) != 0 ? 1 : 0;
            }
        }
        return 2 * scrambled > media;
    }
}
