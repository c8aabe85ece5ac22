package dev.millrace.ops;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The folder that holds everything the service keeps, claimed for this process alone.
 *
 * <p>The claim is a lock of the operating system: it ends with the process, however that ends.
 */
final class DataFolder implements AutoCloseable {

    private static final String LOCK = "millrace.lock";

    /** An unreachable channel is closed by the garbage collector, and its lock is gone. */
    private static final Set<DataFolder> CLAIMED = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel claim;

    private DataFolder(Path path, FileChannel claim) {
        this.path = path;
        this.claim = claim;
    }

    /** Makes the folder, for its owner only, when it is not there; an existing one keeps its permissions. */
    static DataFolder claim(Path path) {
        make(path);
        var folder = new DataFolder(path, lock(path));
        CLAIMED.add(folder);
        return folder;
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        CLAIMED.remove(this);
        try {
            claim.close();
        } catch (IOException e) {
            throw new StartRefused("The data folder " + path + " cannot be let go: " + e.getMessage() + ".", e);
        }
    }

    /** Makes a folder below the data folder that only its owner may enter, also when it was there with other rights. */
    static Path makePrivate(Path folder) throws IOException {
        makeWithParents(folder);
        if (supportsPosix(folder)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        return folder;
    }

    private static void make(Path path) {
        try {
            makeWithParents(path);
            Files.delete(Files.createTempFile(path, ".writable", null));
        } catch (FileAlreadyExistsException e) {
            throw new StartRefused(
                    "The data folder " + path + " cannot be made because " + e.getFile()
                            + " is a file: choose another place with MILLRACE_DATA_DIR.",
                    e);
        } catch (IOException e) {
            throw new StartRefused(
                    "The data folder " + path + " is not writable for user " + System.getProperty("user.name")
                            + ": give the user that right or choose another place with MILLRACE_DATA_DIR.",
                    e);
        }
    }

    private static void makeWithParents(Path path) throws IOException {
        var missing = new ArrayDeque<Path>();
        for (var p = path; p != null && !Files.isDirectory(p); p = p.getParent()) {
            missing.push(p);
        }
        for (var folder : missing) {
            if (supportsPosix(folder.getParent())) {
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectory(folder);
            }
        }
    }

    private static boolean supportsPosix(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView("posix");
    }

    private static FileChannel lock(Path path) {
        try {
            var channel = FileChannel.open(path.resolve(LOCK), CREATE, READ, WRITE);
            if (channel.tryLock() == null) {
                var holder = holder(channel);
                channel.close();
                throw taken(path, holder);
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(US_ASCII)));
            return channel;
        } catch (OverlappingFileLockException e) {
            throw taken(path, "this one");
        } catch (IOException e) {
            throw new StartRefused("The data folder " + path + " cannot be locked: " + e.getMessage() + ".", e);
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        var text = ByteBuffer.allocate(20);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), US_ASCII).strip();
    }

    private static StartRefused taken(Path path, String process) {
        return new StartRefused("The data folder " + path + " is in use by another Millrace (process " + process
                + "): stop that one or choose another place with MILLRACE_DATA_DIR.");
    }
}
