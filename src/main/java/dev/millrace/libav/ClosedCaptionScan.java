package dev.millrace.libav;

import dev.millrace.captions.CaptionChannels;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Looks for captions inside the pictures (CEA-608 and 708 as ATSC A/53 puts them) in the packets themselves, so that no
 * picture has to be decoded for it: H.264, HEVC, AV1 and MPEG-2 all write the same bytes ahead of the picture.
 */
final class ClosedCaptionScan {

    /** "GA94" and the type of caption data. */
    private static final byte[] MARK = {'G', 'A', '9', '4', 3};

    /** Captions stand before the picture, behind its headers. */
    private static final int LOOKED_AT = 2_048;

    /** Captions are in every picture or in none: after so many without, nobody looks any more. */
    private static final int MOST_WITHOUT = 1_000;

    private static final int HAS_CAPTIONS = 0x40;

    private final int stream;
    private final CaptionChannels channels = new CaptionChannels();
    private final byte[] head = new byte[LOOKED_AT];

    private int without;

    /** @param stream index of the picture track */
    ClosedCaptionScan(int stream) {
        this.stream = stream;
    }

    /** Takes any packet of the source. */
    void accept(AVPacket packet) {
        if (packet.stream_index() != stream || without > MOST_WITHOUT) {
            return;
        }
        int length = Math.min(packet.size(), LOOKED_AT);
        if (length <= 0) {
            return;
        }
        packet.data().get(head, 0, length);
        int at = markEnd(length);
        if (at < 0) {
            without++;
        } else {
            without = 0;
            read(at, length);
        }
    }

    /** The channels that were found, such as {@code CC1}. */
    List<String> found() {
        return channels.found();
    }

    private int markEnd(int length) {
        for (int at = 0; at + MARK.length < length; at++) {
            int same = 0;
            while (same < MARK.length && head[at + same] == MARK[same]) {
                same++;
            }
            if (same == MARK.length) {
                return at + MARK.length;
            }
        }
        return -1;
    }

    /** Flags and a count, a byte of nothing, then triples. */
    private void read(int at, int length) {
        int count = (head[at] & HAS_CAPTIONS) == 0 ? 0 : head[at] & 0x1f;
        for (int i = 0; i < count && at + 4 + 3 * i < length; i++) {
            int triple = at + 2 + 3 * i;
            channels.add(head[triple], head[triple + 1], head[triple + 2]);
        }
    }
}
