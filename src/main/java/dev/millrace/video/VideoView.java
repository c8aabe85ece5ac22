package dev.millrace.video;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.millrace.media.Chapter;
import dev.millrace.media.Colour;
import dev.millrace.media.Watermark;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the API and the pages show of a video.
 *
 * @param watermark null for none
 * @param moments where its captions have what was searched; null outside of searches
 */
public record VideoView(
        UUID id,
        String title,
        String description,
        String visibility,
        VideoState state,
        boolean playable,
        Progress progress,
        Failure failure,
        List<Notice> warnings,
        Double durationSeconds,
        Integer width,
        Integer height,
        Double frameRate,
        Source source,
        List<Rendition> renditions,
        Playback playback,
        Instant createdAt,
        Instant publishedAt,
        String owner,
        String category,
        List<String> tags,
        long views,
        List<Chapter> chapters,
        Mark watermark,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<Moment> moments,
        @JsonIgnore @Schema(hidden = true) Rights rights) {

    /** The same with addresses that begin with {@code base}; their paths stay as they are. */
    VideoView at(String base) {
        return with(progress, playback.at(base), moments, rights);
    }

    VideoView inQueueAt(int position) {
        var moved = new Progress(progress.percent, progress.etaSeconds, position, progress.stage);
        return with(moved, playback, moments, rights);
    }

    /** The same with a stream that is reached through a token, as a private one is. */
    VideoView through(String token) {
        String below = "/v/" + token + "/" + id;
        return with(
                progress,
                playback.below(rights.stream(), below),
                moments,
                new Rights(rights.owner(), rights.epoch(), below, rights.sourceKept()));
    }

    /** The same with where somebody says what was searched. */
    VideoView said(List<Moment> newMoments) {
        return with(progress, playback, newMoments, rights);
    }

    boolean isPrivate() {
        return visibility.equals("private");
    }

    /** The path of its stream, without a slash at the end; with the token where one is needed. */
    public String streamPath() {
        return rights.stream();
    }

    /** What the addresses of its posters end with: a query, or nothing. */
    public String posterQuery() {
        int query = playback.poster() == null ? -1 : playback.poster().indexOf('?');
        return query < 0 ? "" : playback.poster().substring(query);
    }

    /** Whether nothing but the progress differs. */
    boolean sameButForProgress(VideoView other) {
        return other != null
                && with(null, playback, moments, rights)
                        .equals(other.with(null, other.playback, other.moments, other.rights));
    }

    private VideoView with(Progress newProgress, Playback newPlayback, List<Moment> newMoments, Rights newRights) {
        return new VideoView(
                id,
                title,
                description,
                visibility,
                state,
                playable,
                newProgress,
                failure,
                warnings,
                durationSeconds,
                width,
                height,
                frameRate,
                source,
                renditions,
                newPlayback,
                createdAt,
                publishedAt,
                owner,
                category,
                tags,
                views,
                chapters,
                watermark,
                newMoments,
                newRights);
    }

    /**
     * An image over all its pictures.
     *
     * @param corner such as {@code bottom-right}, or {@code centre}
     * @param opacity in per cent
     * @param width in per cent of the picture's
     */
    public record Mark(String corner, int opacity, int width) {

        static Mark of(Watermark look) {
            return new Mark(look.corner().key(), look.opacity(), look.width());
        }
    }

    /**
     * Where words that were searched are said.
     *
     * @param captions whose words they are, as {@code /api/videos/{id}/captions} names them
     * @param language of the captions, BCP 47
     */
    public record Moment(double startSeconds, String text, String captions, String language) {

        /** For links to it: whole seconds, never later. */
        public long second() {
            return (long) startSeconds;
        }

        public Double whole() {
            return Math.floor(startSeconds);
        }
    }

    /**
     * What decides who may have it and what can be done with it; not shown.
     *
     * @param owner null for nobody's
     * @param epoch grows whenever fewer may have it than before
     * @param stream the path of its stream
     * @param sourceKept whether a failed one can be tried again
     */
    public record Rights(UUID owner, int epoch, String stream, boolean sourceKept) {}

    /** How far the work is. {@code queuePosition} is 0 when its turn has come, null when there is nothing to do. */
    public record Progress(double percent, Integer etaSeconds, Integer queuePosition, String stage) {}

    public record Failure(String code, String message) {}

    public record Notice(String code, String message) {}

    /** The source as probed; the parts the probe finds are null before it. */
    public record Source(
            String fileName,
            long sizeBytes,
            String sha256,
            String container,
            String videoCodec,
            String pixelFormat,
            Integer width,
            Integer height,
            Integer rotation,
            Double frameRate,
            Boolean constantFrameRate,
            Long bitRate,
            List<Sound> audio,
            Colour colour) {}

    /** A sound track of the source. */
    public record Sound(int index, String codec, int channels, int sampleRate, String language, String title) {}

    /**
     * A track of the stream.
     *
     * @param type {@code video} or {@code audio}
     * @param averageBandwidth measured bits per second, null until ready
     * @param channels of sound
     * @param loudness of sound, null until ready, or when it is not measured
     */
    public record Rendition(
            String name,
            String type,
            Integer width,
            Integer height,
            String codecs,
            String language,
            Long averageBandwidth,
            Integer channels,
            Loudness loudness) {

        /**
         * How loud the source's sound is, and what was done about it.
         *
         * @param integratedLufs EBU R 128, null when silent
         * @param estimated whether only parts of it were heard so far
         */
        public record Loudness(
                Double integratedLufs, Double rangeLu, Double truePeakDbtp, Double gainDb, boolean estimated) {}
    }

    /**
     * Absolute URLs; the parts that do not exist yet are null.
     *
     * @param thumbnail a URI template (RFC 6570) with {@code t} in seconds and {@code width} in pixels
     * @param storyboard WebVTT that names parts of pictures
     * @param storyboardJson the same as JSON
     * @param preview a short moving picture
     */
    public record Playback(
            String hls,
            String dash,
            String poster,
            String thumbnail,
            String storyboard,
            String storyboardJson,
            String preview,
            String page,
            String embed) {

        private Playback at(String base) {
            return new Playback(
                    at(base, hls),
                    at(base, dash),
                    at(base, poster),
                    at(base, thumbnail),
                    at(base, storyboard),
                    at(base, storyboardJson),
                    at(base, preview),
                    at(base, page),
                    at(base, embed));
        }

        private Playback below(String old, String stream) {
            return new Playback(
                    moved(hls, old, stream),
                    moved(dash, old, stream),
                    moved(poster, old, stream),
                    moved(thumbnail, old, stream),
                    moved(storyboard, old, stream),
                    moved(storyboardJson, old, stream),
                    moved(preview, old, stream),
                    page,
                    embed);
        }

        private static String moved(String path, String old, String stream) {
            return path == null ? null : stream + path.substring(old.length());
        }

        private static String at(String base, String path) {
            return path == null ? null : base + path;
        }
    }
}
