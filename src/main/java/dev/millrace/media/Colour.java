package dev.millrace.media;

/**
 * What the numbers of a picture mean, in the words of ISO/IEC 23091-2 as libav spells them: {@code bt709},
 * {@code smpte2084}, {@code bt2020nc}, {@code tv}.
 *
 * @param primaries which red, green and blue; {@code unknown} where the source does not say
 * @param transfer from numbers to light
 * @param matrix from luma and chroma to red, green and blue
 * @param range {@code tv} (limited) or {@code pc} (full)
 * @param peakNits the brightest light of an HDR film in cd/m² as the source says, or null
 */
public record Colour(String primaries, String transfer, String matrix, String range, Integer peakNits) {

    private static final String NOT_SAID = "unknown";

    public static final Colour UNKNOWN = new Colour(null, null, null, null, null);

    public Colour {
        primaries = primaries == null ? NOT_SAID : primaries;
        transfer = transfer == null ? NOT_SAID : transfer;
        matrix = matrix == null ? NOT_SAID : matrix;
        range = range == null ? NOT_SAID : range;
    }
}
