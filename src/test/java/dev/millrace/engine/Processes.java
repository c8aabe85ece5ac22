package dev.millrace.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the kernel says of processes. */
final class Processes {

    private Processes() {}

    /** A process and all below it that live. */
    static List<Long> tree(long pid) {
        var all = new ArrayList<Long>();
        ProcessHandle.of(pid).ifPresent(root -> {
            all.add(pid);
            root.descendants().map(ProcessHandle::pid).forEach(all::add);
        });
        return all;
    }

    /** Neither gone nor a zombie that only waits to be asked for its status. */
    static boolean lives(long pid) {
        var stat = read(pid, "stat");
        int end = stat.lastIndexOf(')');
        return end >= 0 && stat.charAt(end + 2) != 'Z';
    }

    /** The Java machine in a tree: the last one below all wrappers. */
    static long java(long pid) {
        return tree(pid).stream()
                .filter(p -> read(p, "cmdline").contains("EngineMain")
                        && read(p, "comm").startsWith("java"))
                .findFirst()
                .orElseThrow();
    }

    /** Whether a process works in a folder or below it; only outside a sandbox does the kernel tell. */
    static boolean worksIn(long pid, Path folder) {
        try {
            return Files.readSymbolicLink(file(pid, "cwd")).startsWith(folder.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    static int niceness(long pid) {
        var stat = read(pid, "stat");
        // the second field is a name in brackets that may hold anything
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
    }

    /** A file below {@code /proc/<pid>}; empty when the process is gone. */
    static String read(long pid, String name) {
        try {
            return new String(Files.readAllBytes(file(pid, name)));
        } catch (IOException e) {
            return "";
        }
    }

    static Path file(long pid, String name) {
        return Path.of("/proc", Long.toString(pid), name);
    }

    /** Soft limit as the kernel prints it. */
    static String limit(long pid, String name) {
        return read(pid, "limits")
                .lines()
                .filter(l -> l.startsWith(name))
                .map(l -> l.substring(name.length()).strip().split("\\s+")[0])
                .findFirst()
                .orElseThrow();
    }

    static void signal(String signal, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
    }
}
