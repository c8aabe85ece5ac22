package dev.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.millrace.job.Job;
import dev.millrace.job.JobEvent;
import dev.millrace.job.Overlay;
import dev.millrace.job.SoundSource;
import dev.millrace.ladder.Ladder;
import dev.millrace.media.AudioTrack;
import dev.millrace.media.Bitrate;
import dev.millrace.media.FrameRate;
import dev.millrace.media.KeyPicture;
import dev.millrace.media.Loudness;
import dev.millrace.media.Orientation;
import dev.millrace.media.Resolution;
import dev.millrace.media.SeekPoint;
import dev.millrace.media.SourceFacts;
import dev.millrace.media.SourceFacts.Seeking;
import dev.millrace.media.TimeBase;
import dev.millrace.media.Timestamp;
import dev.millrace.media.VideoTrack;
import dev.millrace.media.Warning;
import dev.millrace.media.Watermark;
import dev.millrace.media.Watermark.Corner;
import dev.millrace.timeline.AudioGrid;
import dev.millrace.timeline.Grid;
import dev.millrace.timeline.Storyboard;
import dev.millrace.timeline.Timeline;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one side says is what the other side hears, on one line. */
class WireTest {

    private static final VideoTrack TRACK = new VideoTrack(
            0,
            "h264",
            new Resolution(640, 360),
            new Resolution(360, 640),
            new Orientation(1, true),
            "yuv420p",
            new TimeBase(1, 90_000),
            -126_000,
            250,
            true,
            new FrameRate(30000, 1001),
            dev.millrace.media.Colour.UNKNOWN,
            null);

    private static final Timeline TIMELINE = Timeline.plan(Grid.of(TRACK.rate(), 250), List.of());
    private static final List<SeekPoint> POINTS = List.of(new SeekPoint(1, -2, -1));

    static Stream<Job> jobs() {
        return Stream.of(
                new Job.Probe("/in/source"),
                new Job.EncodeVideo(
                        "/in/source",
                        "/out/ü \"1\"",
                        TRACK,
                        Seeking.BY_POSITION,
                        POINTS,
                        TIMELINE.grid(),
                        TIMELINE.segments(),
                        Ladder.forSource(TRACK.display(), TRACK.rate(), 1080),
                        "veryfast",
                        2,
                        new Overlay("/in/watermark", new Watermark(Corner.CENTRE, 50, 20))),
                new Job.CheckImage("/in/watermark"),
                new Job.EncodeAudio(
                        new SoundSource(
                                "/in/source",
                                1,
                                2,
                                new Timestamp(TRACK.first(), TRACK.timeBase()),
                                Seeking.BY_TIME,
                                2,
                                48_000),
                        "/out",
                        "a0",
                        AudioGrid.along(TIMELINE, 48_000),
                        1,
                        2,
                        128_000,
                        -3.5),
                new Job.MakePosters("/in/source", "/out", TRACK, Seeking.BY_TIME, POINTS, List.of(TRACK.display())),
                new Job.MakeStoryboard("/in/source", "/out", new Storyboard(new Resolution(160, 90), 5, 5, 2, 60)),
                new Job.MakePreview(
                        "/in/source",
                        "/out",
                        new Resolution(320, 180),
                        List.of(0, 3, 6),
                        new FrameRate(25, 3),
                        500_000),
                new Job.MakeStill("/in/source", "/out", new Resolution(320, 180), 41, "webp"),
                new Job.MeasureLoudness(
                        new SoundSource(
                                "/in/source", 1, null, new Timestamp(0, TRACK.timeBase()), Seeking.BY_TIME, 6, 48_000),
                        480_000,
                        true),
                new Job.Stop(),
                new Job.Misbehave("hang"));
    }

    static Stream<JobEvent> events() {
        return Stream.of(
                new JobEvent.Hello("8.1.2", List.of("aac")),
                new JobEvent.Progress(Long.MAX_VALUE),
                new JobEvent.SegmentMade(
                        "v720", 3, 12_345, "abc", List.of(new KeyPicture(24, 900), new KeyPicture(6_000, 850))),
                new JobEvent.Done(),
                new JobEvent.Measured(new Loudness(null, 0, null, true)),
                new JobEvent.Measured(new Loudness(-23.1, 7.5, -1.2, false)),
                new JobEvent.Failed("corrupt_source", "Line one.\nLine two.", true),
                new JobEvent.Probed(new SourceFacts(
                        "mov",
                        TRACK,
                        List.of(new AudioTrack(1, "aac", 6, 48_000, "eng", "Title", true, 0.021, 8.3)),
                        List.of(),
                        List.of(),
                        8.341_666,
                        Bitrate.kilobits(900),
                        POINTS,
                        Seeking.BY_TIME,
                        List.of(new Warning("audio_track_skipped", "A track was left out.")),
                        250,
                        null,
                        List.of())));
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void jobsArriveAsTheyWereSent(Job job) throws Exception {
        var line = Wire.line(job);

        assertThat(line).doesNotContain("\n");
        assertThat(Wire.job(line)).isEqualTo(job);
    }

    @ParameterizedTest
    @MethodSource("events")
    void eventsArriveAsTheyWereSent(JobEvent event) throws Exception {
        var line = Wire.line(event);

        assertThat(line).doesNotContain("\n");
        assertThat(Wire.event(line)).isEqualTo(event);
    }

    @Test
    void whatIsNoMessageIsRefused() {
        assertThatThrownBy(() -> Wire.event("OpenJDK 64-Bit Server VM warning: something"))
                .isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> Wire.job("{\"job\":\"unknown\"}")).isInstanceOf(JsonProcessingException.class);
    }
}
