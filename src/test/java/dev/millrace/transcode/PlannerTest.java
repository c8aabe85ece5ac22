package dev.millrace.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.media.AudioTrack;
import dev.millrace.media.Bitrate;
import dev.millrace.media.FrameRate;
import dev.millrace.media.Orientation;
import dev.millrace.media.Resolution;
import dev.millrace.media.SeekPoint;
import dev.millrace.media.SourceFacts;
import dev.millrace.media.SourceFacts.Seeking;
import dev.millrace.media.TimeBase;
import dev.millrace.media.VideoTrack;
import dev.millrace.transcode.StreamPlan.Sound;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlannerTest {

    private static final TimeBase CLOCK = new TimeBase(1, 90_000);
    private static final List<FrameRate> RATES = List.of(
            new FrameRate(24000, 1001),
            FrameRate.of(25),
            new FrameRate(30000, 1001),
            FrameRate.of(60),
            FrameRate.of(5));
    private static final List<String> LANGUAGES = List.of("und", "eng", "deu", "en", "", "zz", "x\"\n");
    private static final List<String> TITLES = List.of("", "Main", "Director's \"cut\"\r\n", "  ", "Main");

    private final Planner planner = new Planner("veryfast", 1080, 128_000);

    /** Whatever was probed, the plan is whole: nothing overlaps, nothing is named twice, nothing is left out. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void plansAnything(int seed) {
        var random = new Random(seed);
        var facts = facts(random);
        var plan = planner.plan(facts);
        var timeline = plan.timeline();

        assertThat(timeline.grid().frames()).isEqualTo(facts.frames());
        assertThat(timeline.segments().get(timeline.segments().size() - 1).endFrame())
                .isEqualTo(facts.frames());
        assertThat(timeline.chunks().get(timeline.chunks().size() - 1).endSegment())
                .isEqualTo(timeline.segments().size());
        assertThat(timeline.chunks().get(0).segments())
                .isEqualTo(
                        facts.seekable() == Seeking.FROM_START
                                ? timeline.segments().size()
                                : 1);

        assertThat(plan.ladder()).isNotEmpty().doesNotHaveDuplicates();
        assertThat(plan.ladder())
                .extracting(r -> r.name())
                .doesNotHaveDuplicates()
                .allMatch(n -> n.matches("v\\d+"));
        assertThat(plan.ladder())
                .isSortedAccordingTo(
                        (a, b) -> Long.compare(b.size().pixels(), a.size().pixels()));
        assertThat(plan.ladder()).allSatisfy(r -> {
            assertThat(r.size().width() % 2 + r.size().height() % 2).isZero();
            assertThat(r.size().shortSide()).isLessThanOrEqualTo(1080);
        });

        assertThat(plan.audio()).hasSameSizeAs(facts.audio());
        assertThat(plan.audio())
                .extracting(Sound::label)
                .doesNotHaveDuplicates()
                .allMatch(PlannerTest::speakable);
        assertThat(plan.audio())
                .extracting(Sound::stream)
                .containsExactlyInAnyOrderElementsOf(
                        facts.audio().stream().map(AudioTrack::index).toList());
        for (int i = 0; i < plan.audio().size(); i++) {
            assertThat(plan.audio().get(i).name()).isEqualTo("a" + i);
            assertThat(plan.audio().get(i).language()).matches("[A-Za-z0-9-]{2,}");
            assertThat(plan.audio().get(i).grid().segments())
                    .isEqualTo(timeline.segments().size());
        }

        assertThat(plan.posters()).isNotEmpty().doesNotHaveDuplicates();
        assertThat(plan.posters()).extracting(Resolution::width).isSorted();
        assertThat(plan.posters()).allSatisfy(p -> {
            assertThat(p.width())
                    .isLessThanOrEqualTo(Math.max(2, facts.video().display().width() + 1));
            assertThat(p.width() % 2 + p.height() % 2).isZero();
        });
    }

    @Test
    void plansTheSameFromTheSame() {
        assertThat(planner.plan(facts(new Random(1)))).isEqualTo(planner.plan(facts(new Random(1))));
    }

    @Test
    void putsTheDefaultSoundFirstAndNamesThemForPeople() {
        var facts = film(List.of(
                sound(1, "eng", "", false),
                sound(2, "deu", "", true),
                sound(3, "eng", "", false),
                sound(4, "und", "", false)));

        assertThat(planner.plan(facts).audio())
                .extracting(Sound::label)
                .containsExactly("German", "English", "English 2", "Audio");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "eng, en",
        "deu, de",
        "ger, de",
        "fra, fr",
        "fre, fr",
        "en-US, en-US",
        "de, de",
        "und, und",
        "'', und",
        "qaa, qaa"
    })
    void namesLanguagesAsPlaylistsDo(String container, String tag) {
        assertThat(planner.plan(film(List.of(sound(1, container, "", false))))
                        .audio()
                        .get(0)
                        .language())
                .isEqualTo(tag);
    }

    @ParameterizedTest(name = "{0}x{1} gets posters {2}")
    @CsvSource({
        "1920, 1080, '320x180 640x360 1280x720'",
        "1080, 1920, '320x570 640x1138'",
        "400, 300, '320x240'",
        "160, 120, '160x120'",
        "161, 121, '162x122'",
        "1, 1, '2x2'"
    })
    void makesPostersNoLargerThanThePicture(int width, int height, String sizes) {
        var plan = planner.plan(film(new Resolution(width, height), List.of()));

        assertThat(String.join(
                        " ", plan.posters().stream().map(Resolution::toString).toList()))
                .isEqualTo(sizes);
    }

    static Iterable<Integer> seeds() {
        return IntStream.range(0, 60).boxed().toList();
    }

    /** Players print it; in a playlist it stands between quotes. */
    private static boolean speakable(String label) {
        return !label.isBlank() && label.chars().noneMatch(c -> c == '"' || Character.isISOControl(c));
    }

    private static SourceFacts facts(Random random) {
        var rate = RATES.get(random.nextInt(RATES.size()));
        long frames = 1 + random.nextInt(random.nextBoolean() ? 50 : 20_000);
        var sounds = new ArrayList<AudioTrack>();
        for (int i = random.nextInt(5); i > 0; i--) {
            sounds.add(sound(
                    i,
                    LANGUAGES.get(random.nextInt(LANGUAGES.size())),
                    TITLES.get(random.nextInt(TITLES.size())),
                    random.nextBoolean()));
        }
        var keys = new ArrayList<SeekPoint>();
        long first = random.nextInt(1_000_000);
        for (long slot = 0; slot < frames; slot += 1 + random.nextInt(500)) {
            long time = first + slot * 90_000L * rate.denominator() / rate.numerator();
            keys.add(new SeekPoint(time, time, slot * 1000));
        }
        var display = new Resolution(1 + random.nextInt(4000), 1 + random.nextInt(4000));
        var seeking = Seeking.values()[random.nextInt(3)];
        return new SourceFacts(
                "mp4",
                video(display, rate, first, frames),
                sounds,
                List.of(),
                List.of(),
                frames / rate.perSecond(),
                Bitrate.kilobits(1000),
                seeking == Seeking.FROM_START ? List.of() : keys,
                seeking,
                List.of(),
                frames,
                null,
                List.of());
    }

    /** Without pictures the sound decides: whole AAC frames, two seconds first, then four. */
    @Test
    void cutsSoundAloneAtItsOwnFrames() {
        var plan = planner.plan(soundAlone(List.of(sound(0, "eng", "", true)), 500, null));

        assertThat(plan.ladder()).isEmpty();
        assertThat(plan.posters()).isEmpty();
        assertThat(plan.timeline().chunks()).hasSize(1);
        assertThat(plan.audio().get(0).grid().boundaries()).containsExactly(0L, 93L, 186L, 279L, 465L, 500L);
    }

    @Test
    void makesThePosterOfSoundAloneFromItsCover() {
        var cover = video(new Resolution(700, 700), FrameRate.of(1), 0, 1);
        var plan = planner.plan(soundAlone(List.of(sound(0, "eng", "", true)), 500, cover));

        assertThat(plan.posters()).containsExactly(new Resolution(320, 320), new Resolution(640, 640));
    }

    private static SourceFacts soundAlone(List<AudioTrack> sounds, long frames, VideoTrack cover) {
        return new SourceFacts(
                "mp3",
                null,
                sounds,
                List.of(),
                List.of(),
                frames * 1024 / 48_000.0,
                Bitrate.kilobits(128),
                List.of(),
                Seeking.BY_TIME,
                List.of(),
                frames,
                cover,
                List.of());
    }

    private static SourceFacts film(List<AudioTrack> sounds) {
        return film(new Resolution(640, 360), sounds);
    }

    private static SourceFacts film(Resolution display, List<AudioTrack> sounds) {
        var rate = FrameRate.of(25);
        return new SourceFacts(
                "mp4",
                video(display, rate, 0, 250),
                sounds,
                List.of(),
                List.of(),
                10,
                Bitrate.kilobits(1000),
                List.of(new SeekPoint(0, 0, 0)),
                Seeking.BY_TIME,
                List.of(),
                250,
                null,
                List.of());
    }

    private static VideoTrack video(Resolution display, FrameRate rate, long first, long frames) {
        return new VideoTrack(
                0,
                "h264",
                display,
                display,
                Orientation.UPRIGHT,
                "yuv420p",
                CLOCK,
                first,
                frames,
                true,
                rate,
                dev.millrace.media.Colour.UNKNOWN,
                null);
    }

    private static AudioTrack sound(int index, String language, String title, boolean preferred) {
        return new AudioTrack(index, "aac", 2, 48_000, language, title, preferred, 0, 10);
    }
}
