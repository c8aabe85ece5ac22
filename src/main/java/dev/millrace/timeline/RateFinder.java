package dev.millrace.timeline;

import dev.millrace.media.FrameRate;
import dev.millrace.media.TimeBase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the rate of the output from the presentation times of all pictures; what a container declares is only a hint, it
 * is nonsense for variable-rate files.
 */
public final class RateFinder {

    /**
     * The chosen rate.
     *
     * @param rate at most 60
     * @param constant whether picture i sits on slot i, for every i
     */
    public record Found(FrameRate rate, boolean constant) {}

    private static final List<FrameRate> STANDARD = List.of(
            new FrameRate(24000, 1001),
            FrameRate.of(24),
            FrameRate.of(25),
            new FrameRate(30000, 1001),
            FrameRate.of(30),
            FrameRate.of(50),
            new FrameRate(60000, 1001),
            FrameRate.of(60));

    private static final List<FrameRate> LOW =
            List.of(FrameRate.of(5), FrameRate.of(10), FrameRate.of(12), FrameRate.of(15), FrameRate.of(20));

    private static final double FASTEST = 60.5;
    private static final double FASTEST_SLOW = 30.1;

    /** Part of the fastest rate allowed that half a rate must reach. */
    private static final double WORTH_HALVING = 0.65;

    private static final int FASTEST_PLAUSIBLE = 240;
    private static final FrameRate UNKNOWN = FrameRate.of(25);

    /** A variable-rate film may lose this part of its pictures to a rate that fits it. */
    private static final double MAY_LOSE = 0.02;

    /** Candidates whose worst picture is this close, in slots, count as equally good; the earlier one wins. */
    private static final double EQUALLY_GOOD = 0.02;

    /** A picture may be this far, in slots, from the slot of its number; half a slot would be the next one. */
    private static final double LARGEST_ERROR = 0.45;

    /** Pictures of a rate with gaps are this close to a slot: with half a slot any time would be. */
    private static final double ON_ITS_SLOT = 0.2;

    /** Of the slots of a rate with gaps so many have a picture. */
    private static final double MOSTLY_TAKEN = 0.75;

    /** A handful of pictures lies on any grid. */
    private static final int FEWEST_WITH_GAPS = 24;

    private RateFinder() {}

    /**
     * @param times presentation times, ascending, distinct
     * @param declared rates the container names; may be empty or nonsense
     */
    public static Found find(long[] times, TimeBase base, List<FrameRate> declared) {
        return find(times, base, declared, FASTEST);
    }

    /** The same for moving pictures such as GIF, which nobody made to be smoother than films: at most 30. */
    public static Found findSlow(long[] times, TimeBase base, List<FrameRate> declared) {
        return find(times, base, declared, FASTEST_SLOW);
    }

    private static Found find(long[] times, TimeBase base, List<FrameRate> declared, double fastest) {
        if (times.length < 2) {
            return new Found(
                    declared.stream()
                            .filter(r -> r.perSecond() <= fastest && r.perSecond() >= 1)
                            .findFirst()
                            .orElse(UNKNOWN),
                    true);
        }
        var constant = constantRate(times, base, declared);
        if (constant == null && times.length >= FEWEST_WITH_GAPS) {
            constant = constantWithGaps(times, base, fastest);
            if (constant != null) {
                return new Found(constant, false);
            }
        }
        if (constant == null) {
            return new Found(variableRate(times, base, fastest), false);
        }
        var rate = constant;
        while (rate.perSecond() > fastest) {
            rate = rate.half();
        }
        if (fastest < FASTEST && !rate.equals(constant) && rate.perSecond() < WORTH_HALVING * fastest) {
            rate = variableRate(times, base, fastest); // a third more than allowed: half would be lost for it
        }
        return new Found(rate, rate.equals(constant));
    }

    /** The rate at which every picture has the slot of its own number, a standard one if any does; or null. */
    private static FrameRate constantRate(long[] times, TimeBase base, List<FrameRate> declared) {
        var standard = best(times, base, STANDARD);
        if (standard != null) {
            return standard;
        }
        var others = new ArrayList<FrameRate>();
        declared.stream().filter(r -> r.perSecond() <= FASTEST_PLAUSIBLE).forEach(others::add);
        for (int whole = 1; whole <= FASTEST_PLAUSIBLE; whole++) {
            others.add(FrameRate.of(whole));
        }
        for (int thousands = 72_000; thousands <= 240_000; thousands += 1_000) {
            others.add(new FrameRate(thousands, 1001));
        }
        return best(times, base, others);
    }

    /**
     * The standard rate on whose slots all pictures lie, with slots left empty between them: a broadcast that lost some.
     * A rate that only loses few pictures would drift away from them.
     */
    private static FrameRate constantWithGaps(long[] times, TimeBase base, double fastest) {
        FrameRate best = null;
        double leastError = ON_ITS_SLOT;
        for (var candidate : atMost(fastest)) {
            double error = worstDistance(times, base, candidate);
            if (error < leastError - (best == null ? 0 : EQUALLY_GOOD)) {
                best = candidate;
                leastError = error;
            }
        }
        return best;
    }

    /** How far, in slots, the worst picture is from its nearest slot; one when too few slots are taken, or one twice. */
    private static double worstDistance(long[] times, TimeBase base, FrameRate rate) {
        double slotsPerTick = (double) base.numerator() / base.denominator() * rate.numerator() / rate.denominator();
        double worst = 0;
        long before = -1;
        for (long time : times) {
            double exact = (time - times[0]) * slotsPerTick;
            long slot = Math.round(exact);
            if (slot == before) {
                return 1;
            }
            worst = Math.max(worst, Math.abs(exact - slot));
            before = slot;
        }
        return times.length < MOSTLY_TAKEN * (before + 1) ? 1 : worst;
    }

    private static FrameRate best(long[] times, TimeBase base, List<FrameRate> candidates) {
        FrameRate best = null;
        double leastError = LARGEST_ERROR;
        for (var candidate : candidates) {
            double error = worstError(times, base, candidate, leastError);
            if (error < leastError - (best == null ? 0 : EQUALLY_GOOD)) {
                best = candidate;
                leastError = error;
            }
        }
        return best;
    }

    /** How far, in slots, the worst picture is from the slot of its number; gives up above {@code limit}. */
    private static double worstError(long[] times, TimeBase base, FrameRate rate, double limit) {
        double slotsPerTick = (double) base.numerator() / base.denominator() * rate.numerator() / rate.denominator();
        double worst = 0;
        for (int i = times.length - 1; i >= 0 && worst < limit; i--) {
            worst = Math.max(worst, Math.abs((times[i] - times[0]) * slotsPerTick - i));
        }
        return worst;
    }

    /** The lowest usual rate that loses hardly any picture; else the one nearest to the typical distance. */
    private static FrameRate variableRate(long[] times, TimeBase base, double fastest) {
        var candidates = new ArrayList<FrameRate>(LOW);
        candidates.addAll(atMost(fastest));
        for (var candidate : candidates) {
            if (lost(times, base, candidate) <= MAY_LOSE * times.length) {
                return candidate;
            }
        }
        double typical = 1 / base.seconds(medianDistance(times));
        return atMost(fastest).stream()
                .min((a, b) -> Double.compare(Math.abs(a.perSecond() - typical), Math.abs(b.perSecond() - typical)))
                .orElseThrow();
    }

    private static List<FrameRate> atMost(double fastest) {
        return STANDARD.stream().filter(r -> r.perSecond() <= fastest).toList();
    }

    private static long lost(long[] times, TimeBase base, FrameRate rate) {
        long lost = 0;
        long before = -1;
        for (long time : times) {
            long slot = rate.slotAt(time - times[0], base);
            lost += slot == before ? 1 : 0;
            before = slot;
        }
        return lost;
    }

    private static long medianDistance(long[] times) {
        var distances = new long[times.length - 1];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = times[i + 1] - times[i];
        }
        Arrays.sort(distances);
        return Math.max(1, distances[distances.length / 2]);
    }
}
