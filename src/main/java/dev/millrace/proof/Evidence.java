package dev.millrace.proof;

import dev.millrace.media.SourceFacts;
import dev.millrace.timeline.Timeline;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that is known of a finished stream.
 *
 * @param source what the probe found
 * @param timeline as planned
 * @param tracks all renditions of pictures and sound
 * @param variants as the multivariant playlist lists them
 * @param playlists media playlists by name of the rendition
 */
public record Evidence(
        SourceFacts source,
        Timeline timeline,
        List<Track> tracks,
        List<StatedVariant> variants,
        Map<String, StatedPlaylist> playlists) {

    public Evidence {
        tracks = List.copyOf(tracks);
        variants = List.copyOf(variants);
        playlists = Map.copyOf(playlists);
    }

    /** Reads what the playlists say from their text, as a player would. */
    public static Evidence of(
            SourceFacts source, Timeline timeline, List<Track> tracks, String multivariant, Map<String, String> media) {
        return new Evidence(
                source,
                timeline,
                tracks,
                StatedVariant.in(multivariant),
                media.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> StatedPlaylist.of(e.getValue()))));
    }

    Stream<Track> pictures() {
        return tracks.stream().filter(Track::pictures);
    }

    Stream<Track> sounds() {
        return tracks.stream().filter(t -> !t.pictures());
    }

    /** The rendition of that name; throws when a playlist names one that is not planned. */
    Track track(String name) {
        return tracks.stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a playlist names " + name + ", which is not planned"));
    }

    boolean plans(String name) {
        return tracks.stream().anyMatch(t -> t.name().equals(name));
    }
}
