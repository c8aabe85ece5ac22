package dev.millrace.libav;

import dev.millrace.media.Resolution;
import dev.millrace.media.TimeBase;

/** How much a source may ask for; what is above is refused with a reason before anything is decoded. */
final class SourceLimits {

    /** A picture of 8K. Decoders are told as well: what a header says and what a packet says may differ. */
    static final long MOST_PIXELS = 8192 * 4352;

    private static final int LARGEST_SIDE = 8192;
    private static final double LONGEST_SECONDS = 12 * 3600;
    private static final double FASTEST_RATE = 240.5;

    /** Fewer pictures are no load, however close together a broken clock puts them. */
    private static final int FEW_PICTURES = 240;

    private static final int MOST_SOUNDS = 32;
    private static final int MOST_CHANNELS = 8;
    private static final int LOWEST_SAMPLE_RATE = 8_000;
    private static final int HIGHEST_SAMPLE_RATE = 192_000;

    private SourceLimits() {}

    /** Sides of 0 say that nothing is known yet. */
    static void checkSize(int width, int height) {
        if (Math.max(width, height) > LARGEST_SIDE || (long) width * height > MOST_PIXELS) {
            throw new SourceException(
                    "too_large",
                    "The picture has %dx%d pixels; %d on a side and 8192x4352 in all is the most."
                            .formatted(width, height, LARGEST_SIDE));
        }
    }

    static void checkLength(double seconds) {
        if (seconds > LONGEST_SECONDS) {
            throw new SourceException("too_long", "The film is longer than 12 hours.");
        }
    }

    /** Each sound track is encoded. */
    static void checkSounds(int tracks) {
        if (tracks > MOST_SOUNDS) {
            throw new SourceException(
                    "too_many_tracks", "The file has %d sound tracks; %d is the most.".formatted(tracks, MOST_SOUNDS));
        }
    }

    /** @param times of the pictures, ascending */
    static void checkRate(long[] times, TimeBase base) {
        double seconds = base.seconds(times[times.length - 1] - times[0]);
        if (times.length > FEW_PICTURES && times.length - 1 > seconds * FASTEST_RATE) {
            throw new SourceException("frame_rate_too_high", "The film has more than 240 pictures a second.");
        }
    }

    /** Whether pixels of such a shape leave a picture that could be shown. */
    static boolean showable(Resolution square) {
        return Math.max(square.width(), square.height()) <= LARGEST_SIDE && square.pixels() <= MOST_PIXELS;
    }

    /** Whether a sound track is one that ears could have been meant to hear. */
    static boolean audible(int channels, int sampleRate) {
        return channels >= 1
                && channels <= MOST_CHANNELS
                && sampleRate >= LOWEST_SAMPLE_RATE
                && sampleRate <= HIGHEST_SAMPLE_RATE;
    }
}
