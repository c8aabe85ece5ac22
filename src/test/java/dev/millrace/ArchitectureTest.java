package dev.millrace;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The architecture page draws this picture; here it is enforced. */
class ArchitectureTest {

    private static final String ROOT = "dev.millrace";

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    /** Each package, and the packages of ours it may import. A new package has no place until it is listed. */
    static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("media", Set.of()),
            Map.entry("boxes", Set.of()),
            Map.entry("timeline", Set.of("media")),
            Map.entry("ladder", Set.of("media")),
            Map.entry("manifest", Set.of("media", "timeline")),
            Map.entry("captions", Set.of("media")),
            Map.entry("proof", Set.of("media", "timeline", "boxes")),
            Map.entry("job", Set.of("media", "timeline", "ladder")),
            Map.entry("libav", Set.of("media", "timeline", "ladder", "captions", "job", "boxes")),
            Map.entry("engine", Set.of("media", "timeline", "ladder", "job", "libav")),
            Map.entry("problem", Set.of()),
            Map.entry("signal", Set.of()),
            Map.entry("storage", Set.of("media", "problem")),
            Map.entry("queue", Set.of("problem", "signal")),
            Map.entry("site", Set.of("media", "problem", "signal")),
            Map.entry("account", Set.of("media", "problem", "site")),
            Map.entry("access", Set.of("account", "problem", "site")),
            Map.entry("category", Set.of("media", "account", "problem", "site")),
            Map.entry(
                    "video", Set.of("media", "problem", "storage", "signal", "site", "account", "access", "category")),
            Map.entry("words", Set.of("media", "captions", "storage", "video", "problem", "site", "account", "access")),
            Map.entry("community", Set.of("media", "problem", "account", "access", "site")),
            Map.entry("upload", Set.of("video", "queue", "storage", "problem", "site", "account")),
            Map.entry(
                    "transcode",
                    Set.of(
                            "media",
                            "timeline",
                            "ladder",
                            "captions",
                            "job",
                            "proof",
                            "engine",
                            "queue",
                            "storage",
                            "video",
                            "words",
                            "signal",
                            "problem")),
            Map.entry(
                    "playback",
                    Set.of(
                            "media",
                            "timeline",
                            "ladder",
                            "captions",
                            "video",
                            "words",
                            "transcode",
                            "manifest",
                            "storage",
                            "access",
                            "site",
                            "problem")),
            Map.entry("preference", Set.of("media", "problem", "site", "account")),
            Map.entry("embed", Set.of("media", "problem", "site", "account", "access", "preference", "video", "web")),
            Map.entry("web", Set.of("media", "problem", "site", "account")),
            Map.entry(
                    "studio",
                    Set.of("media", "problem", "storage", "site", "account", "access", "video", "words", "transcode")),
            Map.entry(
                    "admin",
                    Set.of(
                            "media",
                            "problem",
                            "storage",
                            "queue",
                            "engine",
                            "site",
                            "account",
                            "access",
                            "video",
                            "words",
                            "transcode")),
            Map.entry(
                    "ops",
                    Set.of(
                            "media",
                            "timeline",
                            "ladder",
                            "manifest",
                            "job",
                            "proof",
                            "engine",
                            "problem",
                            "signal",
                            "storage",
                            "queue",
                            "site",
                            "account",
                            "video",
                            "upload",
                            "transcode",
                            "playback",
                            "web")));

    private static final Set<String> PURE =
            Set.of("media", "boxes", "timeline", "ladder", "manifest", "captions", "proof");

    @ParameterizedTest
    @MethodSource("packages")
    void importsOnlyWhatItMay(String name) {
        var forbidden = MAY_IMPORT.keySet().stream()
                .filter(other -> !other.equals(name) && !MAY_IMPORT.get(name).contains(other))
                .map(other -> ROOT + "." + other + "..")
                .toArray(String[]::new);

        check(noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden));
    }

    @Test
    void everyPackageIsListed() {
        var found = CODE.stream()
                .map(c -> c.getPackageName()
                        .replaceFirst("^dev\\.millrace\\.?", "")
                        .split("\\.")[0])
                .collect(toSet());

        assertThat(MAY_IMPORT.keySet()).containsAll(found);
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            var silent = files.filter(f -> f.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .filter(folder -> !Files.exists(folder.resolve("package-info.java")));

            assertThat(silent).isEmpty();
        }
    }

    @Test
    void capabilitiesHaveNoCycles() {
        check(slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
    }

    /** ICU's finder of charsets is as pure: bytes in, a name out. */
    @ParameterizedTest
    @MethodSource("purePackages")
    void purePackagesKnowOnlyJavaAndEachOther(String name) {
        check(classes()
                .that()
                .resideInAPackage(ROOT + "." + name + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        ROOT + ".media..",
                        ROOT + ".boxes..",
                        "com.ibm.icu.text..",
                        ROOT + ".timeline..",
                        ROOT + "." + name + ".."));
    }

    @Test
    void onlyLibavTouchesNativeCode() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".libav..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bytedeco.."));
    }

    @Test
    void onlyTheChildSideOfTheEngineKnowsLibav() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + ".engine")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".libav..", ROOT + ".engine.child.."));
    }

    @Test
    void httpIsKnownToResourcesPagesAndProblemsAlone() {
        check(noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Resource")
                .and()
                .haveSimpleNameNotEndingWith("Pages")
                .and()
                .resideOutsideOfPackages(ROOT + ".problem..", ROOT + ".web..")
                .and()
                .areTopLevelClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs.."));
    }

    @Test
    void entitiesStayBehindTheirPackage() {
        check(classes()
                .that()
                .areAnnotatedWith("jakarta.persistence.Entity")
                .should()
                .notBePublic());
    }

    @Test
    void injectionIsByConstructor() {
        check(noFields().should().beAnnotatedWith("jakarta.inject.Inject"));
    }

    @Test
    void namesSayWhatAThingIs() {
        check(noClasses()
                .should()
                .haveNameMatching(".*\\.(Base[A-Z].*|Abstract[A-Z].*|.*(Utils?|Helper|Manager|Impl))"));
    }

    @Test
    void wallClockTimeComesFromAnInjectedClock() {
        check(noClasses()
                .should()
                .callMethod("java.time.Instant", "now")
                .orShould()
                .callMethod("java.lang.System", "currentTimeMillis")
                .orShould()
                .callMethod("java.time.LocalDateTime", "now"));
    }

    static Stream<String> packages() {
        return MAY_IMPORT.keySet().stream().sorted();
    }

    static Stream<String> purePackages() {
        return PURE.stream().sorted();
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CODE);
    }
}
