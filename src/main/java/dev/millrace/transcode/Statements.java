package dev.millrace.transcode;

import java.util.Map;

/** What the playlists of a finished stream will say; told by whoever renders them. */
public interface Statements {

    /**
     * The texts of all playlists.
     *
     * @param media by name of the rendition
     */
    record Texts(String multivariant, Map<String, String> media) {}

    /** As if the stream were ready: with measured rates. */
    Texts of(Streams.Stream stream);
}
