package dev.millrace.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.playback.FileCache.Found;
import dev.millrace.playback.FileCache.Leased;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCacheTest {

    private static final UUID VIDEO = UUID.randomUUID();
    private static final int SIZE = 1000;
    private static final int PLACES = 20;

    @TempDir
    Path folder;

    private final Queue<Runnable> work = new ArrayDeque<>();
    private FolderStore store;
    private FileCache cache;

    @BeforeEach
    void fillTheStore() {
        store = new FolderStore(folder);
        for (int i = 0; i < 100; i++) {
            store.put(file(i).key(), content(i));
        }
        cache = new FileCache(store, work::add, PLACES * SIZE);
    }

    @Test
    void readsAFileOnceHoweverManyAskAtTheSameTime() {
        var all = IntStream.range(0, 10).mapToObj(i -> cache.find(file(1))).toList();
        assertThat(work).hasSize(1);

        doTheWork();

        assertThat(store.finds()).isEqualTo(1);
        assertThat(all).allSatisfy(found -> {
            var leased = ((Found.InMemory) found.join()).bytes();
            assertThat(bytes(leased)).isEqualTo(content(1));
            leased.release();
        });
        assertThat(cache.usedBytes()).isEqualTo(SIZE);
        cache.close();
        assertThat(cache.usedBytes()).isZero();
    }

    @Test
    void keepsAFileInMemory() {
        assertThat(cache.lease(file(1))).isNull();
        assertThat(ask(1)).isTrue();

        var leased = cache.lease(file(1));

        assertThat(bytes(leased)).isEqualTo(content(1));
        assertThat(leased.slice(10, 5).readableBytes()).isEqualTo(5);
        leased.release();
        assertThat(cache.hits()).isEqualTo(1);
    }

    @Test
    void memoryCountsUntilTheLastAnswerIsSent() {
        ask(1);
        var first = cache.lease(file(1));
        var second = cache.lease(file(1));

        cache.forget(VIDEO);
        assertThat(cache.lease(file(1))).as("forgotten").isNull();
        assertThat(cache.usedBytes()).isEqualTo(SIZE);
        first.release();
        assertThat(cache.usedBytes()).isEqualTo(SIZE);
        assertThat(bytes(second)).as("still whole").isEqualTo(content(1));
        second.release();

        assertThat(cache.usedBytes()).isZero();
    }

    @Test
    void neverTakesMoreThanItMay() {
        var random = new Random(1);
        for (int i = 0; i < 5000; i++) {
            ask(random.nextInt(100));
            assertThat(cache.usedBytes()).isLessThanOrEqualTo(PLACES * SIZE);
        }
        assertThat(cache.usedBytes()).isEqualTo(PLACES * SIZE);
    }

    @Test
    void slowClientsCannotMakeItTakeMore() {
        var slow = IntStream.range(0, PLACES).mapToObj(this::leaseOf).toList();
        for (int round = 0; round < 10; round++) {
            assertThat(ask(50)).as("everything is in use: from disk").isFalse();
        }
        assertThat(cache.usedBytes()).isEqualTo(PLACES * SIZE);

        slow.forEach(Leased::release);

        assertThat(ask(50)).as("popular by now").isTrue();
        assertThat(cache.usedBytes()).isEqualTo(PLACES * SIZE);
    }

    @Test
    void aNewFavouriteComesInAndTheLeastRecentlyUsedGoes() {
        IntStream.range(0, PLACES).forEach(this::ask);
        for (int i = 0; i < 5; i++) {
            ask(77);
        }

        assertThat(isCached(77)).isTrue();
        assertThat(isCached(0)).isFalse();
        assertThat(isCached(1)).isTrue();
    }

    @Test
    void aWorkingSetLargerThanTheMemoryKeepsItsPlaces() {
        int rounds = 50;
        for (int i = 0; i < rounds * 2 * PLACES; i++) {
            ask(i % (2 * PLACES));
        }

        assertThat((double) cache.hits() / (rounds * 2 * PLACES))
                .as("share of hits of a scan over twice the memory")
                .isGreaterThan(0.4);
    }

    @Test
    void aFileThatIsTooLargeIsSentFromDisk() {
        store.put(file(500).key(), new byte[PLACES * SIZE / 4]);

        assertThat(ask(500)).isFalse();
    }

    @Test
    void whatIsNotInTheStoreIsNowhere() {
        var found = cache.find(file(999));
        doTheWork();

        assertThat(found.join()).isInstanceOf(Found.Nowhere.class);
    }

    @Test
    void aStoreThatFailsIsToldApartFromAFileThatIsMissing() {
        var failing = new FileCache(new FailingStore(folder), work::add, PLACES * SIZE);
        var found = failing.find(file(1));
        doTheWork();

        assertThat(found.join()).isInstanceOf(Found.Unreadable.class);
        assertThat(failing.usedBytes()).isZero();
    }

    @Test
    void whoWaitsIsAnsweredEvenAfterAnErrorOfTheJvm() {
        var failing = new FileCache(new BrokenStore(folder), work::add, PLACES * SIZE);
        var found = failing.find(file(1));
        assertThatThrownBy(this::doTheWork).isInstanceOf(StackOverflowError.class);

        assertThat(found.join()).isInstanceOf(Found.Unreadable.class);
        assertThat(failing.usedBytes()).isZero();
    }

    @Test
    void whoAsksWhenThereIsNoThreadToReadIsAnsweredAtOnceEachTime() {
        var idle = new FileCache(
                store,
                task -> {
                    throw new RejectedExecutionException("shut down");
                },
                PLACES * SIZE);

        assertThat(idle.find(file(1)).join()).isInstanceOf(Found.Unreadable.class);
        assertThat(idle.find(file(1)).join()).isInstanceOf(Found.Unreadable.class);
    }

    @Test
    void aFileThatIsShorterThanTheStoreSaysLeavesNothingBehind() {
        var lying = new FileCache(new LyingStore(folder), work::add, PLACES * SIZE);
        var found = lying.find(file(1));
        doTheWork();

        assertThat(found.join()).isInstanceOf(Found.OnDisk.class);
        assertThat(lying.usedBytes()).isZero();
    }

    @Test
    void whatIsForgottenWhileItIsReadIsNotKept() {
        var found = cache.find(file(1));

        cache.forget(VIDEO);
        doTheWork();

        ((Found.InMemory) found.join()).bytes().release();
        assertThat(isCached(1)).isFalse();
        assertThat(cache.usedBytes()).isZero();
    }

    @Test
    void aClientThatGoesAwayInTheMiddleGivesItsMemoryBack() throws IOException {
        try (var service = new PlainService(folder.resolve("served"), 1 << 28)) {
            var video = service.streams.plan(Plans.film(2000));
            service.publish(video, "v720", 0, 20_000_000);
            service.get("/v/" + video + "/v720/0.m4s");

            var sockets = List.of(begin(service, video), begin(service, video), begin(service, video));
            service.cache.forget(video);
            assertThat(service.cache.usedBytes()).as("in use").isEqualTo(20_000_000);
            for (var socket : sockets) {
                socket.close();
            }

            Awaitility.await().until(() -> service.cache.usedBytes() == 0);
        }
    }

    /** Reads the first bytes of an answer that is far larger than all socket buffers, and no more. */
    private static Socket begin(PlainService service, UUID video) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(8192);
        socket.connect(new InetSocketAddress("127.0.0.1", service.port()));
        socket.getOutputStream()
                .write("GET /v/%s/v720/0.m4s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                        .formatted(video)
                        .getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII))
                .isEqualTo("HTTP/1.1 200 OK");
        return socket;
    }

    /** Asks as an answer does, and gives back at once; tells whether the file came from memory. */
    private boolean ask(int number) {
        var leased = cache.lease(file(number));
        if (leased == null) {
            var found = cache.find(file(number));
            doTheWork();
            if (!(found.join() instanceof Found.InMemory inMemory)) {
                return false;
            }
            leased = inMemory.bytes();
        }
        leased.release();
        return true;
    }

    private Leased leaseOf(int number) {
        ask(number);
        return cache.lease(file(number));
    }

    private boolean isCached(int number) {
        var leased = cache.lease(file(number));
        if (leased != null) {
            leased.release();
        }
        return leased != null;
    }

    private void doTheWork() {
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }

    private static Target.File file(int number) {
        return new Target.Segment(VIDEO, "v720", number);
    }

    private static byte[] content(int number) {
        var bytes = new byte[SIZE];
        new Random(number).nextBytes(bytes);
        return bytes;
    }

    private static byte[] bytes(Leased leased) {
        var bytes = new byte[leased.sizeBytes()];
        leased.slice(0, bytes.length).readBytes(bytes);
        return bytes;
    }

    /** A store whose disk is gone. */
    private static final class FailingStore extends FolderStore {
        FailingStore(Path folder) {
            super(folder);
        }

        @Override
        public Optional<StoredFile> find(String key) {
            throw new IllegalStateException("the disk is gone");
        }
    }

    /** A store that ends in an error that nobody catches. */
    private static final class BrokenStore extends FolderStore {
        BrokenStore(Path folder) {
            super(folder);
        }

        @Override
        public Optional<StoredFile> find(String key) {
            throw new StackOverflowError();
        }
    }

    /** A store whose files are shorter than it says. */
    private static final class LyingStore extends FolderStore {
        LyingStore(Path folder) {
            super(folder);
        }

        @Override
        public Optional<StoredFile> find(String key) {
            return super.find(key).map(f -> new StoredFile(f.path(), f.sizeBytes() + 1, f.changedMillis()));
        }
    }
}
