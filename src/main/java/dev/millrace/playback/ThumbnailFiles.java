package dev.millrace.playback;

import dev.millrace.transcode.Stills.Still;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Thumbnails that were asked for, in a folder of bounded size; when it is full the ones not asked for longest go. It
 * outlives the service, and may be removed whenever the service is not running.
 *
 * <p>All threads may use it; its methods read and write files. What the disk does wrong costs a thumbnail, no more.
 */
final class ThumbnailFiles {

    private static final Logger LOG = Logger.getLogger(ThumbnailFiles.class);

    private final Path folder;
    private final long limitBytes;

    /** Sizes by path below the folder, the one not asked for longest first; null until it was looked what is there. */
    private LinkedHashMap<Path, Long> sizes;

    private long usedBytes;

    private record Found(Path name, BasicFileAttributes attributes) {}

    ThumbnailFiles(Path folder, long limitBytes) {
        this.folder = folder;
        this.limitBytes = limitBytes;
    }

    Optional<byte[]> find(Still still) {
        var name = name(still);
        synchronized (this) {
            if (sizes().get(name) == null) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(Files.readAllBytes(folder.resolve(name)));
        } catch (IOException e) {
            remove(name); // somebody else has removed it
            return Optional.empty();
        }
    }

    /** Keeps a picture; nobody ever finds half of one. */
    void keep(Still still, byte[] bytes) {
        var name = name(still);
        if (bytes.length > limitBytes) {
            return;
        }
        try {
            var target = folder.resolve(name);
            Files.createDirectories(target.getParent());
            var unfinished = Files.createTempFile(target.getParent(), "making-", "");
            Files.write(unfinished, bytes);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.debugf("thumbnail %s is not kept, it will be made again: %s", name, e.getMessage());
            return;
        }
        synchronized (this) {
            var before = sizes().put(name, (long) bytes.length);
            usedBytes += bytes.length - (before == null ? 0 : before);
            while (usedBytes > limitBytes) {
                remove(sizes.keySet().iterator().next());
            }
        }
    }

    /** Removes all pictures of a video. */
    synchronized void forget(UUID video) {
        var own = Path.of(video.toString());
        sizes().keySet().stream().filter(n -> n.startsWith(own)).toList().forEach(this::remove);
        remove(own); // the folder, unless one is just being made
    }

    synchronized long usedBytes() {
        return usedBytes;
    }

    private synchronized void remove(Path name) {
        var size = sizes().remove(name);
        usedBytes -= size == null ? 0 : size;
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            LOG.debugf("thumbnail %s stays on the disk: %s", name, e.getMessage());
        }
    }

    private LinkedHashMap<Path, Long> sizes() {
        if (sizes == null) {
            sizes = new LinkedHashMap<>(16, 0.75f, true);
            for (var found : present()) {
                sizes.put(found.name(), found.attributes().size());
                usedBytes += found.attributes().size();
            }
        }
        return sizes;
    }

    /** What an earlier life has left, oldest first. */
    private Iterable<Found> present() {
        var present = new ArrayList<Found>();
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                if (attributes.isRegularFile()) {
                    present.add(new Found(folder.relativize(file), attributes));
                }
            }
        } catch (NoSuchFileException e) {
            return present; // the first life, or the folder was removed a moment ago
        } catch (IOException | UncheckedIOException e) {
            LOG.warnf("old thumbnails in %s are not used again: %s", folder, e.getMessage());
        }
        present.sort((a, b) ->
                a.attributes().lastModifiedTime().compareTo(b.attributes().lastModifiedTime()));
        return present;
    }

    private static Path name(Still still) {
        return Path.of(
                still.video().toString(), still.slot() + "-" + still.size().width() + "." + still.format());
    }
}
