package dev.millrace.bench;

import java.util.Arrays;

/** What {@code /q/metrics} said at one moment, in the text format of Prometheus. */
record Metrics(String text) {

    /** Java heap in use, what nobody needs any more included. */
    long usedHeapBytes() {
        return Math.round(sum("jvm_memory_used_bytes", "area=\"heap\""));
    }

    /** Requests that wait for a segment. */
    int held() {
        return (int) sum("millrace_playback_held", "");
    }

    int threads() {
        return (int) sum("jvm_threads_live_threads", "");
    }

    private double sum(String name, String label) {
        var values = text.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .toArray();
        if (values.length == 0) {
            throw new IllegalStateException("no metric " + name + " in: " + text);
        }
        return Arrays.stream(values).sum();
    }
}
