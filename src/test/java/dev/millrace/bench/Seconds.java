package dev.millrace.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Seconds that something took in several rounds; the middle one counts. */
public record Seconds(List<Double> ascending) {

    private static final double NANOS = 1e9;

    /** One round. */
    public interface Round {
        double seconds() throws Exception;
    }

    public Seconds {
        ascending = ascending.stream().sorted().toList();
    }

    public static Seconds of(int rounds, Round round) throws Exception {
        var all = new ArrayList<Double>();
        for (int i = 0; i < rounds; i++) {
            all.add(round.seconds());
        }
        return new Seconds(all);
    }

    /** @param nanos a {@link System#nanoTime()} */
    public static double since(long nanos) {
        return (System.nanoTime() - nanos) / NANOS;
    }

    public double middle() {
        return ascending.get(ascending.size() / 2);
    }

    /** So many percent of the rounds took no longer. */
    public double percentile(int percent) {
        return ascending.get((int) Math.ceil(percent / 100.0 * ascending.size()) - 1);
    }

    public double longest() {
        return ascending.get(ascending.size() - 1);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%6.2f s (%.2f to %.2f in %d)", middle(), ascending.get(0), longest(), ascending.size());
    }
}
