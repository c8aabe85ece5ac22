package dev.millrace.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The bundled scripts and styles as the build has compressed them, a third of their size, for whoever takes gzip; the
 * framework answers all others. Pages stay uncompressed: they carry secrets beside what strangers wrote (BREACH).
 */
@ApplicationScoped
class CompressedAssets {

    private static final int BEFORE_THE_FRAMEWORK = -50;
    private static final Pattern NAME = Pattern.compile("[a-z]+\\.(css|js)");
    private static final Map<String, String> TYPES =
            Map.of("css", "text/css;charset=UTF-8", "js", "text/javascript;charset=UTF-8");

    private static final String FOR_GOOD = "public, max-age=31536000, immutable";

    /** Asked for with the version of another build, as while nodes are upgraded one by one. */
    private static final String ASK_AGAIN = "no-cache";

    private final Map<String, Buffer> known = new ConcurrentHashMap<>();

    void register(@Observes Router router) {
        router.get("/assets/:name").order(BEFORE_THE_FRAMEWORK).handler(this::answer);
    }

    private void answer(RoutingContext context) {
        var name = NAME.matcher(context.pathParam("name"));
        var file = name.matches() && takesGzip(context) ? file(name.group()) : Optional.<Buffer>empty();
        if (file.isEmpty()) {
            context.next();
            return;
        }
        boolean ours = Assets.version().equals(context.request().getParam("v"));
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, TYPES.get(name.group(1)))
                .putHeader(HttpHeaders.CONTENT_ENCODING, "gzip")
                .putHeader(HttpHeaders.VARY, "Accept-Encoding")
                .putHeader(HttpHeaders.CACHE_CONTROL, ours ? FOR_GOOD : ASK_AGAIN)
                .end(file.get());
    }

    private static boolean takesGzip(RoutingContext context) {
        return context.parsedHeaders().acceptEncoding().stream()
                .anyMatch(coding -> coding.value().equalsIgnoreCase("gzip") && coding.weight() > 0);
    }

    private Optional<Buffer> file(String name) {
        var file = known.get(name);
        if (file == null) {
            file = read(name);
            if (file != null) {
                known.put(name, file);
            }
        }
        return Optional.ofNullable(file);
    }

    private static Buffer read(String name) {
        var resource = "META-INF/resources/assets/" + name + ".gz";
        try (var in = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            return in == null ? null : Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
