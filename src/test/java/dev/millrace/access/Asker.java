package dev.millrace.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;

/**
 * Asks for a route as somebody, thousands of times: over few connections, with the path exactly as it is given. What is
 * sent is nothing that any route takes, so that who is let in is told what is wrong with it.
 */
final class Asker {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private static final String BOUNDARY = "nothing";
    private static final String NO_FIELD =
            "--%1$s\r\nContent-Disposition: form-data; name=\"%1$s\"\r\n\r\n%1$s\r\n--%1$s--\r\n".formatted(BOUNDARY);

    private final String root;

    Asker(URI root) {
        this.root = root.toString().replaceAll("/$", "");
    }

    /** @param headers who asks */
    HttpResponse<String> ask(Map<String, String> headers, String route, String path) {
        var method = route.substring(0, route.indexOf(' '));
        var request = HttpRequest.newBuilder(URI.create(root + (path.startsWith("/") ? "" : "/") + path))
                .header("Accept", route.contains("/api/") ? "*/*" : "text/html");
        headers.forEach(request::header);
        if (method.equals("GET") || method.equals("DELETE")) {
            request.method(method, BodyPublishers.noBody());
        } else {
            send(request, method, route);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(route + " as " + path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The path of a route for one video; what else it names does not exist. */
    static String path(String route, String form, UUID video) {
        boolean ofVideo = route.matches("\\S+ /(api/videos|watch|embed|studio|admin/videos)/.*");
        return form.replace("{secret}", "A".repeat(43))
                .replace("{login}", "nobody")
                .replace("{caption}", "s0")
                .replace("{link}", new UUID(0, 1).toString())
                .replace("{id}", (ofVideo ? video : UUID.randomUUID()).toString());
    }

    private static void send(HttpRequest.Builder request, String method, String route) {
        boolean multipart = route.equals("POST /upload")
                || route.equals("POST /api/videos")
                || route.startsWith("POST ") && route.endsWith("/{id}/captions");
        if (multipart) {
            request.header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                    .method(method, BodyPublishers.ofString(NO_FIELD));
        } else if (route.contains("/api/")) {
            request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString("{}"));
        } else {
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .method(method, BodyPublishers.ofString("nothing=nothing"));
        }
    }
}
