package dev.millrace;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation states can be found in the code, and its links lead somewhere. */
class DocsTest {

    private static final Path README = Path.of("README.md");
    private static final Path ARCHITECTURE = Path.of("src/docs/architecture.md");
    private static final Path DEPENDENCIES = Path.of("src/docs/decisions/0015-dependencies.md");

    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");
    /** A code beside the kind or the status it stands for, or given to a method that makes a problem of it. */
    private static final Pattern PROBLEM_CODE =
            Pattern.compile("Kind\\.[A-Z_]+,\\s*\"([a-z_]+)\"|Problem\\.of\\(\\s*\\w+,\\s*\"([a-z_]+)\""
                    + "|\\(\\d{3}, \"[A-Z][a-z ]+\", \"([a-z_]+)\"|\\b(?:invalid|conflict)\\(\\s*\"([a-z_]+)\"");

    private static final Pattern WITH_SCHEME = Pattern.compile("[a-z]+:.*");
    private static final Pattern CODE = Pattern.compile("```.*?```|`[^`\\n]*`", Pattern.DOTALL);
    private static final Pattern COMMANDS = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("^#+ +(.*)$", Pattern.MULTILINE);
    private static final Pattern NAME_IN_CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern PACKAGE_ROW =
            Pattern.compile("^\\| `(\\w+)` \\| [^|]+ \\| ([^|]+) \\|$", Pattern.MULTILINE);

    @ParameterizedTest
    @MethodSource("pages")
    void everyRelativeLinkLeadsSomewhere(Path page) {
        var broken = found(LINK, CODE.matcher(read(page)).replaceAll(""))
                .map(link -> link.group(1))
                .filter(target -> !WITH_SCHEME.matcher(target).matches())
                .filter(target -> !leadsSomewhere(page, target));

        assertThat(broken).as("links of %s that lead nowhere", page).isEmpty();
    }

    @Test
    void everyCodeOfAProblemIsInTheTablesOfTheApi() {
        String api = read(Path.of("src/docs/api.md"));
        var undocumented = sources().stream()
                .flatMap(source -> found(PROBLEM_CODE, read(source)))
                .map(code -> Stream.of(code.group(1), code.group(2), code.group(3), code.group(4))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow())
                .filter(code -> !api.contains('`' + code + '`'))
                .collect(toSet());

        assertThat(undocumented).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandNamesScriptsAndProfilesThatExist(Path page) {
        var commands = found(COMMANDS, read(page))
                .flatMap(block -> block.group(1).lines())
                .map(line -> line.replaceFirst("#.*", ""))
                .flatMap(line -> Stream.of(line.strip().split("\\s+")))
                .toList();

        assertThat(commands.stream().filter(word -> word.startsWith("./") || word.startsWith(".ci/")))
                .allMatch(script -> Files.isExecutable(Path.of(script)));
        assertThat(commands.stream().filter(word -> word.startsWith("-P")))
                .allMatch(profile -> read(Path.of("pom.xml")).contains("<id>" + profile.substring(2) + "</id>"));
        assertThat(commands.stream().filter(word -> word.startsWith("-Dtest=")))
                .allMatch(test -> existsATestCalled(test.substring("-Dtest=".length())));
    }

    @Test
    void theReadmeStartsWhatThePipelineStarts() {
        assertThat(read(README)).contains("./mvnw verify");
        assertThat(found(Pattern.compile("java -jar (\\S+)"), read(README)).map(m -> m.group(1)))
                .isNotEmpty()
                .allMatch(jar -> read(Path.of(".ci/smoke")).contains(jar));
    }

    @Test
    void thePackagesTableIsTheOneThatIsEnforced() {
        var table = found(PACKAGE_ROW, section(ARCHITECTURE, "Packages"))
                .collect(toMap(row -> row.group(1), row -> namesInCode(row.group(2))));

        assertThat(table).isEqualTo(ArchitectureTest.MAY_IMPORT);
    }

    @Test
    void theReadmeNamesEveryPackage() {
        assertThat(namesInCode(section(README, "Where things are"))).containsAll(ArchitectureTest.MAY_IMPORT.keySet());
    }

    @Test
    void theTablesOfTheDatabaseAreOnTheArchitecturePage() throws IOException {
        try (var migrations = Files.walk(Path.of("src/main/resources/db/migration"))) {
            var created = migrations
                    .filter(Files::isRegularFile)
                    .flatMap(file -> found(Pattern.compile("create table (\\w+)"), read(file)))
                    .map(match -> match.group(1))
                    .collect(toSet());

            assertThat(namesInCode(section(ARCHITECTURE, "Tables"))).containsExactlyInAnyOrderElementsOf(created);
        }
    }

    @Test
    void everyDependencyHasItsReason() {
        var maven = read(Path.of("pom.xml")).replaceAll("(?s)<dependencyManagement>.*?</dependencyManagement>", "");
        var java = found(Pattern.compile("<dependency>.*?<artifactId>([^<]+)<", Pattern.DOTALL), maven)
                .map(match -> match.group(1));
        var web = found(
                        Pattern.compile("\"([^\"]+)\": \"\\^?[0-9][^\"]*\""),
                        read(Path.of("src/main/web/package.json")))
                .map(match -> match.group(1));

        assertThat(namesInCode(read(DEPENDENCIES)))
                .containsAll(Stream.concat(java, web).toList());
    }

    @Test
    void everyDecisionIsInTheList() throws IOException {
        var list = read(DEPENDENCIES.resolveSibling("README.md"));
        try (var decisions = Files.list(DEPENDENCIES.getParent())) {
            assertThat(decisions.map(Path::getFileName).map(Path::toString).filter(name -> name.startsWith("0")))
                    .isNotEmpty()
                    .allMatch(name -> list.contains("(" + name + ")"));
        }
    }

    static Stream<Path> pages() throws IOException {
        try (var below = Files.walk(Path.of("src/docs"))) {
            var top = Stream.of(README, Path.of("CHANGELOG.md"), Path.of("CONTRIBUTING.md"));
            return Stream.concat(top, below.filter(page -> page.toString().endsWith(".md"))).toList().stream();
        }
    }

    private static List<Path> sources() {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean leadsSomewhere(Path page, String target) {
        var parts = target.split("#", 2);
        var file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.exists(file) && (parts.length == 1 || anchors(file).contains(parts[1]));
    }

    /** The names that a page's headings get when it is shown. */
    private static Set<String> anchors(Path page) {
        return found(HEADING, read(page).replaceAll("(?s)```.*?```", ""))
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(title -> title.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
                .collect(toSet());
    }

    private static boolean existsATestCalled(String name) {
        try (var files = Files.walk(Path.of("src/test/java"))) {
            return files.anyMatch(file -> file.endsWith(name + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands below a heading of the second level. */
    private static String section(Path page, String title) {
        var text = read(page);
        int start = text.indexOf("\n## " + title + "\n");
        assertThat(start).as("%s has a section %s", page, title).isNotNegative();
        int end = text.indexOf("\n## ", start + 1);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    private static Set<String> namesInCode(String text) {
        return found(NAME_IN_CODE, text).map(name -> name.group(1)).collect(toSet());
    }

    private static Stream<MatchResult> found(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
