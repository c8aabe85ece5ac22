package dev.millrace;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every code that a failed video can show is explained on the API page. */
class FailureCodesTest {

    private static final Pattern FAILURE =
            Pattern.compile("(?:SourceException|Outcome\\.Failed|Outcome\\.Retry|JobEvent\\.Failed|EngineDiedException)"
                    + "\\(\\s*\"([a-z_]+)\"");

    private static final Pattern ROW = Pattern.compile("^\\| (`[^|]+`) \\| [^|]+ \\| [^|]+ \\|$", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`([a-z_]+)`");

    @Test
    void areAllExplained() throws IOException {
        var page = Files.readString(Path.of("src/docs/api.md"));
        var explained = ROW.matcher(page.substring(page.indexOf("## Why a video failed")))
                .results()
                .flatMap(row -> NAME.matcher(row.group(1)).results())
                .map(name -> name.group(1))
                .toList();

        assertThat(explained).containsAll(thrown());
    }

    private static TreeSet<String> thrown() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> FAILURE.matcher(read(file)).results())
                    .map(match -> match.group(1))
                    .collect(toCollection(TreeSet::new));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
