package dev.millrace.upload;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.millrace.storage.MediaStore;
import dev.millrace.testing.Operator;
import dev.millrace.testing.Person;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.builder.MultiPartSpecBuilder;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class UploadTest {

    @Inject
    MediaStore store;

    @ConfigProperty(name = "millrace.data-dir")
    Path data;

    @TestHTTPResource
    URL root;

    @Test
    void storesTheBytesAndAnswersWithTheVideo() throws Exception {
        byte[] film = randomBytes(3_000_000);
        var answer = given().multiPart("title", "  A  film\u0000 ")
                .multiPart("tags", "one, two")
                .multiPart("file", "ignored.mp4", film)
                .multiPart("tags", "three")
                .multiPart("description", "After the file")
                .post("/api/videos")
                .then()
                .statusCode(201)
                .body("title", equalTo("A film"))
                .body("tags", equalTo(List.of("one", "two", "three")))
                .body("description", equalTo("After the file"))
                .body("visibility", equalTo("public"))
                .body("state", equalTo("queued"))
                .body("playable", equalTo(false))
                .body("source.sizeBytes", equalTo(film.length))
                .body("source.sha256", equalTo(sha256(film)))
                .body("playback.hls", nullValue())
                .body("createdAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z"));
        String id = answer.extract().path("id");
        answer.header("Location", "/api/videos/" + id)
                .body("playback.page", equalTo(root.toString().replaceAll("/$", "") + "/watch/" + id));

        var stored = store.find("sources/" + id).orElseThrow();
        assertThat(Files.readAllBytes(stored.path())).isEqualTo(film);
        given().get("/api/videos/" + id).then().statusCode(200).body("title", equalTo("A film"));
        nothingLeftBehind();
    }

    @Test
    void tellsAnUploaderWhatTheyWillReadAfterwards() {
        var uploader = Person.with("uploader");
        Map<String, Object> made = uploader.request()
                .multiPart("file", "film.mp4", new byte[8])
                .multiPart("visibility", "private")
                .post("/api/videos")
                .then()
                .statusCode(201)
                .body("owner", equalTo(uploader.login()))
                .extract()
                .path("");
        Map<String, Object> read =
                uploader.request().get("/api/videos/" + made.get("id")).path("");

        made.remove("progress");
        read.remove("progress");
        assertThat(made).isEqualTo(read);
    }

    @Test
    void takesTheTitleFromTheFileNameWhenThereIsNone() {
        upload("Our_summer.2024.MOV").body("title", equalTo("Our summer 2024"));
        upload("<script>alert(1)</script> a.b.webm").body("title", equalTo("script> a.b"));
    }

    @Test
    void sendsTheFormOfAPersonToTheWatchPage() {
        given().redirects()
                .follow(false)
                .multiPart("file", "a.mp4", randomBytes(10))
                .post("/upload")
                .then()
                .statusCode(303)
                .header("Location", startsWith("/watch/"));
        given().redirects()
                .follow(false)
                .accept("text/html")
                .multiPart("file", "a.mp4", randomBytes(10))
                .post("/api/videos")
                .then()
                .statusCode(303);
    }

    @Test
    void tellsAPersonOnAPageWhatIsWrong() {
        given().multiPart("title", "no file")
                .post("/upload")
                .then()
                .statusCode(400)
                .contentType("text/html")
                .body(containsString("There is no file in the upload"));
    }

    @Test
    void givesAPersonTheFormBackWithWhatWasTyped() {
        given().multiPart("file", "a.mp4", randomBytes(10))
                .multiPart("title", "A <long> day")
                .multiPart("description", "What I wrote")
                .multiPart("visibility", "private")
                .multiPart("watermark", "m.jpg", new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff})
                .multiPart("watermarkOpacity", "900")
                .post("/upload")
                .then()
                .statusCode(400)
                .body(
                        containsString("The opacity of the watermark must be a whole number from 10 to 100"),
                        containsString("Choose the file again."),
                        containsString("name=\"title\" value=\"A &lt;long&gt; day\""),
                        containsString(">What I wrote</textarea>"),
                        containsString("<option value=\"private\" selected>"),
                        containsString("name=\"watermarkOpacity\" min=\"10\" max=\"100\" step=\"1\" value=\"900\""));
        given().multiPart("file", "a.mp4", randomBytes(10))
                .multiPart("tags", "t".repeat(51))
                .post("/upload")
                .then()
                .statusCode(400)
                .body(containsString("The tags must"));
        given().multiPart("file", "a.mp4", randomBytes(10))
                .multiPart("watermark", "m.png", randomBytes(10))
                .post("/upload")
                .then()
                .statusCode(400)
                .body(containsString("The watermark must be a PNG"));
    }

    @Test
    void makesOneVideoForOneIdempotencyKey() {
        String first = keyed("key-1").extract().path("id");
        String again = keyed("key-1").extract().path("id");
        String other = keyed("key-2").extract().path("id");

        assertThat(again).isEqualTo(first).isNotEqualTo(other);
        given().header("Idempotency-Key", "key-1")
                .multiPart("again", "true") // whoever lost the answer asks for it without the file
                .post("/api/videos")
                .then()
                .statusCode(201)
                .body("id", equalTo(first));
        given().header("Idempotency-Key", "x".repeat(256))
                .multiPart("file", "a.mp4", randomBytes(10))
                .post("/api/videos")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_idempotency_key"));
    }

    @Test
    void refusesWhatIsNoUploadOfAFile() {
        problem(given().multiPart("title", "x").post("/api/videos").then(), 400, "file_missing");
        problem(given().multiPart("file", "", new byte[0]).post("/api/videos").then(), 400, "file_missing");
        problem(
                given().multiPart("file", "a.mp4", new byte[0])
                        .post("/api/videos")
                        .then(),
                400,
                "file_empty");
        problem(
                given().contentType("application/json")
                        .body("{}")
                        .post("/api/videos")
                        .then(),
                415,
                "not_multipart");
        problem(
                given().multiPart("file", "a.mp4", randomBytes(9))
                        .multiPart("file", "b.mp4", randomBytes(9))
                        .post("/api/videos")
                        .then(),
                400,
                "too_many_files");
        var many = given().multiPart("file", "a.mp4", randomBytes(9));
        for (int i = 0; i < 200; i++) {
            many.multiPart("f" + i, "x");
        }
        problem(many.post("/api/videos").then(), 400, "too_many_fields");
        problem(
                given().multiPart("description", "x".repeat(200_000))
                        .multiPart("file", "a.mp4", randomBytes(9))
                        .post("/api/videos")
                        .then(),
                400,
                "field_too_long");
        nothingLeftBehind();
    }

    @Test
    void namesEachFieldThatIsWrongAndKeepsNothing() throws IOException {
        long before = sources();
        given().multiPart("file", "a.mp4", randomBytes(9))
                .multiPart("title", "x".repeat(201))
                .multiPart("visibility", "secret")
                .post("/api/videos")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_fields"))
                .body("errors.field", equalTo(List.of("title", "visibility")));
        assertThat(sources()).isEqualTo(before);
        nothingLeftBehind();
    }

    @Test
    void takesLongDescriptions() {
        given().multiPart("file", "a.mp4", randomBytes(9))
                .multiPart(new MultiPartSpecBuilder("ä".repeat(10_000))
                        .controlName("description")
                        .charset(StandardCharsets.UTF_8)
                        .build())
                .post("/api/videos")
                .then()
                .statusCode(201)
                .body("description", equalTo("ä".repeat(10_000)));
    }

    @Test
    void refusesABodyThatIsTooLargeBeforeItComes() throws IOException {
        try (var client = new Client()) {
            client.send(head("Content-Length: 30000000000"));

            assertThat(client.readUntil("file_too_large")).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void refusesABadFieldBeforeTheFileBehindItHasCome() throws IOException {
        try (var client = new Client()) {
            client.send(head("Content-Length: 5000000")
                    + "--b\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\n" + "t".repeat(51)
                    + "\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.mp4\"\r\n\r\nxyz");

            assertThat(client.readUntil("must not be longer than 50")).startsWith("HTTP/1.1 400 ");
        }
        nothingLeftBehind();
    }

    @Test
    void asksForTheBodyOfAClientThatWaitsToBeAsked() throws IOException {
        String body =
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.mp4\"\r\n\r\nxyz\r\n--b--\r\n";
        try (var client = new Client()) {
            client.send(head("Content-Length: " + body.length(), "Expect: 100-continue"));
            assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100 ");
            client.send(body);

            assertThat(client.readUntil("sha256")).startsWith("HTTP/1.1 201 ");
        }
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "multipart/form-data; Boundary=b|201|sha256",
                "Multipart/Form-Data;charset=utf-8; BOUNDARY=\"b\"|201|sha256",
                "multipart/form-data|400|malformed_upload",
                "multipart/form-dataX; boundary=b|415|not_multipart"
            })
    void readsTheContentTypeAsItsRulesSay(String type, int status, String told) throws IOException {
        String body =
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.mp4\"\r\n\r\nxyz\r\n--b--\r\n";
        try (var client = new Client()) {
            client.send(
                    head("Content-Length: " + body.length()).replace("multipart/form-data; boundary=b", type) + body);

            assertThat(client.readUntil(told)).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @Test
    void refusesABodyThatEndsTooEarly() throws IOException {
        String inTheFile = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.mp4\"\r\n\r\nxyz";
        refusesAsCut(inTheFile);
        refusesAsCut(inTheFile + "\r\n--b\r\n");
        refusesAsCut(inTheFile + "\r\n--b\r\nContent-Disposition: form-data; name=\"visibility\"\r\n\r\npriv");
    }

    private void refusesAsCut(String body) throws IOException {
        try (var client = new Client()) {
            client.send(head("Content-Length: " + body.length()) + body);

            assertThat(client.readUntil("malformed_upload")).startsWith("HTTP/1.1 400 ");
        }
        nothingLeftBehind();
    }

    @Test
    void forgetsAnUploadWhoseConnectionBreaks() throws IOException {
        long before = sources();
        try (var client = new Client()) {
            client.send(head("Content-Length: 5000000")
                    + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.mp4\"\r\n\r\n"
                    + "x".repeat(1_000_000));
            Awaitility.await().until(() -> workFolders() == 1);
        }
        nothingLeftBehind();
        assertThat(sources()).isEqualTo(before);
    }

    private ValidatableResponse upload(String name) {
        return given().multiPart("file", name, randomBytes(10))
                .post("/api/videos")
                .then()
                .statusCode(201);
    }

    private static ValidatableResponse keyed(String key) {
        return given().header("Idempotency-Key", key)
                .multiPart("file", "a.mp4", randomBytes(10))
                .post("/api/videos")
                .then()
                .statusCode(201);
    }

    private static void problem(ValidatableResponse answer, int status, String code) {
        answer.statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("type", equalTo("/problems/" + code))
                .body("status", equalTo(status))
                .body("instance", equalTo("/api/videos"));
    }

    private String head(String... headers) {
        return "POST /api/videos HTTP/1.1\r\nHost: localhost:" + root.getPort()
                + "\r\nAuthorization: " + Operator.AUTHORIZATION
                + "\r\nContent-Type: multipart/form-data; boundary=b\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    private void nothingLeftBehind() {
        Awaitility.await().until(() -> workFolders() == 0);
    }

    private long workFolders() throws IOException {
        return count(data.resolve("work"));
    }

    private long sources() throws IOException {
        return count(data.resolve("media/sources"));
    }

    private static long count(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return 0;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.count();
        }
    }

    private static byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    /** A client that says exactly what it is told to. */
    private class Client implements AutoCloseable {

        private final Socket socket = new Socket("localhost", root.getPort());

        Client() throws IOException {
            socket.setSoTimeout(20_000);
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        String readUntil(String part) throws IOException {
            var seen = new StringBuilder();
            while (seen.indexOf(part) < 0) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    throw new AssertionError("the connection ended after: " + seen);
                }
                seen.append((char) next);
            }
            return seen.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
