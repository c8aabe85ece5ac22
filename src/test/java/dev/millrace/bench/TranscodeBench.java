package dev.millrace.bench;

import static dev.millrace.bench.JobCost.total;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
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
import java.time.Duration;
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
    private static final Path KEPT = Path.of("target/bench");
    private static final OneFfmpeg DEBIAN = new OneFfmpeg("Debian's ffmpeg", Path.of("/usr/bin/ffmpeg"));
    private static final FrameRate RATE = new FrameRate(24, 1);
    private static final String MEDIA = "MILLRACE_TEST_MEDIA";
    private static final long SAMPLE_MILLIS = 20;

    /** Seconds of processor time that a service without work may take in a second. */
    private static final double AT_REST = 0.05;

    @TempDir
    Path folder;

    private Path original;
    private List<OneFfmpeg> peers;

    @BeforeEach
    void needsFilmsAndPeers() throws IOException {
        var media = System.getenv(MEDIA);
        assumeTrue(media != null, "needs the folder of real films: set " + MEDIA);
        original = Path.of(media, "bbb-480p-30s.mp4");
        assumeTrue(Files.exists(original), original + " is not there");
        assumeTrue(Files.isExecutable(DEBIAN.program()), "needs ffmpeg");
        assumeTrue(Files.exists(PackagedService.JAR), "needs the packaged service: run it by ./mvnw -Pbench verify");
        peers = new ArrayList<>(List.of(DEBIAN));
        OneFfmpeg.ofOurBuild(KEPT.resolve("ffmpeg")).ifPresent(peers::add);
    }

    @Test
    void twoMinutesOf480LinesCostLittleMoreThanTheEncoding() throws Exception {
        var film = made("480p-2min.mp4", "-stream_loop 3 -i ORIGINAL -c copy");

        compare("480p, 2 minutes", film, new Resolution(854, 480));
    }

    @Test
    void aMinuteOf1080LinesCostsLittleMoreThanTheEncoding() throws Exception {
        var film = made(
                "1080p-1min.mp4",
                "-stream_loop 1 -i ORIGINAL -vf scale=1920:1080:flags=lanczos:out_color_matrix=bt709:out_range=limited,setsar=1"
                        + " -colorspace bt709 -color_range tv -c:v libx264 -preset veryfast -crf 16 -c:a copy");

        compare("1080p, 1 minute", film, new Resolution(1920, 1080));
    }

    private void compare(String what, Path film, Resolution size) throws Exception {
        var rungs = Ladder.forSource(size, RATE, 1080);
        int gop = Grid.of(RATE, 1).gopFrames();
        var ours = new ArrayList<Map<Part, Double>>();
        var costs = peers.stream().map(peer -> new JobCost(peer, ours)).toList();
        try (var service = PackagedService.start(folder)) {
            service.make(original);
            service.make(film);
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
        var time = new ProcessorTime(service.pid(), service::databasePid);
        awaitRest(time);
        var spent = new EnumMap<Part, Double>(Part.class);
        time.seconds().forEach((part, seconds) -> spent.put(part, -seconds));
        var sampler = Executors.newSingleThreadScheduledExecutor();
        try {
            sampler.scheduleWithFixedDelay(() -> sample(time), 0, SAMPLE_MILLIS, TimeUnit.MILLISECONDS);
            var names = service.make(film).required("renditions").findValuesAsText("name");
            assertThat(names).containsAll(rungs.stream().map(Rung::name).toList());
            awaitRest(time);
        } finally {
            sampler.shutdownNow();
        }
        time.seconds().forEach((part, seconds) -> spent.merge(part, seconds, Double::sum));
        return spent;
    }

    /** Waits for a second in which nearly nothing happens. */
    private static void awaitRest(ProcessorTime time) {
        sample(time);
        var last = new double[] {total(time.seconds())};
        await().pollDelay(Duration.ofSeconds(1))
                .pollInterval(Duration.ofSeconds(1))
                .atMost(Duration.ofMinutes(1))
                .until(() -> {
                    sample(time);
                    double before = last[0];
                    last[0] = total(time.seconds());
                    return last[0] - before <= AT_REST;
                });
    }

    private static void sample(ProcessorTime time) {
        try {
            time.sample();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A film made of the real one, once. */
    private Path made(String name, String arguments) throws IOException, InterruptedException {
        var film = Files.createDirectories(KEPT).resolve(name);
        if (!Files.exists(film)) {
            var unfinished = film.resolveSibling("unfinished-" + name);
            var command = new ArrayList<>(DEBIAN.start());
            for (var word : arguments.split(" ")) {
                command.add(word.equals("ORIGINAL") ? original.toString() : word);
            }
            command.add(unfinished.toString());
            DEBIAN.run(command);
            Files.move(unfinished, film);
        }
        return film;
    }
}
