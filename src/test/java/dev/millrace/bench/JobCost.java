package dev.millrace.bench;

import static java.util.stream.Collectors.joining;

import dev.millrace.bench.ProcessorTime.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Processor time of the same job, ours and one peer's, in alternating rounds; the middle one counts. */
record JobCost(OneFfmpeg peer, List<Map<Part, Double>> ours, List<Double> theirs) {

    JobCost(OneFfmpeg peer, List<Map<Part, Double>> ours) {
        this(peer, ours, new ArrayList<>());
    }

    /** What the whole service took for one second of the peer. */
    double ratio() {
        return middle(ratios());
    }

    /** What the engines alone took for one second of the peer. */
    double ratioOfEngines() {
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < theirs.size(); i++) {
            ratios.add(ours.get(i).get(Part.ENGINES) / theirs.get(i));
        }
        return middle(ratios);
    }

    String sentence(double bound) {
        var ratios = ratios().stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "%-18s %7.2f s, x %.2f (%.2f to %.2f), bound %.2f; engines alone x %.2f",
                peer.name(),
                middle(theirs),
                ratio(),
                ratios.get(0),
                ratios.get(ratios.size() - 1),
                bound,
                ratioOfEngines());
    }

    /** The round in the middle, by part. */
    static String sentence(List<Map<Part, Double>> ours) {
        var middle = ours.stream()
                .sorted((a, b) -> Double.compare(total(a), total(b)))
                .toList()
                .get(ours.size() / 2);
        var parts = middle.entrySet().stream()
                .map(e ->
                        String.format(Locale.ROOT, "%s %.2f", e.getKey().name().toLowerCase(Locale.ROOT), e.getValue()))
                .collect(joining(", "));
        return String.format(Locale.ROOT, "%7.2f s of processor time: %s", total(middle), parts);
    }

    static double total(Map<Part, Double> parts) {
        return parts.values().stream().mapToDouble(s -> s).sum();
    }

    private List<Double> ratios() {
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < theirs.size(); i++) {
            ratios.add(total(ours.get(i)) / theirs.get(i));
        }
        return ratios;
    }

    private static double middle(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
