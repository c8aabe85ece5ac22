package dev.millrace.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Set;

/**
 * What the embedded database keeps on disk: {@code data}, the unpacked {@code programs}, the {@code password}, logs.
 *
 * <p>A first start that was killed leaves a half-made database that could never start; it is known by a mark that is
 * removed, and synced away, before the first row is stored.
 */
final class DatabaseFolder {

    private static final int PASSWORD_BYTES = 24;

    private final Path root;

    private DatabaseFolder(Path root) {
        this.root = root;
    }

    /** Makes the folder for its owner alone and clears away what a killed first start left. */
    static DatabaseFolder prepare(Path root) throws IOException {
        var folder = new DatabaseFolder(DataFolder.makePrivate(root).toRealPath());
        if (Files.exists(folder.mark())) {
            deleteTree(folder.data());
        } else if (!Files.exists(folder.data())) {
            Files.createFile(folder.mark());
        }
        folder.removeHalfUnpacked();
        folder.forgetStartLog();
        return folder;
    }

    Path data() {
        return root.resolve("data");
    }

    Path programs() {
        return root.resolve("programs");
    }

    Path passwordFile() {
        return root.resolve("password");
    }

    /** What was said before the server's own log was open. */
    Path startLog() {
        return root.resolve("start.log");
    }

    /** What an earlier start said must not be taken for the words of the next. */
    void forgetStartLog() throws IOException {
        Files.deleteIfExists(startLog());
    }

    boolean startLogSays(String words) throws IOException {
        return Files.exists(startLog()) && Files.readString(startLog()).contains(words);
    }

    /** From here on the data folder holds what must not be lost. */
    void firstStartEnded() throws IOException {
        if (Files.deleteIfExists(mark())) {
            sync(root);
        }
    }

    /** The password of both roles, made on the first start. */
    String password() throws IOException {
        if (Files.exists(mark())) {
            Files.deleteIfExists(passwordFile());
            writeNewPassword();
        }
        if (!Files.exists(passwordFile())) {
            throw new IOException("its password file " + passwordFile() + " is gone: put it back from a backup");
        }
        return Files.readString(passwordFile()).strip();
    }

    private void writeNewPassword() throws IOException {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        var text = UTF_8.encode(HexFormat.of().formatHex(bytes));
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var file = FileChannel.open(passwordFile(), Set.of(CREATE_NEW, WRITE), ownerOnly)) {
            write(file, text);
        }
        sync(root);
    }

    private static void write(FileChannel file, ByteBuffer text) throws IOException {
        while (text.hasRemaining()) {
            file.write(text);
        }
        file.force(true);
    }

    /** The unpacker skips files that exist: one cut short by a kill would stay for ever. */
    private void removeHalfUnpacked() throws IOException {
        if (!Files.isDirectory(programs())) {
            return;
        }
        try (var versions = Files.newDirectoryStream(programs(), "PG-*")) {
            for (var version : versions) {
                if (!Files.exists(version.resolve(".exists"))) {
                    deleteTree(version);
                }
            }
        }
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (var tree = Files.walk(root)) {
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private Path mark() {
        return root.resolve("first-start");
    }

    private static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, READ)) {
            channel.force(true);
        }
    }
}
