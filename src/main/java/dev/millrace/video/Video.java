package dev.millrace.video;

import dev.millrace.media.SourceFacts;
import dev.millrace.video.VideoView.Failure;
import dev.millrace.video.VideoView.Notice;
import dev.millrace.video.VideoView.Playback;
import dev.millrace.video.VideoView.Progress;
import dev.millrace.video.VideoView.Rendition;
import dev.millrace.video.VideoView.Rights;
import dev.millrace.video.VideoView.Source;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * One film in the library: queued → processing (→ playable) → ready or failed; failed → queued again.
 *
 * <p>A transition from a state that does not have it throws {@link IllegalStateException}. Lists are replaced, never
 * changed in place.
 */
@Entity(name = "Video")
@DynamicUpdate // progress, the commonest change, must not write the JSON columns
class Video {

    @Id
    private UUID id;

    private String title;
    private String description;
    private String visibility;
    private String category;
    private List<String> tags;

    @Convert(converter = VideoStateColumn.class)
    private VideoState state;

    private boolean playable;
    private double percent;
    private Integer etaSeconds;
    private String stage;
    private String failureCode;
    private String failureMessage;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Notice> warnings;

    private String fileName;
    private long sizeBytes;
    private String sha256;
    private Double durationSeconds;
    private Integer width;
    private Integer height;
    private Double frameRate;

    @JdbcTypeCode(SqlTypes.JSON)
    private Probe source;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Rendition> renditions;

    private List<Integer> posterWidths;
    private boolean storyboard;
    private Instant createdAt;
    private Instant processingSince;
    private Instant publishedAt;
    private Instant failedAt;
    private boolean sourceRemoved;
    private long views;
    private UUID ownerId;
    private int accessEpoch;

    private Instant deletedAt;
    private Double posterSeconds;
    private Double clipFrom;
    private Double clipTo;
    private int posterVersion;

    @JdbcTypeCode(SqlTypes.JSON)
    private StoredWatermark watermark;

    @Formula("(select a.name from account a where a.id = owner_id)")
    private String ownerName;

    protected Video() {}

    /** {@code owner} is null for nobody's. */
    Video(NewVideo arrived, UUID owner, Instant now) {
        id = arrived.id();
        ownerId = owner;
        write(VideoText.of(arrived));
        state = VideoState.QUEUED;
        stage = "queued";
        warnings = List.of();
        fileName = VideoText.line(arrived.fileName());
        sizeBytes = arrived.sizeBytes();
        sha256 = arrived.sha256();
        renditions = List.of();
        posterWidths = List.of();
        createdAt = now;
        watermark = arrived.watermark();
    }

    UUID id() {
        return id;
    }

    VideoState state() {
        return state;
    }

    boolean failedWith(String code) {
        return state == VideoState.FAILED && code.equals(failureCode);
    }

    boolean failedBefore(Instant instant) {
        return state == VideoState.FAILED && !isDeleted() && failedAt.isBefore(instant);
    }

    boolean sourceRemoved() {
        return sourceRemoved;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** Returns whether it is for others than before: addresses that were handed out then open nothing any more. */
    boolean change(VideoChange change) {
        String before = visibility;
        write(new VideoText(title, description, visibility, tags, category).with(change));
        if (visibility.equals(before)) {
            return false;
        }
        forgetAddresses();
        return true;
    }

    void forgetAddresses() {
        accessEpoch++;
    }

    boolean isPrivate() {
        return visibility.equals("private");
    }

    int accessEpoch() {
        return accessEpoch;
    }

    boolean isDeleted() {
        return deletedAt != null;
    }

    Instant deletedAt() {
        return deletedAt;
    }

    UUID owner() {
        return ownerId;
    }

    /** Nobody finds it any more, and what was handed out for it opens nothing. */
    void markDeleted(Instant now) {
        deletedAt = now;
        forgetAddresses();
    }

    /** Returns whether the deletion stopped its work, which then goes on. A failed one has its time to be tried again anew. */
    boolean restore(Instant now) {
        boolean stopped = failedWith("cancelled") && deletedAt.equals(failedAt);
        deletedAt = null;
        failedAt = state == VideoState.FAILED ? now : failedAt;
        return stopped;
    }

    /** The moment its poster shall show; null leaves the choice to the service. */
    void choosePoster(Double seconds) {
        posterSeconds = seconds;
    }

    /** Of a part of another's source, or of that part of its part. */
    void cut(ClipRange outer, double from, double to) {
        double offset = outer == null ? 0 : outer.fromSeconds();
        clipFrom = offset + from;
        clipTo = offset + to;
    }

    /** Null for the whole source. */
    ClipRange clip() {
        return clipFrom == null ? null : new ClipRange(clipFrom, clipTo);
    }

    /** Null for none. */
    StoredWatermark watermark() {
        return watermark;
    }

    Double posterSeconds() {
        return posterSeconds;
    }

    private void write(VideoText text) {
        title = text.title();
        description = text.description();
        visibility = text.visibility();
        tags = text.tags();
        category = text.category();
    }

    /** A second call changes nothing: a task may be tried again. */
    void markProcessing(Instant now) {
        if (state == VideoState.PROCESSING) {
            return;
        }
        must(VideoState.QUEUED, "start");
        state = VideoState.PROCESSING;
        stage = "probing";
        processingSince = now;
    }

    void markProbed(SourceFacts facts, int rotationDegrees) {
        must(VideoState.PROCESSING, "be probed");
        source = Probe.of(facts, rotationDegrees);
        durationSeconds = facts.durationSeconds();
        var picture = facts.video();
        width = picture == null ? null : picture.display().width();
        height = picture == null ? null : picture.display().height();
        frameRate = picture == null ? null : picture.rate().perSecond();
        facts.warnings().forEach(w -> warn(new Notice(w.code(), w.message())));
    }

    void markPlayable(List<Rendition> planned, Instant now) {
        must(VideoState.PROCESSING, "become playable");
        renditions = List.copyOf(planned);
        playable = true;
        publishedAt = publishedAt == null ? now : publishedAt;
    }

    /** How far the work is. Late news about work that ended is ignored. */
    void advance(double newPercent, Integer newEtaSeconds, String newStage) {
        if (state == VideoState.PROCESSING) {
            percent = Math.max(0, Math.min(100, newPercent));
            etaSeconds = newEtaSeconds;
            stage = newStage;
        }
    }

    void hasPosters(List<Integer> widths) {
        posterVersion = posterWidths.isEmpty() ? posterVersion : posterVersion + 1;
        posterWidths = widths.stream().sorted().toList();
    }

    void hasStoryboard() {
        storyboard = true;
    }

    /** A second call only brings better measurements. */
    void markReady(List<Rendition> measured) {
        if (state != VideoState.READY) {
            must(VideoState.PROCESSING, "become ready");
        }
        if (!playable) {
            throw new IllegalStateException("video " + id + " cannot become ready before it is playable");
        }
        state = VideoState.READY;
        renditions = List.copyOf(measured);
        percent = 100;
        etaSeconds = null;
        stage = "ready";
    }

    /** The first failure is kept. */
    void markFailed(String code, String message, Instant now) {
        if (state == VideoState.FAILED) {
            return;
        }
        if (state == VideoState.READY) {
            throw new IllegalStateException("video " + id + " is ready and cannot fail any more");
        }
        state = VideoState.FAILED;
        failureCode = code;
        failureMessage = message;
        failedAt = now;
        playable = false;
        etaSeconds = null;
        stage = "failed";
    }

    void requeue() {
        must(VideoState.FAILED, "be tried again");
        failureCode = null;
        failureMessage = null;
        failedAt = null;
        queueAgain();
    }

    /** Nothing counts that was made of it. */
    void startOver() {
        if (state != VideoState.QUEUED) {
            must(VideoState.PROCESSING, "be begun again");
        }
        playable = false;
        renditions = List.of();
        posterWidths = List.of();
        storyboard = false;
        queueAgain();
    }

    private void queueAgain() {
        state = VideoState.QUEUED;
        percent = 0;
        etaSeconds = null;
        stage = "queued";
        warnings = List.of();
        processingSince = null;
    }

    void warn(Notice notice) {
        if (!warnings.contains(notice)) {
            warnings = Stream.concat(warnings.stream(), Stream.of(notice)).toList();
        }
    }

    void markSourceRemoved() {
        sourceRemoved = true;
    }

    /** What others see; its addresses are paths without a base. */
    VideoView view() {
        return new VideoView(
                id,
                title,
                description,
                visibility,
                state,
                playable,
                new Progress(percent, etaSeconds, state == VideoState.PROCESSING ? 0 : null, stage),
                failureCode == null ? null : new Failure(failureCode, failureMessage),
                List.copyOf(warnings),
                durationSeconds,
                width,
                height,
                frameRate,
                sourceView(),
                List.copyOf(renditions),
                playbackPaths(),
                createdAt,
                publishedAt,
                ownerName,
                category,
                List.copyOf(tags),
                views,
                source == null ? List.of() : source.chapters(),
                watermark == null ? null : VideoView.Mark.of(watermark.look()),
                null,
                new Rights(ownerId, accessEpoch, "/v/" + id, !sourceRemoved));
    }

    private Source sourceView() {
        var probe = source == null ? Probe.NOTHING : source;
        return new Source(
                fileName,
                sizeBytes,
                sha256,
                probe.container(),
                probe.videoCodec(),
                probe.pixelFormat(),
                probe.width(),
                probe.height(),
                probe.rotation(),
                probe.frameRate(),
                probe.constantFrameRate(),
                probe.bitRate(),
                probe.audio(),
                probe.colour());
    }

    /** Pictures of a stream are served with it, and not while it is stopped. */
    private Playback playbackPaths() {
        boolean drawn = storyboard && playable;
        String stream = "/v/" + id;
        String hls = playable ? stream + "/index.m3u8" : null;
        String poster = posterWidths.isEmpty() || !playable
                ? null
                : stream + "/poster/" + posterWidths.get(posterWidths.size() - 1) + ".jpg" + posterQuery();
        return new Playback(
                hls,
                playable ? stream + "/manifest.mpd" : null,
                poster,
                playable && width != null ? stream + "/thumbnail.jpg?t={t}&width={width}" : null,
                drawn ? stream + "/storyboard.vtt" : null,
                drawn ? stream + "/storyboard.json" : null,
                drawn ? stream + "/preview.webp" : null,
                "/watch/" + id,
                "/embed/" + id);
    }

    /** Another address for each poster: they may be kept for an hour. */
    private String posterQuery() {
        return posterVersion == 0 ? "" : "?v=" + posterVersion;
    }

    private void must(VideoState expected, String act) {
        if (state != expected) {
            throw new IllegalStateException("video " + id + " is " + state.key() + " and cannot " + act);
        }
    }
}
