package dev.millrace.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** The name a node keeps over its lives, so that it knows what an earlier one left behind. */
final class NodeName {

    private NodeName() {}

    /** The name in the data folder's {@code node-id}; made up when there is none yet. */
    static String in(Path dataFolder) {
        Path file = dataFolder.resolve("node-id");
        try {
            if (Files.exists(file)) {
                String name = Files.readString(file).strip();
                if (name.matches("[a-z0-9-]{1,50}")) {
                    return name;
                }
            }
            String name = "node-" + UUID.randomUUID().toString().substring(0, 13);
            Files.createDirectories(dataFolder);
            Path unfinished = Files.createTempFile(dataFolder, "node-id", ".tmp");
            Files.writeString(unfinished, name + "\n");
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the node's name in " + file, e);
        }
    }
}
