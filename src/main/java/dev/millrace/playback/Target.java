package dev.millrace.playback;

import dev.millrace.transcode.Streams;
import io.netty.util.AsciiString;
import java.util.Optional;
import java.util.UUID;

/** What a path below {@code /v/} names. */
sealed interface Target {

    UUID video();

    /** Lists the variants: {@code /v/<video>/index.m3u8}. */
    record Multivariant(UUID video) implements Target {}

    /** Lists the segments of a rendition: {@code /v/<video>/v720/index.m3u8}. */
    record Media(UUID video, String rendition) implements Target {}

    /** Bytes that lie in the store. */
    sealed interface File extends Target {

        AsciiString IMMUTABLE = AsciiString.cached("public, max-age=31536000, immutable");

        /** In the store. */
        String key();

        AsciiString contentType();

        AsciiString cacheControl();
    }

    /** Bytes that the plan promises: when they are not there yet they can be waited for. */
    sealed interface Planned extends File {

        String rendition();

        /** The segment that must be made so that these bytes are there. */
        int wanted();

        @Override
        default AsciiString cacheControl() {
            return IMMUTABLE;
        }
    }

    /** {@code /v/<video>/v720/init.mp4}: it is there as soon as any segment of its rendition is. */
    record Init(UUID video, String rendition) implements Planned {

        private static final AsciiString VIDEO = AsciiString.cached("video/mp4");
        private static final AsciiString AUDIO = AsciiString.cached("audio/mp4");

        @Override
        public int wanted() {
            return 0;
        }

        @Override
        public String key() {
            return Streams.initKey(video, rendition);
        }

        @Override
        public AsciiString contentType() {
            return rendition.charAt(0) == 'a' ? AUDIO : VIDEO;
        }
    }

    /** {@code /v/<video>/v720/12.m4s}. */
    record Segment(UUID video, String rendition, int number) implements Planned {

        private static final AsciiString TYPE = AsciiString.cached("video/iso.segment");

        @Override
        public int wanted() {
            return number;
        }

        @Override
        public String key() {
            return Streams.segmentKey(video, rendition, number);
        }

        @Override
        public AsciiString contentType() {
            return TYPE;
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

    /** Reads a path as it came, not decoded and not normalised: what is not written plainly names nothing. */
    static Optional<Target> parse(String path) {
        return TargetPath.parse(path);
    }
}
