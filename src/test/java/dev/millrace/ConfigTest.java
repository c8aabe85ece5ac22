package dev.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The configuration page lists every setting with its default, and no other. */
class ConfigTest {

    private static final Path PAGE = Path.of("src/docs/configuration.md");
    private static final Pattern LISTED = Pattern.compile("^\\| `(millrace\\.[a-z0-9.-]+)`", Pattern.MULTILINE);

    /**
     * One setting as its interface declares it.
     *
     * @param defaultValue {@code unset} when there is none
     */
    private record Setting(String property, String defaultValue) {

        String variable() {
            return property.replaceAll("[^a-z0-9]", "_").toUpperCase(Locale.ROOT);
        }

        /** How the page's row begins; what it means follows. */
        String row() {
            var shown = defaultValue.equals("unset") ? "unset" : "`" + defaultValue + "`";
            return "| `" + property + "` | `" + variable() + "` | " + shown + " |";
        }
    }

    @Test
    void everySettingIsOnThePageWithItsDefault() throws IOException {
        var lines = Files.readAllLines(PAGE);

        assertThat(settings().map(Setting::row).filter(row -> lines.stream().noneMatch(line -> line.startsWith(row))))
                .as("rows missing in %s (or with another default); add each, followed by what it means", PAGE)
                .isEmpty();
    }

    @Test
    void thePageListsNothingThatDoesNotExist() throws IOException {
        var known = settings().map(Setting::property).toList();

        assertThat(LISTED.matcher(Files.readString(PAGE)).results().map(match -> match.group(1)))
                .as("properties in %s that no @ConfigMapping interface has", PAGE)
                .isNotEmpty()
                .allMatch(known::contains);
    }

    private static Stream<Setting> settings() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.millrace").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::reflect)
                        .flatMap(type -> settingsOf(
                                type, type.getAnnotation(ConfigMapping.class).prefix()));
    }

    private static Stream<Setting> settingsOf(Class<?> mapping, String prefix) {
        return Arrays.stream(mapping.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .flatMap(method -> settingsOf(method, prefix));
    }

    private static Stream<Setting> settingsOf(Method method, String prefix) {
        var property = method.isAnnotationPresent(WithParentName.class) ? prefix : prefix + "." + name(method);
        var group = group(method);
        if (group.isPresent()) {
            return settingsOf(group.get(), property);
        }
        var defaultValue = Optional.ofNullable(method.getAnnotation(WithDefault.class));
        return Stream.of(
                new Setting(property, defaultValue.map(WithDefault::value).orElse("unset")));
    }

    private static String name(Method method) {
        var given = method.getAnnotation(WithName.class);
        return given != null
                ? given.value()
                : method.getName().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    /** The nested interface a method leads to, also inside an Optional. */
    private static Optional<Class<?>> group(Method method) {
        var type = method.getGenericReturnType();
        if (type instanceof ParameterizedType wrapped && wrapped.getRawType() == Optional.class) {
            type = wrapped.getActualTypeArguments()[0];
        }
        return type instanceof Class<?> found
                        && found.isInterface()
                        && found.getName().startsWith("dev.millrace.")
                ? Optional.of(found)
                : Optional.empty();
    }
}
