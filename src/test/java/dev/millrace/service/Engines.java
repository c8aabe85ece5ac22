package dev.millrace.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** The engine processes of this JVM's service as an operator would find them: in {@code /proc} and in the data folder. */
final class Engines {

    private final Path data;

    Engines(Path data) {
        this.data = data.toAbsolutePath();
    }

    /** Engines that were given a video's source to read. */
    List<ProcessHandle> of(UUID video) {
        var source = data.resolve("media/sources").resolve(video.toString());
        return ProcessHandle.current()
                .children()
                .filter(p -> isSameFile(Path.of("/proc/" + p.pid() + "/cwd/in/source"), source))
                .toList();
    }

    /** Ends them at once, as the kernel does when memory runs out; returns how many there were. */
    int kill(UUID video) {
        var engines = of(video);
        engines.forEach(ProcessHandle::destroyForcibly);
        return engines.size();
    }

    /** False also when a process or file is gone meanwhile. */
    private static boolean isSameFile(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }
}
