package dev.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.job.Job;
import dev.millrace.job.JobEvent;
import dev.millrace.job.SoundSource;
import dev.millrace.ladder.Ladder;
import dev.millrace.libav.SampleFilm;
import dev.millrace.libav.SampleSound;
import dev.millrace.media.Resolution;
import dev.millrace.media.SourceFacts;
import dev.millrace.timeline.AudioGrid;
import dev.millrace.timeline.Grid;
import dev.millrace.timeline.Timeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Native memory is freed by hand: what a job forgets, an engine that does many keeps.
 *
 * <p>The engine runs with a Java heap that is there from the start and with one arena of the C library, so that hardly
 * anything but a leak makes it grow.
 */
class EngineMemoryTest {

    private static final Path CACHE = Path.of("target", "engine-libraries").toAbsolutePath();

    private static final int WARM_UP = 40;
    private static final int ROUNDS = 60;

    /** A leak makes the engine grow in each of them; the machine around it takes and gives back when it likes. */
    private static final int BATCHES = 4;

    /**
     * A picture of this film is 460 kB: one forgotten in each round would be 27 MB. The Java machine itself goes on growing
     * by a few for some dozens of jobs, as it compiles.
     */
    private static final long MOST_GROWTH_KB = 10_000;

    @TempDir
    Path folder;

    private Process process;
    private BufferedReader said;

    @Test
    void staysTheSameOverManyJobs() throws Exception {
        var film = SampleFilm.in("mp4")
                .size(640, 480)
                .frames(4)
                .sound(SampleSound.aac(0.3))
                .make()
                .toString();
        start();
        try {
            var facts = ((JobEvent.Probed) run(new Job.Probe(film))).facts();
            work(film, facts, WARM_UP);
            long least = Long.MAX_VALUE;
            for (int batch = 0; batch < BATCHES && least >= MOST_GROWTH_KB; batch++) {
                long before = residentKilobytes();
                work(film, facts, ROUNDS);
                least = Math.min(least, residentKilobytes() - before);
            }

            assertThat(least).as("growth in kB, where it was least").isLessThan(MOST_GROWTH_KB);
        } finally {
            process.destroyForcibly();
        }
    }

    private void start() throws IOException {
        Files.createDirectories(CACHE);
        var engine = new EngineCommand(EngineClasspath.find(), CACHE, TestConfig.without(), false, true);
        var command = new ArrayList<>(engine.build(folder, folder));
        command.addAll(command.indexOf("-cp"), List.of("-Xms48m", "-Xmx48m", "-XX:+AlwaysPreTouch"));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("MALLOC_ARENA_MAX", "1");
        process = builder.start();
        said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private JobEvent.Ended run(Job job) throws IOException {
        process.getOutputStream().write((Wire.line(job) + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        while (true) {
            if (Wire.event(said.readLine()) instanceof JobEvent.Ended ended) {
                return ended;
            }
        }
    }

    private void work(String film, SourceFacts facts, int rounds) throws IOException {
        var grid = Grid.of(facts.video().rate(), facts.frames());
        var timeline = Timeline.plan(grid, null);
        var video = new Job.EncodeVideo(
                film,
                folder.toString(),
                facts.video(),
                facts.seekable(),
                List.of(),
                grid,
                timeline.segments(),
                Ladder.forSource(facts.video().display(), grid.rate(), 1080),
                "superfast",
                1);
        var sound = new Job.EncodeAudio(
                new SoundSource(film, 1, null, facts.origin(), facts.seekable(), 2, 48_000),
                folder.toString(),
                "a0",
                AudioGrid.along(timeline, 48_000),
                0,
                timeline.segments().size(),
                128_000,
                0);
        var posters = new Job.MakePosters(
                film,
                folder.toString(),
                facts.video(),
                facts.seekable(),
                facts.seekPoints(),
                List.of(new Resolution(320, 240)));
        for (int i = 0; i < rounds; i++) {
            for (var job : List.of(new Job.Probe(film), video, sound, posters)) {
                assertThat(run(job)).isNotInstanceOf(JobEvent.Failed.class);
            }
        }
    }

    private long residentKilobytes() {
        return Processes.read(process.pid(), "status")
                .lines()
                .filter(l -> l.startsWith("VmRSS:"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
