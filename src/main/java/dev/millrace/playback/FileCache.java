package dev.millrace.playback;

import dev.millrace.storage.MediaStore;
import dev.millrace.storage.MediaStore.StoredFile;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * Files that are asked for often, whole and off the heap, in bounded memory.
 *
 * <p>A file that is not in it is read once however many ask at the same time. While there is room every file is taken
 * in; then only one that is asked for clearly more often than the least recently used ones, so that a working set
 * larger than the memory keeps its favourites instead of driving each other out. What is not taken in is sent from
 * disk.
 *
 * <p>All threads may use it. Memory counts until the last answer that uses it is sent, so {@link #usedBytes()} never
 * exceeds the limit however slow the clients are.
 */
final class FileCache implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(FileCache.class);

    /** No file takes more than this part of the memory. */
    private static final int LARGEST_SHARE = 8;

    /** How many of the least recently used files are looked at when room is needed. */
    private static final int LOOKED_AT = 64;

    /** How much more often than its victim a file must be asked for. */
    private static final int CLEARLY = 2;

    private static final int TYPICAL_BYTES = 256 * 1024;

    private final MediaStore store;
    private final Executor worker;
    private final long limitBytes;
    private final LinkedHashMap<Target.File, Cached> cached = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Target.File, Filling> filling = new HashMap<>();
    private final Popularity popularity;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private long usedBytes;

    /** Where a file is. */
    sealed interface Found {

        /** In memory. The receiver owns it until {@link Leased#release}. */
        record InMemory(Leased bytes) implements Found {}

        record OnDisk(StoredFile file) implements Found {}

        /** Not in the store. */
        record Nowhere() implements Found {}

        /** The store failed, or there was nobody to ask it. */
        record Unreadable() implements Found {}
    }

    /** The right to read a file's bytes until it is given back. */
    final class Leased {

        private final ByteBuf bytes;
        private final long changedMillis;

        private Leased(ByteBuf bytes, long changedMillis) {
            this.bytes = bytes;
            this.changedMillis = changedMillis;
        }

        /** When the file was written. */
        long changedMillis() {
            return changedMillis;
        }

        int sizeBytes() {
            return bytes.capacity();
        }

        /** Shares the memory: not to be used after {@link #release}. */
        ByteBuf slice(long first, long length) {
            return bytes.slice((int) first, (int) length);
        }

        /** Exactly once. */
        void release() {
            giveBack(bytes);
        }
    }

    /** A file in memory; the cache itself holds one reference. */
    private record Cached(ByteBuf bytes, long changedMillis) {}

    /** A file that is being read, and who waits for it. */
    private static final class Filling {
        private final List<CompletableFuture<Found>> waiting = new ArrayList<>();
        private boolean outdated;
    }

    /**
     * @param worker may block
     * @param limitBytes of off-heap memory
     */
    FileCache(MediaStore store, Executor worker, long limitBytes) {
        this.store = store;
        this.worker = worker;
        this.limitBytes = limitBytes;
        this.popularity = new Popularity((int) Math.min(1 << 20, 4096 + 8 * limitBytes / TYPICAL_BYTES));
    }

    /** The bytes if they are in memory, else null. Does not block. The receiver owns them. */
    Leased lease(Target.File file) {
        Leased leased;
        synchronized (this) {
            popularity.count(file);
            leased = leaseCached(file);
        }
        (leased == null ? misses : hits).increment();
        return leased;
    }

    /** Finds a file that {@link #lease} did not have. Does not block; completes on a worker thread. */
    CompletableFuture<Found> find(Target.File file) {
        var answer = new CompletableFuture<Found>();
        synchronized (this) {
            var leased = leaseCached(file);
            if (leased != null) {
                return CompletableFuture.completedFuture(new Found.InMemory(leased));
            }
            var running = filling.get(file);
            if (running != null) {
                running.waiting.add(answer);
                return answer;
            }
            var fill = new Filling();
            fill.waiting.add(answer);
            filling.put(file, fill);
        }
        try {
            worker.execute(() -> fill(file));
        } catch (RejectedExecutionException e) {
            LOG.warnf("video %s: no thread to read %s; players are told to try again", file.video(), file.key());
            hand(file, null, new Found.Unreadable());
        }
        return answer;
    }

    /** Forgets all files of a video. */
    synchronized void forget(UUID video) {
        filling.forEach((file, fill) -> fill.outdated |= file.video().equals(video));
        for (var all = cached.entrySet().iterator(); all.hasNext(); ) {
            var entry = all.next();
            if (entry.getKey().video().equals(video)) {
                all.remove();
                giveBack(entry.getValue().bytes());
            }
        }
    }

    @Override
    public void close() {
        forgetAll();
    }

    /** Forgets everything; what is being sent stays valid. */
    synchronized void forgetAll() {
        filling.values().forEach(fill -> fill.outdated = true);
        cached.values().forEach(entry -> giveBack(entry.bytes()));
        cached.clear();
    }

    /** Off-heap memory in use, answers under way included. */
    synchronized long usedBytes() {
        return usedBytes;
    }

    long hits() {
        return hits.sum();
    }

    long misses() {
        return misses.sum();
    }

    private Leased leaseCached(Target.File file) {
        var entry = cached.get(file);
        return entry == null ? null : new Leased(entry.bytes().retain(), entry.changedMillis());
    }

    private synchronized void giveBack(ByteBuf bytes) {
        int size = bytes.capacity();
        if (bytes.release()) {
            usedBytes -= size;
        }
    }

    private void fill(Target.File file) {
        ByteBuf bytes = null;
        Found outside = new Found.Unreadable();
        try {
            var stored = store.find(file.key());
            outside = stored.<Found>map(Found.OnDisk::new).orElseGet(Found.Nowhere::new);
            if (stored.isPresent() && reserve(file, stored.get().sizeBytes())) {
                bytes = read(stored.get());
            }
        } catch (RuntimeException e) {
            LOG.warnf(e, "video %s: the store failed for %s; players are told to try again", file.video(), file.key());
        } finally {
            hand(file, bytes, outside); // also after an Error: who waits must be answered
        }
    }

    /** Gives everyone who waits the bytes, each a reference of their own, or says where the file is instead. */
    private void hand(Target.File file, ByteBuf bytes, Found outside) {
        List<CompletableFuture<Found>> waiting;
        List<Found> found = new ArrayList<>();
        long changed = outside instanceof Found.OnDisk there ? there.file().changedMillis() : 0;
        synchronized (this) {
            var fill = filling.remove(file);
            waiting = fill.waiting;
            for (int i = 0; i < waiting.size(); i++) {
                found.add(bytes == null ? outside : new Found.InMemory(new Leased(bytes.retain(), changed)));
            }
            if (bytes != null && !fill.outdated) {
                cached.put(file, new Cached(bytes, changed));
            } else if (bytes != null) {
                giveBack(bytes);
            }
        }
        for (int i = 0; i < waiting.size(); i++) {
            waiting.get(i).complete(found.get(i));
        }
    }

    /** The file in memory, with one reference; null when it cannot be had there after all. */
    private ByteBuf read(StoredFile stored) {
        int size = (int) stored.sizeBytes();
        ByteBuf bytes = null;
        try (var channel = FileChannel.open(stored.path())) {
            bytes = UnpooledByteBufAllocator.DEFAULT.directBuffer(size, size);
            while (bytes.isWritable()) {
                if (bytes.writeBytes(channel, bytes.writerIndex(), bytes.writableBytes()) < 0) {
                    throw new EOFException(stored.path() + " is shorter than " + size + " bytes");
                }
            }
            return bytes;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            LOG.warnf(e, "%s could not be taken into memory; it is sent from disk", stored.path());
            unreserve(size, bytes);
            return null;
        }
    }

    private synchronized void unreserve(int size, ByteBuf bytes) {
        if (bytes != null) {
            bytes.release();
        }
        usedBytes -= size;
    }

    /** Makes room if the file is worth it, and takes the room. */
    private synchronized boolean reserve(Target.File file, long size) {
        if (size > limitBytes / LARGEST_SHARE || size == 0) {
            return false;
        }
        long missing = usedBytes + size - limitBytes;
        if (missing > 0) {
            var victims = victims(missing, popularity.of(file) - CLEARLY);
            victims.forEach(victim -> giveBack(cached.remove(victim).bytes()));
            if (victims.isEmpty()) {
                return false;
            }
        }
        usedBytes += size;
        return true;
    }

    /** The least recently used files that together free so much, all idle and no more popular; else none. */
    private List<Target.File> victims(long missingBytes, int mostPopular) {
        var victims = new ArrayList<Target.File>();
        Iterator<Map.Entry<Target.File, Cached>> eldest = cached.entrySet().iterator();
        long freed = 0;
        for (int i = 0; i < LOOKED_AT && eldest.hasNext(); i++) {
            var entry = eldest.next();
            var bytes = entry.getValue().bytes();
            if (bytes.refCnt() == 1) {
                if (popularity.of(entry.getKey()) > mostPopular) {
                    return List.of();
                }
                victims.add(entry.getKey());
                freed += bytes.capacity();
                if (freed >= missingBytes) {
                    return victims;
                }
            }
        }
        return List.of();
    }
}
