package dev.millrace.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.media.AudioTrack;
import dev.millrace.media.Bitrate;
import dev.millrace.media.Chapter;
import dev.millrace.media.Colour;
import dev.millrace.media.FrameRate;
import dev.millrace.media.Orientation;
import dev.millrace.media.Resolution;
import dev.millrace.media.SeekPoint;
import dev.millrace.media.SourceFacts;
import dev.millrace.media.SourceFacts.Seeking;
import dev.millrace.media.TimeBase;
import dev.millrace.media.VideoTrack;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClippedSourceTest {

    private static final long FIRST = 100;

    @ParameterizedTest(name = "{0}/{1} fps in ticks of 1/{2}")
    @CsvSource({"25, 1, 12800", "30000, 1001, 90000", "24000, 1001, 1000", "60, 1, 1000", "50, 1, 90000"})
    void everyPictureIsOnTheSlotThatItsPlaceInThePartSays(int numerator, int denominator, int clock) {
        var rate = new FrameRate(numerator, denominator);
        var base = new TimeBase(1, clock);
        var whole = whole(rate, base, 1000);

        for (long from = 0; from < 990; from += 7) {
            var part = ClippedSource.of(whole, from / rate.perSecond(), (from + 10) / rate.perSecond());
            assertThat(part.frames()).isEqualTo(10);
            for (long picture = from; picture < from + 10; picture++) {
                long time = time(rate, base, picture);
                assertThat(rate.slotAt(time - part.video().first(), base)).isEqualTo(picture - from);
            }
        }
    }

    @Test
    void aPartThatBeginsBetweenTwoPicturesBeginsWithTheOneThatIsShown() {
        var part = ClippedSource.of(whole(FrameRate.of(25), new TimeBase(1, 12_800), 1000), 1.05, 2.01);

        assertThat(part.frames()).isEqualTo(51 - 26);
        assertThat(part.durationSeconds()).isCloseTo(1, within(1e-9));
    }

    @Test
    void noPartIsLongerThanTheSourceOrEmpty() {
        var whole = whole(FrameRate.of(25), new TimeBase(1, 12_800), 1000);

        assertThat(ClippedSource.of(whole, 0, 99).frames()).isEqualTo(1000);
        assertThat(ClippedSource.of(whole, 39.99, 99).frames()).isEqualTo(1);
        assertThat(ClippedSource.of(whole, 99, 100).frames()).isEqualTo(1);
    }

    @Test
    void aFewKeyFramesBeforeThePartAreKeptAndNoneBehindIt() {
        var part = ClippedSource.of(whole(FrameRate.of(25), new TimeBase(1, 12_800), 1000), 20, 24);

        assertThat(part.seekPoints().stream().map(SeekPoint::position)).containsExactly(400L, 450L, 500L, 550L);
    }

    @Test
    void chaptersMoveAlong() {
        var part = ClippedSource.of(whole(FrameRate.of(25), new TimeBase(1, 12_800), 1000), 8, 12);

        assertThat(part.chapters()).containsExactly(new Chapter(0, 2, "one"), new Chapter(2, 4, "two"));
    }

    @Test
    void soundAloneIsCutOnItsGridAndWhatBeginsLaterStaysLater() {
        double slot = 1024 / 48_000.0;
        var first = new AudioTrack(0, "mp3", 2, 44_100, "en", "", true, 0.5, 0.5 + 1000 * slot);
        var later = new AudioTrack(1, "mp3", 2, 44_100, "de", "", false, 0.5 + 90 * slot, 0.5 + 1000 * slot);
        var whole = new SourceFacts(
                "matroska,webm",
                null,
                List.of(first, later),
                List.of(),
                List.of(new Chapter(0, 2, "one"), new Chapter(2, 21, "two")),
                1000 * slot,
                new Bitrate(128_000),
                List.of(),
                Seeking.BY_TIME,
                List.of(),
                1000,
                null,
                List.of());

        var part = ClippedSource.of(whole, 50.4 * slot, 99.6 * slot);

        assertThat(part.frames()).isEqualTo(50);
        assertThat(part.durationSeconds()).isCloseTo(50 * slot, within(1e-9));
        assertThat(part.origin().seconds()).isCloseTo(0.5 + 50 * slot, within(1e-9));
        assertThat(part.audio().get(1).startSeconds()).isCloseTo(0.5 + 90 * slot, within(1e-9));
        assertThat(part.audio()).allSatisfy(s -> assertThat(s.endSeconds()).isCloseTo(0.5 + 100 * slot, within(1e-9)));
        assertThat(part.chapters()).hasSize(2);
        assertThat(part.video()).isNull();
    }

    private static long time(FrameRate rate, TimeBase base, long picture) {
        return FIRST + Math.round(picture / rate.perSecond() / base.seconds(1));
    }

    private static SourceFacts whole(FrameRate rate, TimeBase base, long frames) {
        var size = new Resolution(640, 360);
        var video = new VideoTrack(
                0,
                "h264",
                size,
                size,
                Orientation.UPRIGHT,
                "yuv420p",
                base,
                FIRST,
                frames,
                true,
                rate,
                Colour.UNKNOWN,
                null);
        var keys = LongStream.iterate(0, slot -> slot < frames, slot -> slot + 50)
                .mapToObj(slot -> new SeekPoint(time(rate, base, slot), time(rate, base, slot), slot))
                .toList();
        return new SourceFacts(
                "mov,mp4,m4a,3gp,3g2,mj2",
                video,
                List.of(new AudioTrack(1, "aac", 2, 48_000, "en", "", true, 0, frames / rate.perSecond())),
                List.of(),
                List.of(new Chapter(0, 10, "one"), new Chapter(10, 20, "two"), new Chapter(20, 40, "three")),
                frames / rate.perSecond(),
                new Bitrate(1_000_000),
                keys,
                Seeking.BY_TIME,
                List.of(),
                frames,
                null,
                List.of());
    }
}
