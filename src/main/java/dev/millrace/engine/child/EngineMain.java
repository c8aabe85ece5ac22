package dev.millrace.engine.child;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.millrace.engine.Wire;
import dev.millrace.job.Job;
import dev.millrace.job.JobEvent;
import dev.millrace.libav.Libav;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * The engine process. Ends when its standard input ends, also in the middle of a job: it never outlives its parent.
 *
 * <p>Argument {@code hooks} allows the tests' jobs that crash and hang.
 */
public final class EngineMain {

    private static final Path OOM_SCORE = Path.of("/proc/self/oom_score_adj");
    private static final String FIRST_TO_GO = "500";

    private final PrintStream out;

    private EngineMain(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        // what anybody prints must not mix with the protocol
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        preferToBeKilled();
        Libav.load();
        var engine = new EngineMain(out);
        engine.say(new JobEvent.Hello(Libav.version(), Libav.missingEncoders()));
        engine.listen(new JobRunner(engine::say, arguments.length > 0 && arguments[0].equals("hooks")));
    }

    private void listen(JobRunner runner) throws IOException {
        var worker = Executors.newSingleThreadExecutor();
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            take(line, runner, worker);
        }
        Runtime.getRuntime().halt(0);
    }

    private void take(String line, JobRunner runner, Executor worker) {
        try {
            var job = Wire.job(line);
            if (job instanceof Job.Stop) {
                runner.stop();
            } else {
                worker.execute(() -> runner.run(job));
            }
        } catch (JsonProcessingException e) {
            say(new JobEvent.Failed("engine_error", "The engine did not understand its job.", true));
        }
    }

    private synchronized void say(JobEvent event) {
        out.println(Wire.line(event));
    }

    /** When memory runs out the kernel should take the engine, not the server or the database. */
    private static void preferToBeKilled() {
        try {
            Files.writeString(OOM_SCORE, FIRST_TO_GO);
        } catch (IOException e) {
            System.err.println("could not raise the out-of-memory score: " + e.getMessage());
        }
    }
}
