package dev.millrace.playback;

import dev.millrace.transcode.Streams;
import dev.millrace.words.CaptionLibrary;
import io.netty.util.AsciiString;
import java.util.Optional;
import java.util.UUID;

/** What a path below {@code /v/} names. */
sealed interface Target {

    UUID video();

    /** Lists the variants: {@code /v/<video>/index.m3u8}. */
    record Multivariant(UUID video) implements Target {}

    /** The same for DASH players: {@code /v/<video>/manifest.mpd}. */
    record Dash(UUID video) implements Target {}

    /** Lists the segments of a rendition: {@code /v/<video>/v720/index.m3u8}. */
    record Media(UUID video, String rendition) implements Target {}

    /** Lists the key pictures of a video rendition: {@code /v/<video>/v720/iframes.m3u8}. */
    record IFrames(UUID video, String rendition) implements Target {}

    /** What stands where in the storyboard: {@code /v/<video>/storyboard.vtt} and {@code .json}. */
    record StoryboardText(UUID video, String format) implements Target {}

    /** Bytes that lie in the store. */
    sealed interface File extends Target {

        AsciiString IMMUTABLE = AsciiString.cached("public, max-age=31536000, immutable");

        /** In the store. */
        String key();

        AsciiString contentType();

        AsciiString cacheControl();
    }

    /** {@code /v/<video>/v720/init.mp4}: it is there as soon as the plan is. */
    record Init(UUID video, String rendition) implements File {

        private static final AsciiString VIDEO = AsciiString.cached("video/mp4");
        private static final AsciiString AUDIO = AsciiString.cached("audio/mp4");

        @Override
        public String key() {
            return Streams.initKey(video, rendition);
        }

        @Override
        public AsciiString contentType() {
            return rendition.charAt(0) == 'a' ? AUDIO : VIDEO;
        }

        @Override
        public AsciiString cacheControl() {
            return IMMUTABLE;
        }
    }

    /** {@code /v/<video>/v720/12.m4s}: the plan promises it; when it is not there yet it can be waited for. */
    record Segment(UUID video, String rendition, int number) implements File {

        private static final AsciiString TYPE = AsciiString.cached("video/iso.segment");

        @Override
        public String key() {
            return Streams.segmentKey(video, rendition, number);
        }

        @Override
        public AsciiString contentType() {
            return TYPE;
        }

        @Override
        public AsciiString cacheControl() {
            return IMMUTABLE;
        }
    }

    /** {@code /v/<video>/poster/640.jpg}. */
    record Poster(UUID video, int width, String format) implements File {

        private static final AsciiString JPEG = AsciiString.cached("image/jpeg");
        private static final AsciiString WEBP = AsciiString.cached("image/webp");
        private static final AsciiString AN_HOUR = AsciiString.cached("public, max-age=3600");

        @Override
        public String key() {
            return Streams.posterKey(video, width, format);
        }

        @Override
        public AsciiString contentType() {
            return format.equals("jpg") ? JPEG : WEBP;
        }

        @Override
        public AsciiString cacheControl() {
            return AN_HOUR;
        }
    }

    /** A sheet of the storyboard: {@code /v/<video>/storyboard/3.jpg}. */
    record Sheet(UUID video, int number) implements File {

        @Override
        public String key() {
            return Streams.sheetKey(video, number);
        }

        @Override
        public AsciiString contentType() {
            return Poster.JPEG;
        }

        @Override
        public AsciiString cacheControl() {
            return IMMUTABLE;
        }
    }

    /** The moving preview: {@code /v/<video>/preview.webp}. */
    record Preview(UUID video) implements File {

        @Override
        public String key() {
            return Streams.previewKey(video);
        }

        @Override
        public AsciiString contentType() {
            return Poster.WEBP;
        }

        @Override
        public AsciiString cacheControl() {
            return IMMUTABLE;
        }
    }

    /** Captions as a whole, for DASH players: {@code /v/<video>/s0/captions.vtt}. */
    record Captions(UUID video, String rendition) implements File {

        @Override
        public String key() {
            return CaptionLibrary.key(video, rendition);
        }

        @Override
        public AsciiString contentType() {
            return TextReply.WEBVTT;
        }

        @Override
        public AsciiString cacheControl() {
            return IMMUTABLE;
        }
    }

    /** {@code /v/<video>/s0/12.vtt}: half a minute of captions. */
    record TextSegment(UUID video, String rendition, int number) implements Target {

        /** In the store: the captions as a whole. */
        String key() {
            return CaptionLibrary.key(video, rendition);
        }
    }

    /** {@code /v/<video>/chapters.vtt}. */
    record Chapters(UUID video) implements Target {}

    /** A picture of any time: {@code /v/<video>/thumbnail.jpg}; what time and how wide is in the query. */
    record Thumbnail(UUID video, String format) implements Target {

        AsciiString contentType() {
            return format.equals("jpg") ? Poster.JPEG : Poster.WEBP;
        }
    }

    /** Reads a path as it came, not decoded and not normalised: what is not written plainly names nothing. */
    static Optional<Target> parse(String path) {
        return TargetPath.parse(path);
    }
}
