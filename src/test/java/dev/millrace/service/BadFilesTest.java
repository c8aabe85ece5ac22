package dev.millrace.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are no films end with a code and a sentence after one attempt. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class BadFilesTest {

    @TestHTTPResource("/")
    URI root;

    @Inject
    Attempts attempts;

    private Service service;

    @BeforeEach
    void connect() {
        service = new Service(root);
    }

    static Stream<Arguments> files() {
        return Stream.of(
                bad("unsupported_format", "text", () -> Films.text("text.mp4", "This is no film.\n".repeat(500))),
                bad("unsupported_format", "noise", () -> Films.text("noise.mkv", "\1\2\3\4\5".repeat(9000))),
                bad(
                        "unsupported_format",
                        "HLS playlist",
                        () -> Films.text(
                                "playlist.mp4",
                                "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n")),
                bad(
                        "unsupported_format",
                        "concat list",
                        () -> Films.text("list.mp4", "ffconcat version 1.0\nfile /etc/passwd\n")),
                bad(
                        "unsupported_format",
                        "SDP",
                        () -> Films.text(
                                "session.mp4",
                                "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n")),
                bad(
                        "unsupported_format",
                        "DASH manifest",
                        () -> Films.text(
                                "manifest.mp4",
                                "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"></MPD>")),
                bad("unsupported_format", "web page", () -> Films.text("page.mp4", "<!DOCTYPE html><p>Not found</p>")),
                bad("unsupported_format", "PDF", () -> Films.text("pdf.mp4", "%PDF-1.7\n1 0 obj\n".repeat(99))),
                bad("unsupported_format", "zip archive", BadFiles::zip),
                bad("unsupported_format", "gzip archive", BadFiles::gzip),
                bad("no_video_or_audio", "subtitles alone", BadFiles::subtitlesAlone),
                bad("no_video_or_audio", "headers without pictures", BadFiles::headersAlone),
                bad("corrupt_source", "noise inside", BadFiles::noiseInside),
                bad("encrypted_source", "scrambled broadcast", BadFiles::scrambledBroadcast),
                bad("encrypted_source", "encrypted Matroska", BadFiles::encryptedMatroska),
                bad("encrypted_source", "protected Windows Media", BadFiles::protectedWindowsMedia),
                bad("too_many_tracks", "forty sounds", BadFiles::withTooManySounds),
                bad("too_large", "huge picture", BadFiles::hugePicture),
                bad("encrypted_source", "encrypted", Films::encrypted),
                bad("corrupt_source", "cut off", Films::cutOff));
    }

    private static Arguments bad(String code, String what, Supplier<Path> file) {
        return arguments(code, what, file);
    }

    @ParameterizedTest(name = "{1} -> {0}")
    @MethodSource("files")
    void aBadFileFailsOnceWithItsReason(String code, String what, Supplier<Path> file) {
        var video = service.upload(file.get());

        var failed = service.awaitState(video, "failed");

        assertThat(failed.at("/failure/code").asText()).isEqualTo(code);
        var sentence = failed.at("/failure/message").asText();
        assertThat(sentence).matches("[A-Z][^\\n]+\\.");
        assertThat(failed.get("playable").asBoolean()).isFalse();
        assertThat(Service.text(service.get("/watch/" + video))).contains(sentence);
        assertThat(service.get("/v/" + video + "/index.m3u8").statusCode()).isEqualTo(404);
        assertThat(attempts.of(video)).containsExactly("probe failed " + code);
    }
}
