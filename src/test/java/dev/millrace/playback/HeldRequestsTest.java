package dev.millrace.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests for segments that are still being made, over HTTP. */
class HeldRequestsTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(50);

    @TempDir
    Path folder;

    private final List<Socket> sockets = new ArrayList<>();
    private PlainService service;
    private UUID video;

    @BeforeEach
    void start() {
        start(LONG, 10_000);
    }

    private void start(Duration hold, int most) {
        stop();
        service = new PlainService(folder, 1 << 26, hold, most);
        video = service.streams.plan(Plans.film(8000));
    }

    @AfterEach
    void stop() {
        if (service != null) {
            service.close();
        }
    }

    @AfterEach
    void hangUp() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }

    @Test
    void aHeldRequestIsAnsweredWhenItsSegmentIsPublished() {
        var answer = ask("v720/5.m4s");
        awaitHeld(1);
        assertThat(service.wishes.wanted()).containsExactly("v720/5");

        var bytes = service.publish(video, "v720", 5, 70_000);

        assertThat(answer.join().statusCode()).isEqualTo(200);
        assertThat(answer.join().body()).isEqualTo(bytes);
        assertThat(answer.join().headers().firstValue("server-timing"))
                .hasValueSatisfying(v -> assertThat(v).matches("held;dur=\\d+"));
        assertThat(service.held.count()).isZero();
        assertThat(service.wishes.said()).containsExactly("want v720/5", "drop v720/5");
    }

    @Test
    void aSegmentIsWantedOnceHoweverManyWaitForIt() {
        var answers = IntStream.range(0, 200).mapToObj(i -> ask("v720/5.m4s")).toList();
        awaitHeld(200);

        var bytes = service.publish(video, "v720", 5, 70_000);

        assertThat(answers).allSatisfy(a -> assertThat(a.join().body()).isEqualTo(bytes));
        assertThat(service.wishes.said()).containsExactly("want v720/5", "drop v720/5");
        assertThat(service.store.finds()).as("read once").isEqualTo(1);
        awaitNoLease();
    }

    @Test
    void anotherSegmentAnswersNobody() {
        var answer = ask("v720/5.m4s");
        awaitHeld(1);

        service.publish(video, "v720", 6, 1000);
        service.publish(video, "v480", 5, 1000);

        assertThat(service.held.count()).isEqualTo(1);
        assertThat(answer).isNotDone();
    }

    @Test
    void aClientThatGoesAwayIsDroppedAndItsSegmentIsNotWantedAnyMore() throws IOException {
        var socket = open("v720/5.m4s");
        awaitHeld(1);

        socket.close();

        awaitHeld(0);
        assertThat(service.wishes.said()).containsExactly("want v720/5", "drop v720/5");
    }

    @Test
    void aClientThatWentAwayDuringTheLookUpIsNotHeld() throws IOException {
        service.streams.gate = new CountDownLatch(1);
        var socket = open("v720/5.m4s");
        Awaitility.await().until(() -> service.streams.reads() == 1);
        socket.close();
        Awaitility.await().until(() -> service.hungUp() == 1);

        service.streams.gate.countDown();
        open("v720/6.m4s");
        awaitHeld(1);

        assertThat(service.wishes.said()).containsExactly("want v720/6");
    }

    @Test
    void theSegmentIsWantedWhileOneIsLeft() throws IOException {
        var first = open("v720/5.m4s");
        var second = open("v720/5.m4s");
        awaitHeld(2);

        first.close();
        awaitHeld(1);
        assertThat(service.wishes.said()).containsExactly("want v720/5");

        second.close();
        awaitHeld(0);
        assertThat(service.wishes.said()).containsExactly("want v720/5", "drop v720/5");
    }

    @Test
    void whoWaitsTooLongIsToldToTryAgain() {
        start(SHORT, 10_000);

        var answer = ask("v720/5.m4s").join();

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).contains("1");
        assertThat(answer.headers().firstValue("access-control-allow-origin")).contains("*");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("\"code\":\"segment_not_ready\"");
        assertThat(service.held.count()).isZero();
        assertThat(service.wishes.said()).containsExactly("want v720/5", "drop v720/5");
    }

    @Test
    void aSegmentWhoseSignalWasLostIsFoundInTheEnd() {
        start(Duration.ofMillis(1500), 10_000);
        var answer = ask("v720/5.m4s");
        awaitHeld(1);

        var bytes = service.make(video, "v720", 5, 1000);
        service.streams.publish(video, "v720", 5, 1000);

        assertThat(answer.join().body()).isEqualTo(bytes);
    }

    @Test
    void signalsThatWereLostAreMadeUpWhenTheStreamIsReadAgain() {
        var five = ask("v720/5.m4s");
        var six = ask("v720/6.m4s");
        awaitHeld(2);
        service.make(video, "v720", 5, 1000);
        service.streams.publish(video, "v720", 5, 1000);

        service.route.changed(video);

        assertThat(five.join().statusCode()).isEqualTo(200);
        awaitHeld(1);
        assertThat(six).isNotDone();
        assertThat(service.wishes.wanted()).containsExactly("v720/6");
    }

    @Test
    void everyStreamIsLookedAtAgainWhenTheNodeHeardNothingForAWhile() {
        var other = service.streams.plan(Plans.film(2000));
        var here = ask("v720/5.m4s");
        var there = service.getAsync("/v/" + other + "/v720/6.m4s");
        awaitHeld(2);
        service.make(video, "v720", 5, 1000);
        service.streams.publish(video, "v720", 5, 1000);
        service.streams.remove(other);

        service.route.signalsLost();

        assertThat(here.join().statusCode()).isEqualTo(200);
        assertThat(there.join().statusCode()).isEqualTo(404);
        assertThat(service.wishes.wanted()).isEmpty();
    }

    @Test
    void whatNobodyWaitsForIsForgottenTooWhenTheNodeHeardNothingForAWhile() {
        service.publish(video, "v720", 5, 1000);
        assertThat(ask("v720/5.m4s").join().statusCode()).isEqualTo(200);
        service.streams.remove(video);

        service.route.signalsLost();

        assertThat(ask("v720/5.m4s").join().statusCode()).isEqualTo(404);
        awaitMemoryFree();
    }

    @Test
    void whoWaitsForARemovedVideoIsToldAtOnce() {
        var answers =
                IntStream.range(0, 20).mapToObj(i -> ask("v720/" + i + ".m4s")).toList();
        awaitHeld(20);

        service.route.changed(service.streams.remove(video).video());

        assertThat(answers).allSatisfy(a -> assertThat(a.join().statusCode()).isEqualTo(404));
        assertThat(service.held.count()).isZero();
        assertThat(service.wishes.wanted()).isEmpty();
    }

    @Test
    void onlySoManyAreHeld() {
        start(LONG, 3);
        var held =
                IntStream.range(0, 3).mapToObj(i -> ask("v720/" + i + ".m4s")).toList();
        awaitHeld(3);

        var refused = ask("v720/3.m4s").join();

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("\"code\":\"too_many_waiting\"");
        assertThat(held).noneMatch(CompletableFuture::isDone);
        assertThat(service.wishes.wanted()).doesNotContain("v720/3");
    }

    @Test
    void aSegmentPublishedWhileTheStreamIsBeingReadIsNotMissed() {
        service.streams.gate = new CountDownLatch(1);
        var answer = ask("v720/5.m4s");
        Awaitility.await().until(() -> service.streams.reads() == 1);

        var bytes = service.publish(video, "v720", 5, 1000);
        service.streams.gate.countDown();

        assertThat(answer.join().body()).isEqualTo(bytes);
    }

    /** The event's two steps, to tell the directory and to wake who waits, fall before and after the request's look. */
    @Test
    void aSegmentPublishedBetweenTheLookAndTheWaitIsNotMissed() {
        service.wishes.whileWanting = () -> {
            service.make(video, "v720", 5, 1000);
            service.directory.published(service.streams.publish(video, "v720", 5, 1000));
        };

        assertThat(ask("v720/5.m4s").join().statusCode()).isEqualTo(200);
        assertThat(service.held.count()).isZero();
        assertThat(service.wishes.wanted())
                .as("the wish came after the publishing")
                .isEmpty();
    }

    @Test
    void aVideoRemovedBetweenTheLookAndTheWaitIsNotWaitedFor() {
        service.wishes.whileWanting =
                () -> service.directory.changed(service.streams.remove(video).video());

        assertThat(ask("v720/5.m4s").join().statusCode()).isEqualTo(404);
        assertThat(service.held.count()).isZero();
    }

    @Test
    void aSegmentPublishedWhileItIsAskedForIsNeverMissed() {
        service.get("/v/" + video + "/index.m3u8");
        for (int i = 0; i < 30; i++) {
            var answers = new ArrayList<CompletableFuture<HttpResponse<byte[]>>>();
            for (int j = 0; j < 4; j++) {
                answers.add(ask("v480/" + i + ".m4s"));
            }

            var bytes = service.publish(video, "v480", i, 1000);

            assertThat(answers).allSatisfy(a -> assertThat(a.join().body()).isEqualTo(bytes));
        }
        assertThat(service.held.count()).isZero();
    }

    @Test
    void thousandsAreHeldWithoutThreads() throws IOException {
        for (int i = 0; i < 1500; i++) {
            open("v720/" + i % 30 + ".m4s");
        }
        awaitHeld(1500);

        assertThat(Thread.getAllStackTraces().size()).isLessThan(100);
        hangUp();

        awaitHeld(0);
        assertThat(service.wishes.wanted()).isEmpty();
    }

    private CompletableFuture<HttpResponse<byte[]>> ask(String file) {
        return service.getAsync("/v/" + video + "/" + file);
    }

    /** A client that can hang up in the middle of waiting. */
    private Socket open(String file) throws IOException {
        var socket = new Socket("127.0.0.1", service.port());
        sockets.add(socket);
        socket.getOutputStream()
                .write("GET /v/%s/%s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                        .formatted(video, file)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private void awaitHeld(int count) {
        Awaitility.await().until(() -> service.held.count() == count);
    }

    private void awaitNoLease() {
        service.cache.close();
        awaitMemoryFree();
    }

    private void awaitMemoryFree() {
        Awaitility.await().until(() -> service.cache.usedBytes() == 0);
    }
}
