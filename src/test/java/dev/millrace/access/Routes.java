package dev.millrace.access;

import dev.millrace.account.Needs;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The routes of the service's resources as their annotations say them. */
final class Routes {

    private static final java.nio.file.Path CLASSES = java.nio.file.Path.of("target/classes");

    private static final Map<Class<? extends Annotation>, String> METHODS = Map.of(
            GET.class, "GET", POST.class, "POST", PUT.class, "PUT", PATCH.class, "PATCH", DELETE.class, "DELETE");

    /**
     * A resource method.
     *
     * @param name such as {@code GET /watch/{id}}
     * @param needs null where neither the method nor its class says who may call it
     */
    record Route(String name, Needs needs) {}

    private Routes() {}

    static List<Route> all() {
        try (var files = Files.walk(CLASSES.resolve("dev/millrace"))) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .filter(Routes::mayHavePaths)
                    .map(Routes::load)
                    .filter(type -> type.isAnnotationPresent(Path.class))
                    .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                    .filter(method -> METHODS.keySet().stream().anyMatch(method::isAnnotationPresent))
                    .map(method -> new Route(name(method), needs(method)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isMethod(String name) {
        return METHODS.containsValue(name);
    }

    /** By its bytes: to load every class would take as long as many requests. */
    private static boolean mayHavePaths(java.nio.file.Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("Ljakarta/ws/rs/Path;");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(java.nio.file.Path file) {
        var name = CLASSES.relativize(file).toString().replace(".class", "").replace('/', '.');
        try {
            return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Needs needs(Method method) {
        return method.isAnnotationPresent(Needs.class)
                ? method.getAnnotation(Needs.class)
                : method.getDeclaringClass().getAnnotation(Needs.class);
    }

    private static String name(Method method) {
        var name = METHODS.entrySet().stream()
                .filter(m -> method.isAnnotationPresent(m.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
        var base = method.getDeclaringClass().getAnnotation(Path.class).value();
        var rest = method.isAnnotationPresent(Path.class)
                ? method.getAnnotation(Path.class).value()
                : "";
        return name + " " + ("/" + base + "/" + rest).replaceAll("/+", "/").replaceAll("(?<=.)/$", "");
    }
}
