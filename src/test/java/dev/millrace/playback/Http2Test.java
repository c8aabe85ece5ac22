package dev.millrace.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same over HTTP/2, where one client going away is a stream that is reset, not a connection that is closed. */
class Http2Test {

    @TempDir
    Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    private PlainService service;
    private UUID video;

    @BeforeEach
    void start() throws Exception {
        service = new PlainService(folder, 1 << 28);
        video = service.streams.plan(Plans.film(2000));
        var first = client.send(request("index.m3u8"), BodyHandlers.ofString());
        assertThat(first.version()).isEqualTo(HttpClient.Version.HTTP_2);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aHeldRequestIsAnswered() {
        var answer = client.sendAsync(request("v720/5.m4s"), BodyHandlers.ofByteArray());
        Awaitility.await().until(() -> service.held.count() == 1);

        var bytes = service.publish(video, "v720", 5, 70_000);

        assertThat(answer.join().version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.join().body()).isEqualTo(bytes);
    }

    @Test
    void aHeldRequestThatIsCancelledIsDropped() {
        var answer = client.sendAsync(request("v720/5.m4s"), BodyHandlers.ofByteArray());
        var other = client.sendAsync(request("v720/6.m4s"), BodyHandlers.ofByteArray());
        Awaitility.await().until(() -> service.held.count() == 2);

        answer.cancel(true);

        Awaitility.await().until(() -> service.held.count() == 1);
        assertThat(service.wishes.wanted()).containsExactly("v720/6");
        assertThat(other).isNotDone();
    }

    @Test
    void anAnswerThatIsCancelledInTheMiddleGivesItsMemoryBack() throws Exception {
        service.publish(video, "v720", 0, 20_000_000);
        HttpResponse<InputStream> answer = client.send(request("v720/0.m4s"), BodyHandlers.ofInputStream());
        answer.body().readNBytes(1000);
        service.cache.forget(video);
        assertThat(service.cache.usedBytes()).as("in use").isEqualTo(20_000_000);

        hangUp(answer);

        Awaitility.await().until(() -> service.cache.usedBytes() == 0);
    }

    @Test
    void aWholeAnswerGivesItsMemoryBack() throws Exception {
        var bytes = service.publish(video, "v720", 0, 20_000_000);
        var answer = client.send(request("v720/0.m4s"), BodyHandlers.ofByteArray());
        assertThat(answer.body()).isEqualTo(bytes);

        service.cache.forget(video);

        Awaitility.await().until(() -> service.cache.usedBytes() == 0);
    }

    private static void hangUp(HttpResponse<InputStream> answer) throws IOException {
        answer.body().close();
    }

    private HttpRequest request(String file) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + "/v/" + video + "/" + file))
                .build();
    }
}
