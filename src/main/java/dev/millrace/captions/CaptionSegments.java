package dev.millrace.captions;

import java.util.List;

/**
 * How captions are cut for HLS: a segment each half minute from the start of the film to its end, whether anything is said
 * in it or not.
 */
public final class CaptionSegments {

    public static final int SECONDS = 30;

    private static final long MILLIS = SECONDS * 1000L;

    private CaptionSegments() {}

    /** The WebVTT text of one; a cue that is shown across a cut is in the segments of both sides. */
    public static String text(List<Cue> cues, int number) {
        return WebVtt.segment(cues, number * MILLIS, (number + 1) * MILLIS);
    }
}
