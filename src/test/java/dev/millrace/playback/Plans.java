package dev.millrace.playback;

import dev.millrace.ladder.Ladder;
import dev.millrace.media.AudioTrack;
import dev.millrace.media.Bitrate;
import dev.millrace.media.Chapter;
import dev.millrace.media.FrameRate;
import dev.millrace.media.Orientation;
import dev.millrace.media.Resolution;
import dev.millrace.media.SourceFacts;
import dev.millrace.media.SourceFacts.Seeking;
import dev.millrace.media.TimeBase;
import dev.millrace.media.VideoTrack;
import dev.millrace.proof.StreamProof;
import dev.millrace.timeline.AudioGrid;
import dev.millrace.timeline.Grid;
import dev.millrace.timeline.Timeline;
import dev.millrace.transcode.StreamPlan;
import java.util.List;

/** Plans as the probe of an ordinary film gives them. */
public final class Plans {

    private static final FrameRate RATE = new FrameRate(30_000, 1001);
    private static final Resolution SIZE = new Resolution(1280, 720);

    private Plans() {}

    /** 720p at 29.97 with one English sound track, so many pictures long. */
    public static StreamPlan film(long frames) {
        var timeline = Timeline.plan(Grid.of(RATE, frames), List.of(0L));
        var sound = new StreamPlan.Sound("a0", 1, "English", "en", AudioGrid.along(timeline, 48_000), 128_000, 2, null);
        return new StreamPlan(
                facts(frames),
                timeline,
                Ladder.forSource(SIZE, RATE, 1080),
                List.of(sound),
                "veryfast",
                List.of(new Resolution(320, 180), new Resolution(640, 360)),
                StreamProof.EDITION);
    }

    static StreamPlan silentFilm(long frames) {
        var film = film(frames);
        return new StreamPlan(
                film.source(),
                film.timeline(),
                film.ladder(),
                List.of(),
                film.preset(),
                film.posters(),
                film.edition());
    }

    static StreamPlan soundOnly(long frames) {
        var film = film(frames);
        return new StreamPlan(
                film.source(), film.timeline(), List.of(), film.audio(), film.preset(), List.of(), film.edition());
    }

    /** A film with chapters. */
    static StreamPlan withChapters(long frames, List<Chapter> chapters) {
        var film = film(frames);
        var facts = film.source();
        return new StreamPlan(
                new SourceFacts(
                        facts.container(),
                        facts.video(),
                        facts.audio(),
                        facts.texts(),
                        chapters,
                        facts.durationSeconds(),
                        facts.bitRate(),
                        facts.seekPoints(),
                        facts.seekable(),
                        facts.warnings(),
                        facts.frames(),
                        facts.cover(),
                        List.of()),
                film.timeline(),
                film.ladder(),
                film.audio(),
                film.preset(),
                film.posters(),
                film.edition());
    }

    private static SourceFacts facts(long frames) {
        var video = new VideoTrack(
                0,
                "h264",
                SIZE,
                SIZE,
                Orientation.UPRIGHT,
                "yuv420p",
                new TimeBase(1, 90_000),
                0,
                frames,
                true,
                RATE,
                dev.millrace.media.Colour.UNKNOWN,
                null);
        var audio = new AudioTrack(1, "aac", 2, 48_000, "en", "", true, 0, frames / RATE.perSecond());
        return new SourceFacts(
                "mov,mp4,m4a,3gp,3g2,mj2",
                video,
                List.of(audio),
                List.of(),
                List.of(),
                frames / RATE.perSecond(),
                Bitrate.kilobits(5000),
                List.of(),
                Seeking.BY_TIME,
                List.of(),
                frames,
                null,
                List.of());
    }
}
