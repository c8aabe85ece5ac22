package dev.millrace.admin;

import dev.millrace.media.Amount;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Values of some hours as bars beside one another, and the same in words. Lengths are in units of the drawing, which is
 * {@link #WIDTH} by {@link #HEIGHT}.
 *
 * @param top what the highest bar stands for, in words; empty when there is nothing
 * @param total of each series, in words; empty where sums say nothing
 */
public record Chart(
        String key,
        String title,
        List<String> series,
        List<String> total,
        String top,
        List<Bar> bars,
        List<Hour> hours) {

    public static final int WIDTH = 240;
    public static final int HEIGHT = 60;

    /** Of the width of an hour, what its bars take. */
    private static final double FILLED = 0.76;

    private static final double LEAST = 1.5;

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * A bar that is not empty.
     *
     * @param series from 0
     * @param says its hour and value in words
     */
    public record Bar(int series, String x, String y, String width, String height, String says) {}

    /** An hour in which there was something: when it began, and its values in words. */
    public record Hour(String from, List<String> values) {}

    /** What values are, and how they are said. */
    enum Unit {
        COUNT,
        TIMES,
        SECONDS,
        BYTES;

        String say(double value) {
            return switch (this) {
                case COUNT -> Long.toString(Math.round(value));
                case TIMES -> Amount.decimal(value);
                case SECONDS -> value < 60 ? Amount.decimal(value) + " s" : Amount.decimal(value / 60) + " min";
                case BYTES -> Amount.bytes(Math.round(value));
            };
        }

        /** Whether a sum of them says something. */
        boolean summed() {
            return this == COUNT || this == BYTES;
        }
    }

    /**
     * @param hours when each began
     * @param values by hour and series, none negative
     */
    static Chart of(String key, String title, Unit unit, List<String> series, List<Instant> hours, double[][] values) {
        double most =
                Arrays.stream(values).flatMapToDouble(Arrays::stream).max().orElse(0);
        return new Chart(
                key,
                title,
                series,
                totals(unit, series.size(), values),
                most > 0 ? unit.say(most) : "",
                bars(unit, series, hours, values, most),
                told(unit, hours, values));
    }

    private static List<String> totals(Unit unit, int series, double[][] values) {
        return IntStream.range(0, series)
                .mapToObj(i -> unit.summed()
                        ? unit.say(Arrays.stream(values)
                                .mapToDouble(hour -> hour[i])
                                .sum())
                        : "")
                .toList();
    }

    private static List<Bar> bars(Unit unit, List<String> series, List<Instant> hours, double[][] values, double most) {
        var bars = new ArrayList<Bar>();
        for (int h = 0; h < values.length; h++) {
            for (int i = 0; i < series.size(); i++) {
                double value = values[h][i];
                if (value > 0) {
                    var says = CLOCK.format(hours.get(h)) + ": " + unit.say(value) + " " + series.get(i);
                    bars.add(bar(h, values.length, i, series.size(), value / most, says));
                }
            }
        }
        return List.copyOf(bars);
    }

    private static List<Hour> told(Unit unit, List<Instant> hours, double[][] values) {
        return IntStream.range(0, values.length)
                .filter(h -> Arrays.stream(values[h]).anyMatch(value -> value > 0))
                .mapToObj(h -> new Hour(
                        CLOCK.format(hours.get(h)),
                        Arrays.stream(values[h]).mapToObj(unit::say).toList()))
                .toList();
    }

    public boolean empty() {
        return bars.isEmpty();
    }

    private static Bar bar(int hour, int hours, int series, int many, double share, String says) {
        double slot = (double) WIDTH / hours;
        double width = slot * FILLED / many;
        double height = Math.max(LEAST, share * HEIGHT);
        return new Bar(
                series,
                number(hour * slot + slot * (1 - FILLED) / 2 + series * width),
                number(HEIGHT - height),
                number(width),
                number(height),
                says);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
