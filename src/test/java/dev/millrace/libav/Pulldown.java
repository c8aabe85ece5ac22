package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** 24 pictures of a film as 60 fields, three of one and two of the next in turn. */
final class Pulldown {

    private static final int SEQUENCE_EXTENSION = 1;
    private static final int PICTURE_EXTENSION = 8;
    private static final int PROGRESSIVE_SEQUENCE = 0x08;
    private static final int TOP_FIELD_FIRST = 0x80;
    private static final int REPEAT_FIRST_FIELD = 0x02;

    private Pulldown() {}

    /** The picture that a field shows. */
    static int picture(int field) {
        return field * 2 / 5;
    }

    /** The first field that shows a picture. */
    private static long field(long picture) {
        return Math.floorDiv(5 * picture + 1, 2);
    }

    /** Tells a picture of MPEG-2 (ISO/IEC 13818-2 §6.2.2.3, §6.2.3.1) to be pulled down; its times become fields. */
    static void mark(AVPacket packet) {
        long picture = packet.pts();
        boolean thrice = field(picture + 1) - field(picture) == 3;
        var bytes = new byte[packet.size()];
        packet.data().get(bytes);
        for (int i = 0; i + 8 < bytes.length; i++) {
            if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1 && (bytes[i + 3] & 0xff) == 0xb5) {
                int kind = bytes[i + 4] >> 4 & 0xf;
                if (kind == SEQUENCE_EXTENSION) {
                    bytes[i + 5] &= ~PROGRESSIVE_SEQUENCE;
                } else if (kind == PICTURE_EXTENSION) {
                    bytes[i + 7] |= thrice ? REPEAT_FIRST_FIELD : 0;
                    bytes[i + 7] =
                            (byte) (bytes[i + 7] & ~TOP_FIELD_FIRST | (field(picture) % 2 == 0 ? TOP_FIELD_FIRST : 0));
                }
            }
        }
        packet.data().put(bytes);
        packet.pts(field(picture)).duration(thrice ? 3 : 2);
        if (packet.dts() != AV_NOPTS_VALUE) {
            packet.dts(field(packet.dts()));
        }
    }
}
