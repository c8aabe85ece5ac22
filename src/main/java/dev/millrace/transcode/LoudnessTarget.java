package dev.millrace.transcode;

import dev.millrace.media.Loudness;

/** How much louder or softer sound is made: to -16 LUFS, by one factor for all of it, and never so that it would clip. */
final class LoudnessTarget {

    static final double TARGET_LUFS = -16;
    static final double HIGHEST_PEAK_DBTP = -1;

    /** AAC of 128 kbit/s puts peaks up by this much, seldom more. */
    private static final double CODEC_MARGIN_DB = 1;

    /** Parts that were not heard may have higher peaks. */
    private static final double ESTIMATE_MARGIN_DB = 2;

    /** What is softer than this is meant to be soft, or is noise. */
    private static final double MOST_DB = 30;

    private LoudnessTarget() {}

    /** Decibels to add; 0 for silence and for what is too short to have a loudness. */
    static double gain(Loudness loudness) {
        if (loudness.integratedLufs() == null || loudness.truePeakDbtp() == null) {
            return 0;
        }
        double margin = CODEC_MARGIN_DB + (loudness.whole() ? 0 : ESTIMATE_MARGIN_DB);
        double headroom = HIGHEST_PEAK_DBTP - margin - loudness.truePeakDbtp();
        double wanted = Math.min(MOST_DB, TARGET_LUFS - loudness.integratedLufs());
        double gain = Math.min(wanted, headroom);
        return Double.isFinite(gain) ? gain : 0; // an engine may say anything
    }

    /** Whether a gain that came from an estimate is off by what can be heard, now that all was heard. */
    static boolean missed(Loudness estimate, Loudness whole, double gainDb) {
        if (estimate.integratedLufs() == null || whole.integratedLufs() == null) {
            return (estimate.integratedLufs() == null) != (whole.integratedLufs() == null);
        }
        return Math.abs(estimate.integratedLufs() - whole.integratedLufs()) > 1
                || (gainDb > 0 && whole.truePeakDbtp() + gainDb > HIGHEST_PEAK_DBTP);
    }
}
