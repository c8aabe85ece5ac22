package dev.millrace.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the command until the service says that it is ready: the first time, later, and after {@code kill -9}. */
@Tag("bench")
class StartBench {

    private static final int ROUNDS = Integer.getInteger("bench.start-rounds", 3);
    private static final double FIRST_BOUND = 15;
    private static final double LATER_BOUND = 8;

    @TempDir
    Path folder;

    private final List<Double> first = new ArrayList<>();
    private final List<Double> later = new ArrayList<>();
    private final List<Double> afterKill = new ArrayList<>();

    @Test
    void isReadySoon() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            round(Files.createDirectory(folder.resolve("round-" + round)));
        }

        print("first, in an empty folder", first, "bound %.0f s".formatted(FIRST_BOUND));
        print("later", later, "bound %.0f s".formatted(LATER_BOUND));
        print("after kill -9", afterKill, "no bound");
        assertThat(new Seconds(first).middle()).isLessThanOrEqualTo(FIRST_BOUND);
        assertThat(new Seconds(later).middle()).isLessThanOrEqualTo(LATER_BOUND);
    }

    private void round(Path home) throws IOException, InterruptedException {
        start(home, first).close();
        start(home, later).kill();
        start(home, afterKill).close();
    }

    private static PackagedService start(Path home, List<Double> taken) throws IOException {
        long command = System.nanoTime();
        var service = PackagedService.start(home);
        taken.add(Seconds.since(command));
        return service;
    }

    private static void print(String what, List<Double> taken, String bound) {
        System.out.printf("start:      %-26s %s, %s%n", what, new Seconds(taken), bound);
    }
}
