package dev.millrace.playback;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.transcode.Statements;
import dev.millrace.transcode.Streams;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.stream.Collectors;

/** The playlists that will be served, rendered to be proven. */
@ApplicationScoped
class RenderedStatements implements Statements {

    @Override
    public Texts of(Streams.Stream stream) {
        var playlists = Playlists.of(stream);
        return new Texts(
                new String(playlists.multivariant().render(), UTF_8),
                playlists.media().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, e -> new String(e.getValue().render(), UTF_8))));
    }
}
