package dev.millrace.ladder;

import dev.millrace.media.Bitrate;
import dev.millrace.media.FrameRate;
import dev.millrace.media.Resolution;
import java.util.ArrayList;
import java.util.List;

/** The rungs for one source, highest first. */
public final class Ladder {

    /** A step: short side, and the cap of the rate at up to 30 pictures a second. */
    private record Step(int shortSide, long kilobits) {}

    private static final List<Step> STEPS = List.of(
            new Step(2160, 16_000),
            new Step(1440, 9_000),
            new Step(1080, 5_500),
            new Step(720, 3_000),
            new Step(480, 1_500),
            new Step(360, 900),
            new Step(240, 450));

    private static final double CRF = 23;
    private static final double HIGH_RATE = 31;
    private static final double HIGH_RATE_FACTOR = 1.5;

    /** A source this much larger than the step below it keeps a rung of its own size. */
    private static final double WORTH_A_RUNG = 1.08;

    /** Decoders in hardware take no longer side. */
    private static final int LONGEST_SIDE = 4096;

    /** libx264 takes no picture smaller than a macroblock. */
    private static final int SMALLEST_SIDE = 16;

    private Ladder() {}

    /**
     * Chooses the rungs: by the short side, never larger than the source.
     *
     * @param display the source as shown
     * @param rate of the output
     * @param highestShortSide the setting's limit, such as 1080
     */
    public static List<Rung> forSource(Resolution display, FrameRate rate, int highestShortSide) {
        var source = atMostLongest(display).even();
        var rungs = new ArrayList<Rung>();
        for (var step : STEPS) {
            if (step.shortSide() > highestShortSide || step.shortSide() > source.shortSide()) {
                continue;
            }
            boolean own = source.shortSide() - step.shortSide() < 2;
            if (rungs.isEmpty() && needsOwnRung(source, step, highestShortSide)) {
                rungs.add(rung(source, rate));
            }
            rungs.add(rung(own ? source : source.withShortSide(step.shortSide()), rate, step.shortSide()));
        }
        if (rungs.isEmpty()) {
            rungs.add(rung(atLeastSmallest(source), rate));
        }
        return List.copyOf(rungs);
    }

    private static boolean needsOwnRung(Resolution source, Step below, int highestShortSide) {
        return source.shortSide() <= highestShortSide && source.shortSide() > below.shortSide() * WORTH_A_RUNG;
    }

    private static Resolution atMostLongest(Resolution size) {
        double factor = (double) LONGEST_SIDE / Math.max(size.width(), size.height());
        return factor >= 1
                ? size
                : new Resolution(Math.max(1, (int) Math.round(size.width() * factor)), Math.max(1, (int)
                        Math.round(size.height() * factor)));
    }

    private static Resolution atLeastSmallest(Resolution size) {
        return new Resolution(Math.max(SMALLEST_SIDE, size.width()), Math.max(SMALLEST_SIDE, size.height()));
    }

    private static Rung rung(Resolution size, FrameRate rate) {
        return rung(size, rate, size.shortSide());
    }

    private static Rung rung(Resolution size, FrameRate rate, int name) {
        double factor = rate.perSecond() > HIGH_RATE ? HIGH_RATE_FACTOR : 1;
        var cap = Bitrate.kilobits(kilobits(size)).times(factor);
        return new Rung("v" + name, size, H264Level.lowest(size, rate, cap.bitsPerSecond(), Rung.REFERENCES), CRF, cap);
    }

    /** The cap of the nearest step, by number of pixels of a 16:9 picture; wide and tall pictures get their share. */
    private static long kilobits(Resolution size) {
        var nearest = STEPS.get(STEPS.size() - 1);
        for (var step : STEPS) {
            if (Math.abs(step.shortSide() - size.shortSide()) < Math.abs(nearest.shortSide() - size.shortSide())) {
                nearest = step;
            }
        }
        double share = size.pixels() / (nearest.shortSide() * nearest.shortSide() * 16 / 9.0);
        return Math.max(100, Math.round(nearest.kilobits() * Math.pow(share, 0.75)));
    }
}
