package dev.millrace.bench;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The processor time of a whole job beside one {@code ffmpeg} process that makes the same renditions.
 *
 * <p>Ours is everything the packaged service does from the upload's first byte until it is at rest again: server,
 * database, engines, the start of the next spare engine, probe, all rungs, sound, posters, proofs. It has made one film
 * before. The peers are Debian's ffmpeg and the ffmpeg program of the very libraries our engine uses, so that another x264
 * cannot be mistaken for another pipeline.
 */
@Tag("bench")
class TranscodeBench {

    private static final double BOUND = 1.25;
    private static final int ROUNDS = Integer.getInteger("bench.transcode-rounds", 3);
    private static final Path KEPT = Path.of("target/bench");
    private static final Path DEBIAN = Path.of("/usr/bin/ffmpeg");
    private static final long SAMPLE_MILLIS = 20;
    private static final double AT_REST = 0.05;
    private static final FrameRate RATE = new FrameRate(24, 1);
    private static final String MEDIA = "MILLRACE_TEST_MEDIA";

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
        assumeTrue(Files.isExecutable(DEBIAN), "needs ffmpeg");
        assumeTrue(Files.exists(PackagedService.JAR), "needs the packaged service: run it by ./mvnw -Pbench verify");
        peers = List.of(new OneFfmpeg("Debian's ffmpeg", DEBIAN), new OneFfmpeg("our build's ffmpeg", ownProgram()));
    }

    @Test
    void twoMinutesOf480LinesCostLittleMoreThanTheEncoding() throws Exception {
        var film = made("480p-2min.mp4", "-stream_loop", "3", "-i", original.toString(), "-c", "copy");
        compare("480p, 2 minutes", film, new Resolution(854, 480));
    }

    @Test
    void aMinuteOf1080LinesCostsLittleMoreThanTheEncoding() throws Exception {
        var film = made(
                "1080p-1min.mp4",
                "-stream_loop",
                "1",
                "-i",
                original.toString(),
                "-vf",
                "scale=1920:1080:flags=lanczos,setsar=1",
                "-c:v",
                "libx264",
                "-preset",
                "veryfast",
                "-crf",
                "16",
                "-g",
                "48",
                "-c:a",
                "copy");
        compare("1080p, 1 minute", film, new Resolution(1920, 1080));
    }

    private void compare(String what, Path film, Resolution size) throws Exception {
        var rungs = Ladder.forSource(size, RATE, 1080);
        int gop = Grid.of(RATE, 1).gopFrames();
        var ours = new ArrayList<Map<Part, Double>>();
        var theirs = peers.stream().map(p -> new ArrayList<Double>()).toList();
        try (var service = PackagedService.start(folder)) {
            service.make(original);
            for (int round = 0; round < ROUNDS; round++) {
                ours.add(wholeJob(service, film, rungs));
                for (int i = 0; i < peers.size(); i++) {
                    theirs.get(i).add(peers.get(i).seconds(film, rungs, gop, folder.resolve("peer")));
                }
            }
        }
        print(what, ours);
        for (int i = 0; i < peers.size(); i++) {
            var command = peers.get(i).command(film, rungs, gop, Path.of("out"));
            print(peers.get(i), command, theirs.get(i), ours);
        }
        for (int i = 0; i < peers.size(); i++) {
            assertThat(middle(ratios(ours, theirs.get(i))))
                    .as("%s beside %s", what, peers.get(i).name())
                    .isLessThanOrEqualTo(BOUND);
        }
    }

    private static Map<Part, Double> wholeJob(PackagedService service, Path film, List<Rung> rungs) throws Exception {
        var time = new ProcessorTime(service.pid(), service::databasePid);
        atRest(time);
        var before = time.seconds();
        var sampler = Executors.newSingleThreadScheduledExecutor();
        try {
            sampler.scheduleWithFixedDelay(() -> sample(time), 0, SAMPLE_MILLIS, TimeUnit.MILLISECONDS);
            var video = service.make(film);
            assertThat(renditions(video))
                    .containsAll(rungs.stream().map(Rung::name).toList());
            atRest(time);
        } finally {
            sampler.shutdownNow();
        }
        var spent = new EnumMap<Part, Double>(time.seconds());
        before.forEach((part, seconds) -> spent.merge(part, -seconds, Double::sum));
        return spent;
    }

    /** Waits for a second in which nearly nothing happens. */
    private static void atRest(ProcessorTime time) {
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

    private static List<String> renditions(JsonNode video) {
        return video.required("renditions").findValuesAsText("name");
    }

    private static void print(String what, List<Map<Part, Double>> ours) {
        var middle = ours.stream()
                .sorted((a, b) -> Double.compare(total(a), total(b)))
                .toList()
                .get(ours.size() / 2);
        var parts = middle.entrySet().stream()
                .map(e -> "%s %.2f".formatted(e.getKey().name().toLowerCase(java.util.Locale.ROOT), e.getValue()))
                .collect(joining(", "));
        System.out.printf("%-20s %7.2f s of processor time: %s%n", what, total(middle), parts);
    }

    private static void print(OneFfmpeg peer, List<String> command, List<Double> theirs, List<Map<Part, Double>> ours) {
        var whole = ratios(ours, theirs);
        var engines = new ArrayList<Double>();
        for (int i = 0; i < theirs.size(); i++) {
            engines.add(ours.get(i).get(Part.ENGINES) / theirs.get(i));
        }
        System.out.printf(
                "    %-18s %7.2f s, x %.2f (%.2f to %.2f), bound %.2f; engines alone x %.2f%n        %s%n",
                peer.name(),
                middle(theirs),
                middle(whole),
                whole.stream().mapToDouble(r -> r).min().orElseThrow(),
                whole.stream().mapToDouble(r -> r).max().orElseThrow(),
                BOUND,
                middle(engines),
                String.join(" ", command));
    }

    private static List<Double> ratios(List<Map<Part, Double>> ours, List<Double> theirs) {
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < theirs.size(); i++) {
            ratios.add(total(ours.get(i)) / theirs.get(i));
        }
        return ratios;
    }

    private static double middle(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static double total(Map<Part, Double> parts) {
        return parts.values().stream().mapToDouble(s -> s).sum();
    }

    /** A film made of the real one, once. */
    private static Path made(String name, String... arguments) throws IOException, InterruptedException {
        var film = Files.createDirectories(KEPT).resolve(name);
        if (!Files.exists(film)) {
            var unfinished = film.resolveSibling("unfinished-" + name);
            var ffmpeg = new OneFfmpeg("Debian's ffmpeg", DEBIAN);
            var command = new ArrayList<>(ffmpeg.start());
            command.addAll(List.of(arguments));
            command.add(unfinished.toString());
            ffmpeg.run(command);
            Files.move(unfinished, film);
        }
        return film;
    }

    /** The program that lies beside the libraries in the presets' jar; it looks for them in its own folder. */
    private static Path ownProgram() throws IOException {
        var place = "org/bytedeco/ffmpeg/linux-x86_64-gpl/";
        var url = TranscodeBench.class.getClassLoader().getResource(place + "ffmpeg");
        assumeTrue(url != null, "the presets' jar of this platform has no ffmpeg program");
        var target = Files.createDirectories(KEPT.resolve("ffmpeg"));
        try (var jar = new JarFile(url.getPath().replaceFirst("^file:", "").replaceFirst("!.*", ""))) {
            for (var entry : jar.stream()
                    .filter(e -> e.getName().startsWith(place) && !e.isDirectory())
                    .toList()) {
                var file = target.resolve(entry.getName().substring(place.length()));
                if (!Files.exists(file)) {
                    Files.copy(jar.getInputStream(entry), file);
                }
            }
        }
        var program = target.resolve("ffmpeg").toAbsolutePath();
        program.toFile().setExecutable(true);
        return program;
    }
}
