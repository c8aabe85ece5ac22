package dev.millrace.bench;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Processor time, user and system, of a service and of every process it started, by sampling {@code /proc}.
 *
 * <p>Sampled, because an engine that is killed is not always waited for by the one who started it, so that nobody's
 * {@code cutime} has it. What a process did after its last sample is lost: at most one interval for each process that
 * ends, and engines end when they have nothing to do.
 */
final class ProcessorTime {

    /** Linux counts processor time for programs in hundredths of a second, whatever the kernel's own tick. */
    private static final double TICKS_PER_SECOND = 100;

    private static final Duration REST = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Seconds of processor time that a service without work may take in a second. */
    private static final double AT_REST = 0.05;

    /** Bytes from the bracket that closes the name to the field after it. */
    private static final int AFTER_NAME = 2;

    // fields of /proc/<pid>/stat, counted from the one after the name
    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int STARTED = 19;

    private final Set<Long> family = new HashSet<>();
    private final Map<Incarnation, Spent> spent = new HashMap<>();
    private final Supplier<Optional<Long>> apart;
    private final long root;

    /** Whose work it was. */
    enum Part {
        SERVER,
        DATABASE,
        ENGINES
    }

    /** A process; numbers are given again. */
    private record Incarnation(long pid, long started) {}

    private record Spent(Part part, long ticks) {}

    private record Process(long parent, long started, long ticks) {}

    /**
     * @param root the service's process
     * @param apart a process that belongs to it, but is not its child
     */
    ProcessorTime(long root, Supplier<Optional<Long>> apart) {
        this.root = root;
        this.apart = apart;
    }

    /** Looks at all processes; to be called often. */
    synchronized void sample() throws IOException {
        family.clear();
        family.add(root);
        apart.get().ifPresent(family::add);
        var all = processes();
        while (family.addAll(childrenOf(all))) {
            // until nobody is new
        }
        for (long pid : family) {
            var process = all.get(pid);
            if (process != null) {
                spent.put(new Incarnation(pid, process.started()), new Spent(part(pid), process.ticks()));
            }
        }
    }

    /** Waits for a second in which the service does nearly nothing: spare engines are started, deleted work has ended. */
    void awaitRest() {
        var last = new double[] {totalNow()};
        await("rest").pollDelay(REST).pollInterval(REST).atMost(PATIENCE).until(() -> {
            double before = last[0];
            last[0] = totalNow();
            return last[0] - before <= AT_REST;
        });
    }

    /** Seconds so far, by part. */
    synchronized Map<Part, Double> seconds() {
        var sums = new EnumMap<Part, Double>(Part.class);
        spent.values().forEach(s -> sums.merge(s.part(), s.ticks() / TICKS_PER_SECOND, Double::sum));
        return sums;
    }

    private double totalNow() {
        try {
            sample();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return JobCost.total(seconds());
    }

    private Set<Long> childrenOf(Map<Long, Process> all) {
        var children = new HashSet<Long>();
        all.forEach((pid, process) -> {
            if (family.contains(process.parent())) {
                children.add(pid);
            }
        });
        return children;
    }

    private static Map<Long, Process> processes() throws IOException {
        var all = new HashMap<Long, Process>();
        try (var folders = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var folder : folders) {
                read(folder)
                        .ifPresent(
                                p -> all.put(Long.parseLong(folder.getFileName().toString()), p));
            }
        }
        return all;
    }

    /** Empty when the process is gone meanwhile. */
    private static Optional<Process> read(Path folder) {
        try {
            var stat = Files.readString(folder.resolve("stat"));
            // the name is in brackets and may contain anything
            var fields = stat.substring(stat.lastIndexOf(')') + AFTER_NAME).split(" ");
            return Optional.of(new Process(
                    Long.parseLong(fields[PARENT]),
                    Long.parseLong(fields[STARTED]),
                    Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Part part(long pid) {
        if (pid == root) {
            return Part.SERVER;
        }
        try {
            var command = Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
            return command.startsWith("postgres") || command.contains("/bin/postgres") ? Part.DATABASE : Part.ENGINES;
        } catch (IOException e) {
            return Part.ENGINES;
        }
    }
}
