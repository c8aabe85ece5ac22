package dev.millrace.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java heap while a file of 5 GB comes in: what is reachable, and all that is in use until the next collection. */
@Tag("bench")
class UploadHeapBench {

    private static final long MEGABYTES = Long.getLong("bench.upload-megabytes", 5120);
    private static final long GROWTH_BOUND = 64L << 20;
    private static final long ROOM = 2_000_000_000L;
    private static final int LOOKS = 20;

    @TempDir
    Path folder;

    private long reachableBefore;
    private long mostReachable;
    private long mostInUse;

    @Test
    void aLargeUploadKeepsTheHeapFlat() throws Exception {
        assumeTrue(Files.getFileStore(folder).getUsableSpace() > (MEGABYTES << 20) + ROOM, "needs more disk");
        try (var service = PackagedService.start(folder, "-Xmx256m")) {
            service.client().make(KeptFilms.halfAMinute());
            reachableBefore = service.reachableHeapBytes();
            long begin = System.nanoTime();
            var answer = upload(service);
            double seconds = Seconds.since(begin);

            System.out.printf(
                    Locale.ROOT,
                    "upload:     %d MB in %.1f s: %d MB of heap reachable before, at most %d MB while it came in, bound +%d MB;"
                            + " at most %d MB in use between collections%n",
                    MEGABYTES,
                    seconds,
                    reachableBefore >> 20,
                    mostReachable >> 20,
                    GROWTH_BOUND >> 20,
                    mostInUse >> 20);
            assertThat(answer).startsWith("HTTP/1.1 201 ");
            assertThat(mostReachable - reachableBefore).isLessThanOrEqualTo(GROWTH_BOUND);
            assertThat(service.log()).doesNotContain("OutOfMemoryError");
        }
    }

    private String upload(PackagedService service) throws IOException, InterruptedException {
        try (var upload = new LongUpload(service.client().root(), MEGABYTES)) {
            for (long i = 1; i <= MEGABYTES; i++) {
                upload.sendMegabyte();
                if (i % Math.max(1, MEGABYTES / LOOKS) == 0) {
                    look(service);
                }
            }
            return upload.end();
        }
    }

    private void look(PackagedService service) throws IOException, InterruptedException {
        mostInUse = Math.max(mostInUse, service.client().metrics().usedHeapBytes());
        mostReachable = Math.max(mostReachable, service.reachableHeapBytes());
    }
}
