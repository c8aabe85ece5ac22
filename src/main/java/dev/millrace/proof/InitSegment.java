package dev.millrace.proof;

import dev.millrace.boxes.BrokenBoxException;

/**
 * What an init segment says of its track (ISO/IEC 14496-12, 14496-15).
 *
 * @param tracks how many it has
 * @param fragmented whether samples follow in fragments: {@code mvex} is there and no sample in the tables
 * @param timescale ticks per second of the track
 * @param edits entries of its edit list
 * @param codecs RFC 6381 name, from the decoder's configuration
 * @param width of the pictures as coded; 0 for sound
 * @param height of the pictures as coded; 0 for sound
 * @param squarePixels whether no other shape is said
 * @param sampleRate of the sound; 0 for pictures
 */
public record InitSegment(
        int tracks,
        boolean fragmented,
        int timescale,
        int edits,
        String codecs,
        int width,
        int height,
        boolean squarePixels,
        int sampleRate) {

    /** Reads an init segment; throws {@link UnreadableException} when it is none. */
    public static InitSegment read(byte[] bytes) {
        try {
            return new InitReader(bytes).read();
        } catch (BrokenBoxException e) {
            throw new UnreadableException(e.getMessage());
        } catch (IndexOutOfBoundsException e) {
            throw new UnreadableException("a table in it is cut off");
        }
    }

    /** The bytes are no init segment of one track of H.264 or AAC. */
    public static final class UnreadableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }
}
