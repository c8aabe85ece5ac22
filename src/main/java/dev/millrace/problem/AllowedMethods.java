package dev.millrace.problem;

import io.quarkus.arc.Arc;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which methods an address takes, as the resources and the routes beside them declare: what an answer 405 must tell
 * (RFC 9110 §15.5.6). The framework looks at whole classes of resources only.
 */
@ApplicationScoped
class AllowedMethods {

    private static final String PARAMETER = "[^/]+";

    /** @param literal how many characters of it are fixed: of several that match, the one with the most answers */
    private record Address(Pattern pattern, int literal, Set<String> methods) {}

    private volatile Router router;
    private volatile List<Address> addresses;

    void register(@Observes Router router) {
        this.router = router;
    }

    /** Empty where nothing answers at all, and below what is not declared method by method. */
    Set<String> of(String path) {
        if (path == null) {
            return Set.of();
        }
        String asked = trimmed(path);
        return known().stream()
                .filter(a -> a.pattern().matcher(asked).matches())
                .findFirst()
                .map(Address::methods)
                .orElse(Set.of());
    }

    /** Whether there is something at this address, but not for this method. */
    boolean refuses(String method, String path) {
        var methods = of(path);
        return !methods.isEmpty() && !methods.contains(method);
    }

    /** Looked up when first asked for: by then all routes are there. */
    private List<Address> known() {
        var found = addresses;
        if (found == null) {
            found = find();
            addresses = found;
        }
        return found;
    }

    private List<Address> find() {
        var methods = new TreeMap<String, Set<String>>();
        for (Bean<?> bean : Arc.container().beanManager().getBeans(Object.class, Any.Literal.INSTANCE)) {
            if (bean.getBeanClass().isAnnotationPresent(Path.class)) {
                Arrays.stream(bean.getBeanClass().getMethods()).forEach(m -> add(methods, bean.getBeanClass(), m));
            }
        }
        router.getRoutes().stream().filter(AllowedMethods::isOurs).forEach(route -> {
            var taken = methods.computeIfAbsent(route.getPath().replaceAll(":\\w+", "{}"), p -> new TreeSet<>());
            route.methods().forEach(m -> taken.add(m.name()));
        });
        return methods.entrySet().stream()
                .map(AllowedMethods::address)
                .sorted(Comparator.comparingInt(Address::literal).reversed())
                .toList();
    }

    private static void add(Map<String, Set<String>> methods, Class<?> resource, Method method) {
        for (var annotation : method.getAnnotations()) {
            var http = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (http != null) {
                var path = method.getAnnotation(Path.class);
                String below = path == null ? "" : "/" + path.value();
                var taken = methods.computeIfAbsent(
                        trimmed("/" + resource.getAnnotation(Path.class).value() + below)
                                .replaceAll("\\{[^}]*}", "{}"),
                        p -> new TreeSet<>());
                taken.add(http.value());
                if (http.value().equals(HttpMethod.GET)) {
                    taken.add(HttpMethod.HEAD);
                }
            }
        }
    }

    private static boolean isOurs(Route route) {
        return route.getPath() != null
                && route.methods() != null
                && !route.methods().isEmpty()
                && !route.getPath().endsWith("/")
                && !route.getPath().contains("*")
                && !route.getPath().startsWith("/q");
    }

    private static Address address(Map.Entry<String, Set<String>> entry) {
        var parts = entry.getKey().split("\\{}", -1);
        String regex =
                String.join(PARAMETER, Arrays.stream(parts).map(Pattern::quote).toList());
        var methods = new TreeSet<>(entry.getValue());
        methods.add(HttpMethod.OPTIONS);
        return new Address(
                Pattern.compile(regex),
                Arrays.stream(parts).mapToInt(String::length).sum(),
                methods);
    }

    private static String trimmed(String path) {
        String single = path.replaceAll("/{2,}", "/");
        return single.length() > 1 && single.endsWith("/") ? single.substring(0, single.length() - 1) : single;
    }
}
