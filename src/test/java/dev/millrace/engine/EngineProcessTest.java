package dev.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.job.Job;
import dev.millrace.job.JobEvent;
import dev.millrace.ladder.Ladder;
import dev.millrace.libav.SampleFilm;
import dev.millrace.media.SourceFacts;
import dev.millrace.timeline.Grid;
import dev.millrace.timeline.Timeline;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real engine processes: what they do, how they die, and what they can reach. */
class EngineProcessTest {

    /** Both ways to run an engine. */
    enum Way {
        SANDBOXED,
        LIMITED;

        TestConfig config() {
            if (this == SANDBOXED) {
                needsBubblewrap();
                return TestConfig.sandboxed();
            }
            return TestConfig.without();
        }
    }

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration SHORT = Duration.ofSeconds(1);

    /** Unpacked native libraries are kept from test to test. */
    private static final Path CACHE = Path.of("target", "engine-libraries").toAbsolutePath();

    @TempDir
    Path folder;

    private final UUID video = UUID.randomUUID();

    @ParameterizedTest
    @EnumSource
    void doesSeveralJobsInOneProcess(Way way) throws Exception {
        try (var pool = pool(way.config())) {
            assertThat(pool.status().level())
                    .isEqualTo(way == Way.SANDBOXED ? EngineStatus.Level.A : EngineStatus.Level.C);
            assertThat(pool.status().missingEncoders()).isEmpty();
            assertThat(pool.status().ffmpeg()).startsWith("8.");
            Path first;
            SourceFacts facts;
            try (var engine = pool.lease(video, source())) {
                first = engine.folder();
                facts = ((JobEvent.Probed) engine.run(new Job.Probe(engine.source()), LONG, e -> {})).facts();
                assertThat(facts.frames()).isEqualTo(50);
            }
            for (int i = 0; i < 2; i++) {
                try (var engine = pool.lease(video, source())) {
                    assertThat(engine.folder()).isEqualTo(first);
                    assertThat(engine.run(encode(engine, facts), LONG, e -> {})).isInstanceOf(JobEvent.Done.class);
                    assertThat(engine.take("v120/init.mp4")).isNotEmptyFile();
                    assertThat(engine.take("v120/0.m4s")).isNotEmptyFile();
                }
            }
        }
    }

    /** Whatever a hostile film may have done to its process, no other film is seen by it. */
    @Test
    void servesOneVideoOnly() throws Exception {
        try (var pool = pool(TestConfig.without())) {
            Path first;
            try (var engine = pool.lease(video, source())) {
                engine.run(new Job.Probe(engine.source()), LONG, e -> {});
                first = engine.folder();
            }
            try (var engine = pool.lease(UUID.randomUUID(), source())) {
                assertThat(engine.folder()).isNotEqualTo(first);
            }
            pool.forget(video);
            await().until(() -> !Files.exists(first));
        }
    }

    @Test
    void waitsForMoreWorkOnItsVideoNotForEver() throws Exception {
        try (var pool = pool(TestConfig.without())) {
            var first = used(pool);
            pool.endIdle(LONG);
            assertThat(used(pool)).isEqualTo(first);

            pool.endIdle(Duration.ZERO);

            assertThat(first).doesNotExist();
            assertThat(used(pool)).isNotEqualTo(first);
        }
    }

    private Path used(EnginePool pool) throws Exception {
        try (var engine = pool.lease(video, source())) {
            engine.run(new Job.Probe(engine.source()), LONG, e -> {});
            return engine.folder();
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsOfACrashAndLeavesNoProcess(Way way) throws Exception {
        try (var engine = engine(way.config())) {
            engine.hello();
            var death = deathOf(engine, new Job.Misbehave("exit"));

            assertThat(death.code()).isEqualTo("engine_crash");
            assertThat(death).hasMessageContaining("status 3");
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsAnEngineThatHangs(Way way) throws Exception {
        try (var engine = engine(way.config().patient(SHORT))) {
            var death = deathOf(engine, new Job.Misbehave("hang"));

            assertThat(death.code()).isEqualTo("engine_stalled");
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsAnEngineThatIsStopped(Way way) throws Exception {
        try (var engine = engine(way.config().patient(SHORT))) {
            engine.hello();
            Processes.signal("STOP", Processes.java(engine.pid()));
            var death = deathOf(engine, new Job.Probe(engine.source()));

            assertThat(death.code()).isEqualTo("engine_stalled");
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsOfAKillFromOutside(Way way) throws Exception {
        try (var engine = engine(way.config())) {
            engine.hello();
            long java = Processes.java(engine.pid());
            var killer = new Thread(() -> {
                try {
                    Processes.signal("KILL", java);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            killer.start();
            var death = deathOf(engine, new Job.Misbehave("hang"));

            assertThat(death.code()).isEqualTo("engine_crash");
            assertThat(death).hasMessageContaining("signal 9");
            killer.join();
        }
    }

    @Test
    void endsAJobThatTakesTooLong() throws Exception {
        try (var engine = engine(TestConfig.without())) {
            engine.give(film(500), null);
            var facts = ((JobEvent.Probed) engine.run(new Job.Probe(engine.source()), LONG, e -> {})).facts();
            var death = deathOf(engine, encode(engine.source(), engine.output(), facts), Duration.ZERO);

            assertThat(death.code()).isEqualTo("engine_timeout");
        }
    }

    /** The parent is killed: its end of the pipe closes, also in the middle of a job. */
    @ParameterizedTest
    @EnumSource
    void diesWithItsParent(Way way) throws Exception {
        var process = new ProcessBuilder(command(way.config()).build(folder("in"), folder("out"))).start();
        var processes = new ArrayList<Long>();
        try (var said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(Wire.event(said.readLine())).isInstanceOf(JobEvent.Hello.class);
            processes.addAll(Processes.tree(process.pid()));
            var words = process.getOutputStream();
            words.write((Wire.line(new Job.Misbehave("hang")) + "\n").getBytes(StandardCharsets.UTF_8));
            words.close();

            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
        assertThat(processes).isNotEmpty();
        await().until(() -> processes.stream().noneMatch(Processes::lives));
    }

    @ParameterizedTest
    @EnumSource
    void isLimitedAndKnowsNothing(Way way) throws Exception {
        try (var engine = engine(way.config())) {
            engine.hello();
            long java = Processes.java(engine.pid());

            // bubblewrap itself says where it begins
            assertThat(environment(java)).isSubsetOf(way == Way.SANDBOXED ? List.of("PWD=/") : List.of());
            assertThat(Processes.niceness(java)).isEqualTo(10);
            assertThat(Processes.limit(java, "Max address space")).isEqualTo(Long.toString(8L << 30));
            assertThat(Processes.limit(java, "Max open files")).isEqualTo("256");
            assertThat(Processes.limit(java, "Max core file size")).isEqualTo("0");
            assertThat(Processes.limit(java, "Max file size")).isEqualTo(Long.toString(8L << 30));
            assertThat(Processes.read(java, "oom_score_adj").strip()).isEqualTo("500");
        }
    }

    @Test
    void seesInTheSandboxItsSourceAlone() throws Exception {
        var other = film(50);
        try (var engine = engine(Way.SANDBOXED.config())) {
            engine.hello();
            long java = Processes.java(engine.pid());

            assertThat(Processes.file(java, "root/usr/bin")).exists();
            assertThat(Processes.file(java, "root/etc/passwd")).doesNotExist();
            assertThat(Processes.file(java, "root/var")).doesNotExist();
            assertThat(Processes.file(java, "root/home")).doesNotExist();
            assertThat(Processes.file(java, "root" + other)).doesNotExist();
            assertThat(Files.readSymbolicLink(Processes.file(java, "ns/net")))
                    .isNotEqualTo(Files.readSymbolicLink(Path.of("/proc/self/ns/net")));
            assertThat(Processes.read(java, "net/dev").lines().skip(2).map(l -> l.split(":")[0].strip()))
                    .containsExactly("lo");
        }
    }

    /** A job that names another file, as a hijacked engine would. Outside the sandbox it is there to be read. */
    @Test
    void readsInTheSandboxNoOtherFilm() throws Exception {
        var other = film(50);
        try (var locked = engine(Way.SANDBOXED.config());
                var open = engine(TestConfig.without())) {
            locked.give(other, null);

            assertThat(locked.run(new Job.Probe(locked.source()), LONG, e -> {}))
                    .isInstanceOf(JobEvent.Probed.class);
            assertThat(locked.run(new Job.Probe(other.toString()), LONG, e -> {}))
                    .isInstanceOf(JobEvent.Failed.class);
            assertThat(open.run(new Job.Probe(other.toString()), LONG, e -> {})).isInstanceOf(JobEvent.Probed.class);
        }
    }

    @Test
    void doesNotMisbehaveUnlessItIsAllowedTo() throws Exception {
        try (var engine = engine(TestConfig.without().tame())) {
            var ended = engine.run(new Job.Misbehave("exit"), LONG, e -> {});

            assertThat(ended).isInstanceOfSatisfying(JobEvent.Failed.class, f -> assertThat(f.code())
                    .isEqualTo("engine_error"));
            assertThat(engine.alive()).isTrue();
        }
    }

    @Test
    void stopsAJobEarlyWithWholeSegments() throws Exception {
        try (var engine = engine(TestConfig.without())) {
            engine.give(film(500), null);
            var facts = ((JobEvent.Probed) engine.run(new Job.Probe(engine.source()), LONG, e -> {})).facts();
            var first = new CountDownLatch(1);
            var ended = engine.run(encode(engine.source(), engine.output(), facts), LONG, event -> {
                if (event instanceof JobEvent.SegmentMade && first.getCount() > 0) {
                    first.countDown();
                    engine.stop();
                }
            });

            assertThat(ended).isInstanceOf(JobEvent.Done.class);
            assertThat(first.getCount()).isZero();
            assertThat(engine.written().take("v120/0.m4s")).isNotEmptyFile();
            assertThat(engine.run(new Job.Probe(engine.source()), LONG, e -> {}))
                    .isInstanceOf(JobEvent.Probed.class);
        }
    }

    @Test
    void leavesNoProcessAndNoFolderBehind() throws Exception {
        var engines = folder.resolve("engines");
        List<Long> children;
        try (var pool = EnginePool.open(engines, CACHE, TestConfig.without())) {
            try (var engine = pool.lease(video, source())) {
                engine.run(new Job.Probe(engine.source()), LONG, e -> {});
            }
            children = ProcessHandle.current()
                    .children()
                    .map(ProcessHandle::pid)
                    .filter(p -> Processes.worksIn(p, engines)) // other tests' services have engines, too
                    .toList();
        }
        assertThat(children).isNotEmpty();
        await().until(() -> children.stream().noneMatch(Processes::lives));
        assertThat(engines).isEmptyDirectory();
    }

    private EnginePool pool(TestConfig config) throws Exception {
        return EnginePool.open(folder.resolve("engines"), CACHE, config);
    }

    private Engine engine(TestConfig config) throws Exception {
        return Engine.start(folder.resolve("engine-" + UUID.randomUUID()), command(config), config.patience());
    }

    private static EngineCommand command(TestConfig config) throws Exception {
        Files.createDirectories(CACHE);
        return new EngineCommand(
                EngineClasspath.find(), CACHE, config, config.sandbox().equals("required"), true);
    }

    private Path folder(String name) throws Exception {
        return Files.createDirectories(folder.resolve(name));
    }

    private Path source() {
        return film(50);
    }

    /** On the file system of the engines, as the service keeps its sources. */
    private Path film(int frames) {
        try {
            var copy = folder.resolve("film-" + frames);
            if (!Files.exists(copy)) {
                Files.copy(SampleFilm.in("mp4").frames(frames).make(), copy);
            }
            return copy;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Job encode(EngineLease engine, SourceFacts facts) {
        return encode(engine.source(), engine.output(), facts);
    }

    private static Job encode(String source, String output, SourceFacts facts) {
        var grid = Grid.of(facts.video().rate(), facts.frames());
        return new Job.EncodeVideo(
                source,
                output,
                facts.video(),
                facts.seekable(),
                List.of(),
                grid,
                Timeline.plan(grid, null).segments(),
                Ladder.forSource(facts.video().display(), grid.rate(), 1080),
                "superfast",
                1);
    }

    /** How an engine dies of a job; afterwards no process of it is left. */
    private static EngineDiedException deathOf(Engine engine, Job job, Duration longest) throws Exception {
        engine.hello();
        var processes = Processes.tree(engine.pid());
        var death = catchThrowableOfType(EngineDiedException.class, () -> engine.run(job, longest, e -> {}));
        assertThat(death).as("death of the engine").isNotNull();
        assertThat(processes).isNotEmpty();
        await().until(() -> processes.stream().noneMatch(Processes::lives));
        return death;
    }

    private static EngineDiedException deathOf(Engine engine, Job job) throws Exception {
        return deathOf(engine, job, LONG);
    }

    private static List<String> environment(long pid) {
        return Processes.read(pid, "environ")
                .replace('\0', '\n')
                .lines()
                .filter(l -> !l.isBlank())
                .toList();
    }

    private static void needsBubblewrap() {
        if (Tools.find("bwrap") == null) {
            if ("1".equals(System.getenv("MILLRACE_REQUIRE_TOOLS"))) {
                fail("bubblewrap is not installed");
            }
            assumeTrue(false, "needs bubblewrap");
        }
    }
}
