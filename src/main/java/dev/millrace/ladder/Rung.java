package dev.millrace.ladder;

import dev.millrace.media.Bitrate;
import dev.millrace.media.Resolution;

/**
 * One planned step of the ladder.
 *
 * @param name names the rendition and its folder: {@code v720}
 * @param size coded size, both sides even
 * @param level H.264 level, fixed for all chunks
 * @param crf constant rate factor of x264
 * @param maxRate cap of the rate; the buffer holds 1.5 seconds of it
 */
public record Rung(String name, Resolution size, H264Level level, double crf, Bitrate maxRate) {

    /** Reference pictures that B-frame pyramids need; the level must hold as many. */
    public static final int REFERENCES = 4;

    /** RFC 6381 name of what this rung will contain. */
    public String codecs() {
        return level.codecs();
    }
}
