package dev.millrace.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** System programs that may or may not be installed. */
final class Tools {

    private static final List<Path> PLACES = Stream.of("/usr/bin", "/bin", "/usr/local/bin", "/usr/sbin")
            .map(Path::of)
            .toList();

    private Tools() {}

    /** The program's path, or null when it is not installed. Only system folders are looked at, not PATH. */
    static Path find(String name) {
        return PLACES.stream()
                .map(p -> p.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }
}
