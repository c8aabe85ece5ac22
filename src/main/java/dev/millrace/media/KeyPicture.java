package dev.millrace.media;

/**
 * Where in a segment's file a picture is that can be shown without any other: what one entry of an I-frame playlist asks
 * for.
 *
 * @param offset of the fragment's header, in bytes from the start of the file
 * @param length of the header and the picture together, in bytes
 */
public record KeyPicture(int offset, int length) {

    /** The byte after the picture. */
    public int end() {
        return offset + length;
    }
}
