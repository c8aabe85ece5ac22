package dev.millrace.captions;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Finds out which channels captions inside pictures use: CC1 to CC4 of CEA-608, services of CEA-708. Fed with the caption
 * data of the pictures (ATSC A/53 part 4, table 6.9: triples of a type and two bytes) in any order that keeps most packets
 * whole.
 */
public final class CaptionChannels {

    /** Codes that begin to show something, below 0x20 without their parity. Extended data services begin lower. */
    private static final int FIRST_CONTROL = 0x10;

    private static final int FIRST_CHARACTER = 0x20;
    private static final int SECOND_CHANNEL = 0x08;
    private static final int LONGEST_PACKET = 128;
    private static final int VALID = 4;
    private static final int MOST_SERVICES = 63;

    private final TreeSet<Integer> channels = new TreeSet<>();
    private final TreeSet<Integer> services = new TreeSet<>();
    private final byte[] packet = new byte[LONGEST_PACKET];

    private int filled;

    /** Takes a triple: marker bits, a validity bit and two bits of type in the first byte. */
    public void add(int type, int first, int second) {
        if ((type & VALID) == 0) {
            return;
        }
        switch (type & 3) {
            case 0 -> addField(0, first & 0x7f);
            case 1 -> addField(2, first & 0x7f);
            case 3 -> {
                finishPacket();
                append(first, second);
            }
            default -> append(first, second);
        }
    }

    /** What was found, as HLS names it (RFC 8216 §4.3.4.1): {@code CC1}, {@code SERVICE1}. */
    public List<String> found() {
        finishPacket();
        var names = new ArrayList<String>();
        channels.forEach(c -> names.add("CC" + c));
        services.forEach(s -> names.add("SERVICE" + s));
        return names;
    }

    /** Text alone does not tell its channel; every caption has control codes, and they do. */
    private void addField(int before, int code) {
        if (code >= FIRST_CONTROL && code < FIRST_CHARACTER) {
            channels.add(before + ((code & SECOND_CHANNEL) == 0 ? 1 : 2));
        }
    }

    private void append(int first, int second) {
        if (filled + 2 <= packet.length) {
            packet[filled++] = (byte) first;
            packet[filled++] = (byte) second;
        }
    }

    /** A packet of CEA-708: its size in the first byte, then blocks of a service each. */
    private void finishPacket() {
        if (filled > 0) {
            int code = packet[0] & 0x3f;
            int end = Math.min(filled, code == 0 ? LONGEST_PACKET : 2 * code);
            for (int at = 1; at < end; ) {
                at = block(at, end);
            }
        }
        filled = 0;
    }

    /** Reads one block; returns where the next one begins. */
    private int block(int at, int end) {
        int service = packet[at] >> 5 & 7;
        int size = packet[at] & 0x1f;
        int body = at + 1;
        if (service == 7 && size > 0 && body < end) {
            service = packet[body++] & 0x3f;
        }
        if (service >= 1 && service <= MOST_SERVICES && size > 0 && body + size <= end) {
            services.add(service);
        }
        return service == 0 ? end : body + size;
    }
}
