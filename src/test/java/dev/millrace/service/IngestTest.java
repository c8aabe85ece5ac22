package dev.millrace.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of every kind become ready with every picture they have, on all rungs, and last as long as they should. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class IngestTest {

    @TestHTTPResource("/")
    URI root;

    private Service service;

    @BeforeEach
    void connect() {
        service = new Service(root);
    }

    static Stream<Arguments> films() {
        return Stream.of(
                film("ProRes", 2, IngestFilms::proRes),
                film("DNxHR", 2.002, IngestFilms::dnxHd),
                film("MPEG-2 program stream", 3, IngestFilms::programStream),
                film("telecined broadcast", 3.003, IngestFilms::telecined),
                film("broadcast whose clock begins anew", 3, IngestFilms::wrapping),
                film("two recordings in one", 4, IngestFilms::joined),
                film("browser recording", 3, IngestFilms::browserRecording),
                film("HDR10", 1, IngestFilms::hdr10),
                film("odd size", 2, IngestFilms::oddSize),
                film("96 kHz 7.1", 2, IngestFilms::surround),
                film("AVI with B-frames", 2, IngestFilms::aviWithBFrames),
                film("one picture", 0.04, IngestFilms::onePicture),
                film("ends early", 2, IngestFilms::endsEarly, "source_truncated"));
    }

    private static Arguments film(String what, double seconds, Supplier<Path> film, String... warnings) {
        return arguments(what, seconds, film, List.of(warnings));
    }

    @ParameterizedTest(name = "{0}: {1} s {3}")
    @MethodSource("films")
    void becomesReadyWithAllItsPictures(String what, double seconds, Supplier<Path> film, List<String> warnings) {
        var video = service.upload(film.get());

        var ready = service.awaitState(video, "ready");

        assertThat(texts(ready.get("warnings"), "code")).containsAll(warnings);
        double length = ready.get("durationSeconds").asDouble();
        double rate = ready.get("frameRate").asDouble();
        // where a file was cut, or its sound goes on, is a matter of a few pictures
        assertThat(length).isCloseTo(seconds, within(warnings.isEmpty() ? 2.5 / rate : 0.6));
        var rungs = texts(ready.get("renditions"), "name").filter(name -> name.startsWith("v"));
        assertThat(rungs).isNotEmpty().allSatisfy(rung -> assertThat(pictures(video, rung))
                .isEqualTo(Math.round(length * rate)));
    }

    /** Planning and publishing do not depend on the length. */
    @Test
    void aFilmOfThreeHoursCanBeWatchedFromItsMiddleAtOnce() {
        var video = service.upload(IngestFilms.threeHours());

        var playable = service.awaitPlayable(video);

        assertThat(playable.get("durationSeconds").asDouble()).isEqualTo(10_800);
        var rung = texts(playable.get("renditions"), "name").findFirst().orElseThrow();
        var segments = service.uris("/v/" + video + "/" + rung + "/index.m3u8");
        assertThat(segments).hasSizeGreaterThan(2_600);
        assertThat(service.get(segments.get(segments.size() / 2)).statusCode()).isEqualTo(200);
        assertThat(service.get(segments.get(segments.size() - 1)).statusCode()).isEqualTo(200);
        service.send("DELETE", "/api/videos/" + video);
    }

    /** As the boxes of all its segments count them. */
    private long pictures(UUID video, String rung) {
        return service.uris("/v/" + video + "/" + rung + "/index.m3u8").stream()
                .filter(uri -> uri.endsWith(".m4s"))
                .mapToLong(uri -> samples(service.get(uri).body()))
                .sum();
    }

    /** The sample count of the only {@code trun} box. */
    private static int samples(byte[] segment) {
        int trun = new String(segment, StandardCharsets.ISO_8859_1).indexOf("trun");
        return ByteBuffer.wrap(segment).getInt(trun + 8);
    }

    private static Stream<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(entry -> entry.get(field).asText());
    }
}
