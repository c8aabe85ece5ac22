package dev.millrace.playback;

import dev.millrace.ladder.Rung;
import dev.millrace.manifest.IFramePlaylist;
import dev.millrace.manifest.MultivariantPlaylist;
import dev.millrace.timeline.Timeline;
import dev.millrace.transcode.Streams;
import dev.millrace.transcode.Streams.Published;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The I-frame playlists of a finished stream, one for each rung. Before the end they could not be complete: where the key
 * pictures are is known when they are made, not when they are planned.
 */
final class IFrames {

    private static final String PLAYLIST = "/iframes.m3u8";

    private IFrames() {}

    /** By name of the rendition, in the ladder's order. A rung that was made before key pictures were noted has none. */
    static Map<String, IFramePlaylist> of(Streams.Stream stream) {
        var playlists = new LinkedHashMap<String, IFramePlaylist>();
        if (!stream.ready()) {
            return playlists;
        }
        var published = stream.segments().stream().collect(Collectors.groupingBy(Published::rendition));
        var timeline = stream.plan().timeline();
        for (var rung : stream.plan().ladder()) {
            var segments = published.getOrDefault(rung.name(), List.of());
            boolean known = segments.size() == timeline.segments().size()
                    && segments.stream().noneMatch(s -> s.keys().isEmpty());
            if (known) {
                playlists.put(rung.name(), playlist(timeline, segments));
            }
        }
        return playlists;
    }

    /** How a multivariant playlist names them. */
    static List<MultivariantPlaylist.IFrames> listed(List<Rung> ladder, Map<String, IFramePlaylist> playlists) {
        return ladder.stream()
                .filter(r -> playlists.containsKey(r.name()))
                .map(r -> new MultivariantPlaylist.IFrames(
                        r.name() + PLAYLIST, r.codecs(), playlists.get(r.name()).bandwidth(), r.size()))
                .toList();
    }

    private static IFramePlaylist playlist(Timeline timeline, List<Published> segments) {
        var grid = timeline.grid();
        var pictures = new ArrayList<IFramePlaylist.Picture>();
        for (var made : segments) {
            var segment = timeline.segments().get(made.number());
            for (int i = 0; i < made.keys().size(); i++) {
                boolean last = i + 1 == made.keys().size();
                long from = (long) i * grid.gopFrames();
                long frames = (last ? segment.frames() : from + grid.gopFrames()) - from;
                pictures.add(new IFramePlaylist.Picture(
                        made.number() + ".m4s", made.keys().get(i), frames * grid.frameTicks()));
            }
        }
        return new IFramePlaylist("init.mp4", grid.timescale(), pictures);
    }
}
