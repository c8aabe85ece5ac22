package dev.millrace.libav;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.millrace.job.Job;
import dev.millrace.ladder.Ladder;
import dev.millrace.media.FrameRate;
import dev.millrace.media.Resolution;
import dev.millrace.proof.InitSegment;
import dev.millrace.timeline.Grid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes are, the readers of boxes accept them or refuse them in their own words. {@code JAZZER_FUZZ=1} in the
 * environment has the fuzzer look for others than the seeds, for one method at a time.
 */
class BoxReadersFuzzTest {

    @MethodSource("segments")
    @FuzzTest(maxDuration = "3m")
    void segmentsAreProvenOrRefused(byte[] bytes) {
        for (boolean pictures : new boolean[] {true, false}) {
            try {
                SegmentProof.check(bytes, new SegmentProof.Expected("v120/0", 0, 5120, 10, 10, pictures));
            } catch (ProofException e) {
                // refused
            }
        }
    }

    @MethodSource("inits")
    @FuzzTest(maxDuration = "3m")
    void initSegmentsAreReadOrRefused(byte[] bytes) {
        try {
            InitSegment.read(bytes);
        } catch (InitSegment.UnreadableException e) {
            // refused
        }
    }

    static Stream<Arguments> segments() throws Exception {
        var folder = Files.createTempDirectory(Path.of("target"), "fuzz");
        var film = SampleFilm.in("mp4").size(32, 32).frames(20).make();
        var rendering = Rendering.of(film, folder, 10, 2).encodePictures();
        return seeds(rendering.segment("v32", 0), rendering.segment("v32", 1));
    }

    static Stream<Arguments> inits() throws IOException {
        Libav.load();
        var folder = Files.createTempDirectory(Path.of("target"), "fuzz");
        var rate = FrameRate.of(25);
        var rungs = Ladder.forSource(new Resolution(426, 240), rate, 240);
        var sounds = List.of(new Job.MakeInits.Sound("a0", 2, 48_000, 128_000));
        InitSegments.make(
                new Job.MakeInits(folder.toString(), new Grid(rate, 50, 50), rungs, "superfast", sounds), e -> {});
        return seeds(folder.resolve("v240/init.mp4"), folder.resolve("a0/init.mp4"));
    }

    private static Stream<Arguments> seeds(Path... files) throws IOException {
        var seeds = Stream.<Arguments>builder();
        for (var file : files) {
            seeds.add(arguments((Object) Files.readAllBytes(file)));
        }
        return seeds.build();
    }
}
