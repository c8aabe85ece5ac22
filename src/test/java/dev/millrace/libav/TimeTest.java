package dev.millrace.libav;

import static dev.millrace.libav.EditLists.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.millrace.libav.EditLists.Edit;
import dev.millrace.libav.Pictures.Picture;
import dev.millrace.media.FrameRate;
import dev.millrace.media.SourceFacts.Seeking;
import dev.millrace.media.Warning;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clocks that begin late, jump, lie, or are missing; files that end early. What is shown is told by the numbers in the pictures. */
class TimeTest {

    private static final int TIMESCALE = 90_000;
    private static final int TS_PACKET = 188;
    private static final int SAMPLE_RATE = 48_000;

    @TempDir
    Path folder;

    static Stream<Arguments> editLists() {
        return Stream.of(
                arguments("empty edit first", range(0, 50), edits(new Edit(1000, NOTHING), new Edit(2000, 0))),
                arguments("from the middle of a group", range(10, 60), edits(new Edit(2000, 400))),
                arguments(
                        "a part cut out",
                        join(range(0, 30), range(60, 90)),
                        edits(new Edit(1200, 0), new Edit(1200, 2400))),
                arguments(
                        "three parts, empty edit first",
                        join(range(5, 25), join(range(40, 60), range(75, 95))),
                        edits(new Edit(500, NOTHING), new Edit(800, 200), new Edit(800, 1600), new Edit(800, 3000))),
                arguments(
                        "first from the middle of a group, then a group",
                        join(range(11, 30), range(50, 70)),
                        edits(new Edit(760, 440), new Edit(800, 2000))),
                arguments(
                        "a part that comes before",
                        join(range(60, 80), range(13, 33)),
                        edits(new Edit(800, 2400), new Edit(800, 520))),
                arguments(
                        "the same twice, to the end",
                        join(range(75, 100), range(75, 100)),
                        edits(new Edit(1000, 3000), new Edit(1000, 3000))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("editLists")
    void showsWhatTheEditListSays(String name, List<Integer> numbers, Edit[] edits) throws Exception {
        var film =
                SampleFilm.in("mp4").frames(100).gop(25).muxing("video_track_timescale", Integer.toString(TIMESCALE));
        var edited = file(EditLists.set(Files.readAllBytes(film.make()), TIMESCALE, edits));

        var shown = numbersIn(Rendering.of(edited, folder, 10, 2).encodePictures());

        assertThat(shown).containsExactlyElementsOf(numbers);
    }

    /** Two broadcasts behind one another; the second's clock is somewhere else. Sound stays beside its pictures. */
    @ParameterizedTest(name = "from {0} s to {1} s")
    @CsvSource({"60, 20", "20, 60", "10, 5000", "5000, 10", "95400, 3", "1, 1"})
    void goesOnWhereTheClockJumps(double first, double second) throws Exception {
        var rendering = Rendering.of(joined(broadcast(first), broadcast(second)), folder, 10, 2)
                .encodePictures();
        rendering.encodeSound(1, "a0", 2);

        assertThat(rendering.facts.seekable()).isEqualTo(Seeking.FROM_START);
        var numbers = numbersIn(rendering);
        assertThat(withoutRepeats(numbers)).containsExactlyElementsOf(join(range(0, 50), range(0, 50)));
        assertThat(numbers).hasSizeLessThanOrEqualTo(102);
        // a beep at the full second, where picture 25 of the second part is
        double picture = numbers.lastIndexOf(25) / 25.0;
        int beep =
                SoundSamples.onset(SoundSamples.of(rendering.joined("a0")), (int) ((picture - 0.3) * SAMPLE_RATE), 0.1);
        assertThat((double) beep / SAMPLE_RATE).isCloseTo(picture, within(0.05));
    }

    private static SampleFilm broadcast(double start) {
        return SampleFilm.in("mpegts")
                .frames(50)
                .startingAt(start)
                .sound(SampleSound.aac(2).startingAt(start).beeping());
    }

    /** Browsers record piece by piece, and some services put the pieces behind one another. */
    @ParameterizedTest(name = "live: {0}")
    @ValueSource(strings = {"0", "1"})
    void playsRecordingsBehindOneAnother(String live) throws Exception {
        var joined = joined(recording(live).frames(75), recording(live).frames(100));
        var rendering = Rendering.of(joined, folder, 25, 2).encodePictures();
        rendering.encodeSound(1, "a0", 2);

        assertThat(rendering.facts.seekable()).isEqualTo(Seeking.FROM_START);
        assertThat(rendering.facts.warnings()).isEmpty();
        var numbers = numbersIn(rendering);
        assertThat(withoutRepeats(numbers)).containsExactlyElementsOf(join(range(0, 75), range(0, 100)));
        assertThat(numbers).hasSizeLessThanOrEqualTo(178);
        double picture = numbers.lastIndexOf(25) / 25.0;
        int beep =
                SoundSamples.onset(SoundSamples.of(rendering.joined("a0")), (int) ((picture - 0.3) * SAMPLE_RATE), 0.1);
        assertThat((double) beep / SAMPLE_RATE).isCloseTo(picture, within(0.05));
    }

    /** libav ends with the first one when only the second says how large it is. */
    @Test
    void saysSoWhereItPlaysOnlyTheFirstOfTwoRecordings() throws Exception {
        var joined = joined(recording("1").frames(75), recording("0").frames(100));

        var facts = SourceProbe.probe(joined.toString(), event -> {});

        assertThat(facts.frames()).isEqualTo(75);
        assertThat(facts.warnings()).extracting(Warning::code).containsExactly("source_truncated");
    }

    private static SampleFilm recording(String live) {
        return SampleFilm.in("webm")
                .encoder("libvpx")
                .bFrames(0)
                .muxing("live", live)
                .sound(SampleSound.of("libopus", SAMPLE_RATE, 2, 3).beeping());
    }

    /** A gap is no jump: the last picture stands for it. */
    @Test
    void keepsAGap() throws Exception {
        var joined = joined(
                SampleFilm.in("mpegts").frames(50).startingAt(10),
                SampleFilm.in("mpegts").frames(50).startingAt(17));
        var rendering = Rendering.of(joined, folder, 25, 2).encodePictures();

        assertThat(rendering.facts.video().rate()).isEqualTo(FrameRate.of(25));
        assertThat(rendering.facts.frames()).isEqualTo(225);
        assertThat(withoutRepeats(numbersIn(rendering))).containsExactlyElementsOf(join(range(0, 50), range(0, 50)));
    }

    /** A recording that begins in the middle of a group: nothing grey is shown, and nothing of before its key frame. */
    @ParameterizedTest
    @ValueSource(strings = {"libx264", "libx265", "mpeg2video"})
    void beginsWithTheFirstKeyFrame(String encoder) throws Exception {
        var film = SampleFilm.in("mpegts").encoder(encoder).frames(100).gop(25);
        if (encoder.equals("libx265")) {
            film.encoding("x265-params", "log-level=none:open-gop=0:keyint=25:bframes=3");
        }
        var whole = Files.readAllBytes(film.make());
        int cut = whole.length / 8 / TS_PACKET * TS_PACKET;
        var late = join(Arrays.copyOf(whole, 3 * TS_PACKET), Arrays.copyOfRange(whole, cut, whole.length));
        var rendering = Rendering.of(file(late), folder, 10, 2).encodePictures();

        assertThat(numbersIn(rendering)).containsExactlyElementsOf(range(25, 100));
    }

    static Stream<Arguments> bareStreams() {
        return Stream.of(
                arguments("h264", "libx264", 2),
                arguments("h264", "libx264", 0),
                arguments("mpeg1video", "mpeg1video", 2),
                arguments("mpeg2video", "mpeg2video", 2));
    }

    /** Elementary streams have no times at all. */
    @ParameterizedTest(name = "{0} with {2} B-frames")
    @MethodSource("bareStreams")
    void countsPicturesThatHaveNoTimes(String format, String encoder, int bFrames) throws Exception {
        var film = SampleFilm.in(format).encoder(encoder).frames(60).bFrames(bFrames);
        var rendering = Rendering.of(film.make(), folder, 10, 2).encodePictures();

        assertThat(rendering.facts.seekable()).isEqualTo(Seeking.FROM_START);
        assertThat(numbersIn(rendering)).containsExactlyElementsOf(range(0, 60));
    }

    @Test
    void showsPicturesOfTheSameTimeOnce() throws Exception {
        var film = SampleFilm.in("matroska")
                .times(0, 40, 80, 120, 160, 160, 200, 240, 280, 320)
                .bFrames(0);
        var rendering = Rendering.of(film.make(), folder, 10, 2).encodePictures();

        assertThat(rendering.facts.frames()).isEqualTo(9);
        assertThat(numbersIn(rendering)).containsExactly(0, 1, 2, 3, 5, 6, 7, 8, 9);
    }

    @ParameterizedTest(name = "{0} pictures in {1}")
    @CsvSource({"1, mp4", "1, matroska", "1, mpegts", "2, mp4", "5, mpegts", "24, mp4"})
    void showsFilmsOfLessThanASecond(int frames, String container) throws Exception {
        var film = SampleFilm.in(container).frames(frames).sound(SampleSound.aac(frames / 25.0));
        var rendering = Rendering.of(film.make(), folder, 10, 2).encodePictures();

        assertThat(numbersIn(rendering)).containsExactlyElementsOf(range(0, frames));
    }

    /** A header that is believed would make one second a day and a half. */
    @Test
    void doesNotBelieveHowLongTheLastPictureStands() throws Exception {
        var film = SampleFilm.in("mp4")
                .times(0, 50, 80, 130, 150, 220, 250, 300, 310)
                .bFrames(0)
                .muxing("video_track_timescale", "1000");
        var bytes = Files.readAllBytes(film.make());
        lastPictureStands(bytes, 143_165_000);

        var facts = SourceProbe.probe(file(bytes).toString(), event -> {});

        assertThat(facts.durationSeconds()).isLessThan(15);
    }

    /** A damaged clock puts a picture that stands for 5 s half an hour behind the film: its length is not the film's. */
    @Test
    void aStrayPictureDoesNotSayHowLongTheLastOneStands() throws Exception {
        var film = SampleFilm.in("mp4")
                .times(0, 40, 80, 120, 160, 5160, 5200, 5240, 5290, 5330, 5370, 5410, 5460)
                .bFrames(2)
                .muxing("use_editlist", "0") // which would leave it out
                .muxing("video_track_timescale", "1000");
        var bytes = Files.readAllBytes(film.make());
        double whole = SourceProbe.probe(film.make().toString(), event -> {}).durationSeconds();
        strayPicture(bytes, 5000, 2_000_000);

        double damaged = SourceProbe.probe(file(bytes).toString(), event -> {}).durationSeconds();

        assertThat(damaged).isCloseTo(whole, within(0.1));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"mp4, +faststart", "matroska, ''", "avi, ''", "flv, ''"})
    void playsWhatIsThereOfAFileThatEndsEarlyAndSaysSo(String container, String flags) throws Exception {
        var film = SampleFilm.in(container).frames(250).bFrames(0);
        if (container.equals("avi")) {
            film.encoder("mpeg4");
        }
        if (!flags.isEmpty()) {
            film.muxing("movflags", flags);
        }
        var whole = Files.readAllBytes(film.make());
        var rendering = Rendering.of(file(Arrays.copyOf(whole, whole.length * 6 / 10)), folder, 25, 2)
                .encodePictures();

        assertThat(rendering.facts.warnings()).extracting(Warning::code).containsExactly("source_truncated");
        assertThat(numbersIn(rendering)).startsWith(range(0, 100).toArray(Integer[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mov", "matroska", "avi", "flv", "mpegts"})
    void saysNothingOfAFileThatIsWhole(String container) {
        var film = SampleFilm.in(container).frames(250).bFrames(0).sound(SampleSound.aac(10.4));
        if (container.equals("avi")) {
            film.encoder("mpeg4");
        }
        if (container.equals("flv")) {
            film.sounds.clear();
        }

        assertThat(SourceProbe.probe(film.make().toString(), event -> {}).warnings())
                .isEmpty();
    }

    /** The stream lasts as long as its pictures, unless sound goes on for more than a second. */
    @ParameterizedTest(name = "{0} s of sound beside 4 s of pictures: {1} pictures")
    @CsvSource({"1, 100", "3.9, 100", "4.5, 100", "7, 175"})
    void soundMayStopBeforeThePicturesOrGoOnAfterThem(double seconds, long frames) throws Exception {
        var film = SampleFilm.in("mov").frames(100).sound(SampleSound.of("pcm_s16le", 48_000, 2, seconds));
        var rendering = Rendering.of(film.make(), folder, 25, 2).encodePictures();
        var grid = rendering.encodeSound(1, "a0", 2);

        assertThat((double) rendering.facts.frames()).isBetween(frames - 1.0, frames + 2.0);
        var expected = IntStream.range(0, (int) rendering.facts.frames())
                .mapToObj(i -> Math.min(i, 99))
                .toList();
        assertThat(numbersIn(rendering)).isEqualTo(expected);
        assertThat(rendering.numbers("a0")).hasSize(grid.segments());
    }

    private static List<Integer> numbersIn(Rendering rendering) {
        return Pictures.of(rendering.joined(rendering.rungs.get(0).name())).stream()
                .map(Picture::number)
                .toList();
    }

    private static List<Integer> withoutRepeats(List<Integer> numbers) {
        return IntStream.range(0, numbers.size())
                .filter(i -> i == 0 || !numbers.get(i).equals(numbers.get(i - 1)))
                .mapToObj(numbers::get)
                .toList();
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static List<Integer> join(List<Integer> first, List<Integer> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static Edit[] edits(Edit... edits) {
        return edits;
    }

    private Path joined(SampleFilm first, SampleFilm second) throws IOException {
        return file(join(Files.readAllBytes(first.make()), Files.readAllBytes(second.make())));
    }

    private static byte[] join(byte[] first, byte[] second) {
        var both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    /** The last entry of the table of times (stts) says how long the last picture stands. */
    private static void lastPictureStands(byte[] mp4, int ticks) {
        var data = ByteBuffer.wrap(mp4);
        int table = new String(mp4, StandardCharsets.ISO_8859_1).indexOf("stts") + 8;
        data.putInt(table + 8 * data.getInt(table), ticks);
    }

    /** Shows the picture whose packet stands for so long later, by the table of offsets (ctts, one entry each). */
    private static void strayPicture(byte[] mp4, int stands, int later) {
        var data = ByteBuffer.wrap(mp4);
        var text = new String(mp4, StandardCharsets.ISO_8859_1);
        int durations = text.indexOf("stts") + 12;
        int picture = 0;
        while (data.getInt(durations + 4) != stands) {
            picture += data.getInt(durations);
            durations += 8;
        }
        int offsets = text.indexOf("ctts") + 12;
        for (int passed = 0; passed + data.getInt(offsets) <= picture; offsets += 8) {
            passed += data.getInt(offsets);
        }
        data.putInt(offsets + 4, data.getInt(offsets + 4) + later);
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("source"), bytes);
    }
}
