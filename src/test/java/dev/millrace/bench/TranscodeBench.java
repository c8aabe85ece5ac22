package dev.millrace.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.bench.ProcessorTime.Part;
import dev.millrace.ladder.Ladder;
import dev.millrace.ladder.Rung;
import dev.millrace.media.FrameRate;
import dev.millrace.media.Resolution;
import dev.millrace.timeline.Grid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The processor time of a whole job beside one {@code ffmpeg} process that makes the same renditions.
 *
 * <p>Ours is everything the packaged service does from the upload's first byte until it is at rest again: server,
 * database, engines, the start of the next spare engines, probe, all rungs, sound, posters, proofs. It has made two films
 * before, so that the server's code is compiled. The peers are Debian's ffmpeg and the ffmpeg program of the very
 * libraries our engine uses, so that another x264 cannot be mistaken for another pipeline.
 */
@Tag("bench")
class TranscodeBench {

    private static final double BOUND = 1.25;
    private static final int ROUNDS = Integer.getInteger("bench.transcode-rounds", 3);
    private static final OneFfmpeg DEBIAN = new OneFfmpeg("Debian's ffmpeg", Path.of("/usr/bin/ffmpeg"));
    private static final FrameRate RATE = new FrameRate(24, 1);
    private static final long SAMPLE_MILLIS = 20;

    @TempDir
    Path folder;

    private Path original;
    private List<OneFfmpeg> peers;

    @BeforeEach
    void needsFilmsAndPeers() throws IOException {
        original = KeptFilms.halfAMinute();
        assumeTrue(Files.isExecutable(DEBIAN.program()), "needs ffmpeg");
        PackagedService.assumeItIsPackaged();
        peers = new ArrayList<>(List.of(DEBIAN));
        OneFfmpeg.ofOurBuild(KeptFilms.FOLDER.resolve("ffmpeg")).ifPresent(peers::add);
    }

    @Test
    void twoMinutesOf480LinesCostLittleMoreThanTheEncoding() throws Exception {
        compare("480p, 2 minutes", KeptFilms.twoMinutes(), new Resolution(854, 480));
    }

    @Test
    void aMinuteOf1080LinesCostsLittleMoreThanTheEncoding() throws Exception {
        compare("1080p, 1 minute", KeptFilms.minuteOf1080Lines(), new Resolution(1920, 1080));
    }

    private void compare(String what, Path film, Resolution size) throws Exception {
        var rungs = Ladder.forSource(size, RATE, 1080);
        int gop = Grid.of(RATE, 1).gopFrames();
        var ours = new ArrayList<Map<Part, Double>>();
        var costs = peers.stream().map(peer -> new JobCost(peer, ours)).toList();
        try (var service = PackagedService.start(folder)) {
            service.client().make(original);
            service.client().make(film);
            for (int round = 0; round < ROUNDS; round++) {
                ours.add(wholeJob(service, film, rungs));
                for (var cost : costs) {
                    cost.theirs().add(cost.peer().seconds(film, rungs, gop, folder.resolve("peer")));
                }
            }
        }
        System.out.printf("%-18s %s%n", what, JobCost.sentence(ours));
        for (var cost : costs) {
            var command = cost.peer().command(film, rungs, gop, Path.of("out"));
            System.out.printf("    %s%n        %s%n", cost.sentence(BOUND), String.join(" ", command));
        }
        assertThat(costs).as(what).allSatisfy(cost -> assertThat(cost.ratio()).isLessThanOrEqualTo(BOUND));
    }

    private static Map<Part, Double> wholeJob(PackagedService service, Path film, List<Rung> rungs) throws Exception {
        var time = service.processorTime();
        time.awaitRest();
        var spent = new EnumMap<Part, Double>(Part.class);
        time.seconds().forEach((part, seconds) -> spent.put(part, -seconds));
        var sampler = Executors.newSingleThreadScheduledExecutor();
        try {
            sampler.scheduleWithFixedDelay(() -> sample(time), 0, SAMPLE_MILLIS, TimeUnit.MILLISECONDS);
            var names = service.client().make(film).required("renditions").findValuesAsText("name");
            assertThat(names).containsAll(rungs.stream().map(Rung::name).toList());
            time.awaitRest();
        } finally {
            sampler.shutdownNow();
        }
        time.seconds().forEach((part, seconds) -> spent.merge(part, seconds, Double::sum));
        return spent;
    }

    private static void sample(ProcessorTime time) {
        try {
            time.sample();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
