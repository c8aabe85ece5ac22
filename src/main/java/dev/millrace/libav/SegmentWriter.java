package dev.millrace.libav;

import dev.millrace.job.JobEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

/** Writes a rendition's proven segments into the job's output folder and says so. */
final class SegmentWriter {

    private final String rendition;
    private final Path folder;
    private final Consumer<JobEvent> events;

    private String initHash;

    SegmentWriter(Path output, String rendition, Consumer<JobEvent> events) {
        this.rendition = rendition;
        this.folder = output.resolve(rendition);
        this.events = events;
    }

    /** Writes the init segment and returns its hash. Call once, before any segment. */
    String init(byte[] bytes) {
        initHash = sha256(bytes);
        write("init.mp4", bytes);
        return initHash;
    }

    /** Proves a segment and writes it; throws {@link ProofException} and writes nothing when it is not as planned. */
    void segment(int number, byte[] bytes, SegmentProof.Expected expected) {
        var keys = SegmentProof.check(bytes, expected);
        write(number + ".m4s", bytes);
        events.accept(new JobEvent.SegmentMade(rendition, number, bytes.length, initHash, keys));
    }

    private void write(String name, byte[] bytes) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
