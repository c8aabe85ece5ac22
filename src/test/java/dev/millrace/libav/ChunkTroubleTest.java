package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.job.Job;
import dev.millrace.job.JobEvent;
import dev.millrace.media.SeekPoint;
import dev.millrace.media.SourceFacts.Seeking;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunks for which something is wrong: with the plan, the disk, or the film. */
@Timeout(value = 60, unit = TimeUnit.SECONDS) // what waits for ever must fail, not hang the build
class ChunkTroubleTest {

    @TempDir
    Path folder;

    /** The entries that were planned lie behind the chunk: the way back goes to the start of the file. */
    @ParameterizedTest
    @ValueSource(strings = {"mp4", "matroska", "mpegts"})
    void stepsBackWhenAnEntryIsTooLate(String container) throws Exception {
        var rendering =
                Rendering.of(SampleFilm.in(container).frames(100).gop(25).make(), folder, 10, 2);
        var job = rendering.job(rendering.timeline.chunks().get(1));
        assertThat(job.segments().get(0).firstFrame()).isEqualTo(20);
        var later = rendering.facts.seekPoints().subList(1, 3);
        VideoChunk.encode(with(job, later), event -> {}, () -> false);

        assertThat(numbersOf(rendering, 2, 3))
                .containsExactlyElementsOf(IntStream.range(20, 40).boxed().toList());
    }

    @Test
    void stepsBackWhenNothingCanBeDecodedFromAnEntry() throws Exception {
        var rendering = Rendering.of(SampleFilm.in("mpegts").frames(100).gop(25).make(), folder, 10, 2);
        var job = rendering.job(rendering.timeline.chunks().get(2));
        var end = new SeekPoint(0, 0, Files.size(Path.of(job.source())) - 188);
        VideoChunk.encode(with(job, List.of(end)), event -> {}, () -> false);

        assertThat(numbersOf(rendering, 4, 5))
                .containsExactlyElementsOf(IntStream.range(40, 60).boxed().toList());
    }

    @Test
    void stopsWhenAskedWithWholeSegmentsOnly() throws Exception {
        var rendering = Rendering.of(SampleFilm.in("mp4").frames(400).make(), folder, 10, 100);
        var stop = new AtomicBoolean();
        VideoChunk.encode(
                rendering.job(rendering.timeline.chunks().get(0)),
                event -> {
                    if (event instanceof JobEvent.SegmentMade segment) {
                        rendering.made.add(segment);
                        stop.set(true);
                    }
                },
                stop::get);

        var numbers = rendering.numbers("v120");
        assertThat(numbers).isNotEmpty();
        assertThat(numbers).hasSizeLessThan(40);
        assertThat(numbersOf(rendering, 0, numbers.size() - 1))
                .containsExactlyElementsOf(
                        IntStream.range(0, 10 * numbers.size()).boxed().toList());
    }

    /** A lane that cannot write fails the job; the decoding thread and the other lanes end. */
    @Test
    void endsWhenALaneFails() throws Exception {
        var rendering =
                Rendering.of(SampleFilm.in("mp4").size(640, 480).frames(200).make(), folder, 10, 100);
        Files.createDirectories(rendering.segment("v240", 1)); // a folder where the file should go

        assertThatThrownBy(() -> VideoChunk.encode(
                        rendering.job(rendering.timeline.chunks().get(0)), event -> {}, () -> false))
                .isInstanceOf(UncheckedIOException.class);
        await().until(() -> lanes().count() == 0);
    }

    @Test
    void endsWhenALaneCannotBegin() throws Exception {
        var rendering =
                Rendering.of(SampleFilm.in("mp4").size(640, 480).frames(20).make(), folder, 10, 100);
        Files.createFile(folder.resolve("v240"));

        assertThatThrownBy(() -> VideoChunk.encode(
                        rendering.job(rendering.timeline.chunks().get(0)), event -> {}, () -> false))
                .isInstanceOf(UncheckedIOException.class);
        await().until(() -> lanes().count() == 0);
    }

    /** Two broadcasts behind one another: the second has another size. */
    @Test
    void keepsTheSizeOfTheFirstPicture() throws Exception {
        var joined = joined(
                SampleFilm.in("mpegts").frames(50).startingAt(1),
                SampleFilm.in("mpegts").frames(50).startingAt(3).size(240, 180).pixelFormat("yuv422p"));
        var rendering = Rendering.of(joined, folder, 10, 2).encodePictures();

        assertThat(rendering.facts.frames()).isEqualTo(100);
        var pictures = Pictures.of(rendering.joined("v120"));
        assertThat(pictures).extracting(Pictures.Picture::width).containsOnly(160);
        assertThat(pictures)
                .extracting(Pictures.Picture::number)
                .containsExactlyElementsOf(
                        IntStream.range(0, 100).map(i -> i % 50).boxed().toList());
    }

    /** The clock is set back in the middle: nothing can be sought there, and everything planned is made. */
    @Test
    void survivesAClockThatIsSetBack() throws Exception {
        var joined = joined(
                SampleFilm.in("mpegts").frames(50).startingAt(60),
                SampleFilm.in("mpegts").frames(50).startingAt(20));
        var rendering = Rendering.of(joined, folder, 10, 2);

        assertThat(rendering.facts.seekable()).isEqualTo(Seeking.FROM_START);
        rendering.encodePictures();
        assertThat(Pictures.of(rendering.joined("v120"))).hasSize((int) rendering.facts.frames());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mpegts", "matroska"})
    void makesAllSegmentsOfADamagedFilm(String container) throws Exception {
        var bytes = Files.readAllBytes(SampleFilm.in(container).frames(100).make());
        var random = new Random(3);
        for (int i = 0; i < 30; i++) {
            bytes[2000 + random.nextInt(bytes.length - 8000)] ^= (byte) (1 << random.nextInt(8));
        }
        var damaged = Files.write(folder.resolve("source"), bytes);
        var rendering = Rendering.of(damaged, folder, 10, 2).encodePictures();

        assertThat(Pictures.of(rendering.joined("v120"))).hasSize((int) rendering.facts.frames());
        assertThat(rendering.initHashes("v120")).hasSize(1);
    }

    private Path joined(SampleFilm first, SampleFilm second) throws IOException {
        var file = folder.resolve("source");
        try (var out = Files.newOutputStream(file)) {
            Files.copy(first.make(), out);
            Files.copy(second.make(), out);
        }
        return file;
    }

    private static Job.EncodeVideo with(Job.EncodeVideo job, List<SeekPoint> entries) {
        return new Job.EncodeVideo(
                job.source(),
                job.output(),
                job.track(),
                job.seeking(),
                entries,
                job.grid(),
                job.segments(),
                job.rungs(),
                job.preset(),
                job.threads());
    }

    /** Numbers in the pictures of some segments. */
    private List<Integer> numbersOf(Rendering rendering, int first, int last) throws IOException {
        var file = folder.resolve("part.mp4");
        try (var out = Files.newOutputStream(file)) {
            Files.copy(folder.resolve("v120/init.mp4"), out);
            for (int number = first; number <= last; number++) {
                Files.copy(rendering.segment("v120", number), out);
            }
        }
        return Pictures.of(file).stream().map(Pictures.Picture::number).toList();
    }

    private static Stream<String> lanes() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter(n -> n.startsWith("rung-"));
    }
}
