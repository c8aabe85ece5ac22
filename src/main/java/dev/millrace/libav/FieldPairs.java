package dev.millrace.libav;

import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Finds the packets of a bare stream that are only the second field of a picture (H.264 §7.4.1.2.4, field_pic_flag). Of a
 * packet libav tells no more than how long it stands: a field for half as long as a picture.
 */
final class FieldPairs {

    /** Between a field, 1, and a picture, 2. */
    private static final double LONGEST_FIELD = 1.5;

    private final long pictureTicks;

    private boolean open;

    /** @param pictureTicks from one picture to the next */
    FieldPairs(long pictureTicks) {
        this.pictureTicks = pictureTicks;
    }

    /** Whether the next packet, in the order of the file, completes the picture that the one before began. */
    boolean completedBy(AVPacket packet) {
        boolean field = packet.duration() > 0 && 2 * packet.duration() < LONGEST_FIELD * pictureTicks;
        boolean completes = field && open;
        open = field && !open;
        return completes;
    }
}
