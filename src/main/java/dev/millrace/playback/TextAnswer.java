package dev.millrace.playback;

import io.netty.util.AsciiString;

/**
 * A text about a stream, as it is answered.
 *
 * @param file null when there is none, or not yet
 */
record TextAnswer(PlaylistFile file, AsciiString type, AsciiString cacheControl) {

    private static final AsciiString PLAYLIST = AsciiString.cached("application/vnd.apple.mpegurl");
    private static final AsciiString DASH = AsciiString.cached("application/dash+xml");
    private static final AsciiString WEBVTT = AsciiString.cached("text/vtt");
    private static final AsciiString JSON = AsciiString.cached("application/json");
    private static final AsciiString FIVE_MINUTES = AsciiString.cached("public, max-age=300");

    /** Which text a target names, if it names one. */
    static TextAnswer of(Target target, KnownStream stream) {
        // rates are estimates until the stream is ready
        var cache = stream.ready() ? FIVE_MINUTES : Reply.NO_CACHE;
        if (target instanceof Target.Media media) {
            return new TextAnswer(stream.media(media.rendition()), PLAYLIST, cache);
        } else if (target instanceof Target.IFrames iFrames) {
            return new TextAnswer(stream.iFrames(iFrames.rendition()), PLAYLIST, cache);
        } else if (target instanceof Target.Dash) {
            return new TextAnswer(stream.dash(), DASH, cache);
        } else if (target instanceof Target.StoryboardText text) {
            var type = text.format().equals("vtt") ? WEBVTT : JSON;
            return new TextAnswer(stream.storyboard(text.format()), type, Target.File.IMMUTABLE);
        }
        // what it names may change at any time, for captions come and go
        return new TextAnswer(stream.multivariant(), PLAYLIST, Reply.NO_CACHE);
    }
}
