package dev.millrace.playback;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.access.PlaybackTokens;
import dev.millrace.service.Films;
import dev.millrace.service.Service;
import dev.millrace.site.SiteSetting;
import dev.millrace.site.SiteSettings;
import dev.millrace.testing.Operator;
import dev.millrace.testing.Person;
import dev.millrace.testing.TestDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every kind of file of a stream, with every kind of token, asked for by everybody: what opens it is its address alone. A
 * kind without a row fails.
 */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class StreamAccessTest {

    /** Files of each kind, below {@code /v/<video>/}. */
    private static final Map<Class<? extends Target>, List<String>> FILES = Map.ofEntries(
            Map.entry(Target.Multivariant.class, List.of("index.m3u8")),
            Map.entry(Target.Dash.class, List.of("manifest.mpd")),
            Map.entry(Target.Media.class, List.of("v240/index.m3u8", "a0/index.m3u8", "s0/index.m3u8")),
            Map.entry(Target.IFrames.class, List.of("v240/iframes.m3u8")),
            Map.entry(Target.StoryboardText.class, List.of("storyboard.vtt", "storyboard.json")),
            Map.entry(Target.Init.class, List.of("v240/init.mp4", "a0/init.mp4")),
            Map.entry(Target.Segment.class, List.of("v240/0.m4s", "a0/0.m4s")),
            Map.entry(Target.Poster.class, List.of("poster/{width}.jpg", "poster/{width}.webp")),
            Map.entry(Target.Sheet.class, List.of("storyboard/0.jpg")),
            Map.entry(Target.Preview.class, List.of("preview.webp")),
            Map.entry(Target.Captions.class, List.of("s0/captions.vtt")),
            Map.entry(Target.TextSegment.class, List.of("s0/0.vtt")),
            Map.entry(Target.Chapters.class, List.of("chapters.vtt")),
            Map.entry(Target.Thumbnail.class, List.of("thumbnail.jpg", "thumbnail.webp")));

    private enum State {
        PUBLIC,
        UNLISTED,
        PRIVATE,
        /** public, where only members may see anything */
        MEMBERS_ONLY,
        DELETED
    }

    private enum Token {
        NONE,
        RIGHT,
        OF_ANOTHER_VIDEO,
        OF_EARLIER,
        EXPIRED,
        CUT,
        MADE_UP
    }

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TestHTTPResource("/")
    URI root;

    @Inject
    PlaybackTokens tokens;

    @Inject
    SiteSettings settings;

    @Inject
    EntityManager database;

    private UUID video;
    private String width;

    @AfterEach
    void openAgain() {
        membersOnly("");
    }

    @Test
    void everyKindOfFileHasARow() {
        assertThat(FILES.keySet()).isEqualTo(kinds(Target.class).collect(Collectors.toSet()));
        width = "426";
        FILES.forEach((kind, files) -> files.forEach(
                file -> assertThat(Target.parse("/v/" + UUID.randomUUID() + "/" + file.replace("{width}", width)))
                        .as(file)
                        .get()
                        .isInstanceOf(kind)));
    }

    @Test
    void itsAddressAloneOpensAStream() throws Exception {
        film();
        var people = people();
        var wrong = new ArrayList<String>();
        for (var state : State.values()) {
            bring(state);
            for (var token : Token.values()) {
                for (var person : people.entrySet()) {
                    for (var file : files()) {
                        var answer = ask(prefix(token) + video + "/" + file, person.getValue());
                        if (!isRight(answer, state, token)) {
                            wrong.add(file + " of " + state + " with token " + token + " by " + person.getKey() + ": "
                                    + answer.statusCode() + " " + cache(answer));
                        }
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static boolean isRight(HttpResponse<?> answer, State state, Token token) {
        boolean open =
                switch (token) {
                    case NONE -> state == State.PUBLIC || state == State.UNLISTED;
                    case RIGHT -> state != State.DELETED;
                    default -> false;
                };
        boolean forAll = token == Token.NONE || !cache(answer).contains("public");
        return answer.statusCode() == (open ? 200 : 404) && (!open || forAll);
    }

    private static String cache(HttpResponse<?> answer) {
        return answer.headers().firstValue("Cache-Control").orElse("");
    }

    private void film() {
        var service = new Service(root);
        video = service.upload(Films.withWords());
        service.awaitState(video, "ready");
        var known = service.await(video, v -> !v.at("/playback/storyboard").isNull());
        width = known.at("/playback/poster").asText().replaceFirst(".*/poster/(\\d+)\\..*", "$1");
    }

    private void bring(State state) {
        switch (state) {
            case PUBLIC -> {}
            case UNLISTED, PRIVATE -> show(state.name().toLowerCase(java.util.Locale.ROOT));
            case MEMBERS_ONLY -> {
                show("public");
                membersOnly("true");
            }
            case DELETED -> {
                membersOnly("");
                given().delete("/api/videos/" + video + "?undoable=true").then().statusCode(204);
            }
        }
        int status = state == State.PUBLIC || state == State.UNLISTED ? 200 : 404;
        Awaitility.await(state.name())
                .pollInterval(Duration.ofMillis(20))
                .until(() -> given().header(Operator.NOBODY, "")
                                .get("/v/" + video + "/index.m3u8")
                                .statusCode()
                        == status);
    }

    private void show(String visibility) {
        given().contentType("application/json")
                .body(Map.of("visibility", visibility))
                .patch("/api/videos/" + video)
                .then()
                .statusCode(200);
    }

    private void membersOnly(String value) {
        settings.change(Map.of(SiteSetting.MEMBERS_ONLY, value));
        Awaitility.await().until(() -> settings.membersOnly() == value.equals("true"));
    }

    private String prefix(Token token) {
        int epoch = epoch();
        var now = Instant.now();
        return switch (token) {
            case NONE -> "/v/";
            case RIGHT -> "/v/" + tokens.issue(video, epoch) + "/";
            case OF_ANOTHER_VIDEO -> "/v/" + tokens.issue(UUID.randomUUID(), epoch) + "/";
            case OF_EARLIER -> "/v/" + tokens.issue(video, epoch - 1) + "/";
            case EXPIRED -> "/v/" + tokens.issue(video, epoch, now.minusSeconds(60)) + "/";
            case CUT -> "/v/" + tokens.issue(video, epoch).substring(1) + "/";
            case MADE_UP -> "/v/" + "A".repeat(34) + "/";
        };
    }

    private int epoch() {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) database.createNativeQuery("select access_epoch from video where id = :id")
                                .setParameter("id", video)
                                .getSingleResult())
                        .intValue());
    }

    private List<String> files() {
        return FILES.values().stream()
                .flatMap(List::stream)
                .map(file -> file.replace("{width}", width))
                .toList();
    }

    /** What each of them sends along: a cookie, or the operator's key. */
    private static Map<String, Map<String, String>> people() {
        var people = new LinkedHashMap<String, Map<String, String>>();
        people.put("a visitor", Map.of());
        for (var role : Set.of("viewer", "uploader", "moderator", "admin")) {
            people.put(
                    role,
                    Map.of("Cookie", Person.COOKIE + "=" + Person.with(role).session()));
        }
        people.put("the operator", Map.of("Authorization", Operator.AUTHORIZATION));
        return people;
    }

    private HttpResponse<Void> ask(String path, Map<String, String> headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(root.resolve(path));
        headers.forEach(request::header);
        return CLIENT.send(request.build(), BodyHandlers.discarding());
    }

    @SuppressWarnings("unchecked")
    private static Stream<Class<? extends Target>> kinds(Class<? extends Target> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses())
                        .flatMap(kind -> kinds((Class<? extends Target>) kind))
                        .distinct()
                : Stream.of(type);
    }
}
