package dev.millrace.embed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.testing.Operator;
import dev.millrace.testing.Person;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class EmbedTest {

    private static final String TITLE = "A </script> \"film\" & more";

    @Inject
    EntityManager database;

    @Test
    void aPublicVideoMayBeFramedByAnybody() {
        visitor()
                .get("/embed/" + video("public"))
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("frame-ancestors *"))
                .body(containsString("/assets/embed.js"))
                .body(not(containsString("csrf")));
    }

    @Test
    void aPrivateVideoIsFramedByNamedOriginsAloneAndOnlyForWhoMaySeeIt() {
        var owner = Person.with("uploader");
        var video = video("private", owner.id());
        visitor().get("/embed/" + video).then().statusCode(404).body(containsString("This video is not available"));

        owner.request()
                .get("/embed/" + video)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", containsString("frame-ancestors 'self'"));
        String link = owner.request()
                .contentType(ContentType.JSON)
                .body(Map.of())
                .post("/api/videos/" + video + "/links")
                .path("url");
        var secret = link.substring(link.indexOf('?'));
        visitor()
                .get("/embed/" + video + secret)
                .then()
                .statusCode(200)
                .body(containsString("data-hls=\"/v/"))
                .body(containsString("href=\"/watch/" + video + secret + "\""));
        // a frame's script has no cookie: it lets itself in by the same secret
        visitor().get("/api/videos/" + video + secret).then().statusCode(200);
        visitor().post("/api/videos/" + video + "/view" + secret).then().statusCode(204);
    }

    @Test
    void theAddressOfTheFrameSaysHowItPlays() {
        var video = video("unlisted");
        visitor()
                .get("/embed/" + video + "?autoplay=1&muted=1&loop=1&controls=0&colour=ff8800&title=0")
                .then()
                .body(containsString("data-autoplay"))
                .body(containsString(" loop muted "))
                .body(containsString("data-colour=\"#ff8800\""))
                .body(not(containsString("media-control-bar")))
                .body(not(containsString("embed-title")));
        visitor()
                .get("/embed/" + video + "?colour=red%22%3E&autoplay=maybe&loop=")
                .then()
                .body(containsString("data-colour=\"#5cc8cf\""))
                .body(containsString("media-control-bar"))
                .body(not(containsString("data-autoplay")));
    }

    @Test
    void oembedTellsHowToShowALinkInBothFormats() {
        var page = RestAssured.baseURI + ":" + RestAssured.port + "/watch/" + video("public");
        visitor()
                .queryParam("url", page + "?t=7")
                .queryParam("maxwidth", 320)
                .get("/oembed")
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .header("Access-Control-Allow-Origin", "*")
                .body("type", equalTo("video"), "version", equalTo("1.0"), "title", equalTo(TITLE))
                .body("width", equalTo(320), "height", equalTo(180))
                .body("html", containsString("title=\"A &lt;/script&gt; &quot;film&quot; &amp; more\""));
        visitor()
                .queryParam("url", page)
                .queryParam("format", "xml")
                .get("/oembed")
                .then()
                .statusCode(200)
                .contentType("text/xml")
                .body("oembed.title", equalTo(TITLE));
        visitor()
                .queryParam("url", page)
                .queryParam("format", "yaml")
                .get("/oembed")
                .then()
                .statusCode(501)
                .body("code", equalTo("not_implemented"));
    }

    @Test
    void oembedKeepsWithinWhatIsAskedFor() {
        var page = RestAssured.baseURI + ":" + RestAssured.port + "/embed/" + video("public");
        visitor()
                .queryParam("url", page + "?muted=1&start=1m5s")
                .queryParam("maxwidth", 10)
                .queryParam("format", "xml")
                .accept("text/xml")
                .get("/oembed")
                .then()
                .statusCode(200)
                .body("oembed.width", equalTo("10"), "oembed.html", containsString("?start=65\""))
                .body(not(containsString("thumbnail")));
        visitor()
                .queryParam("url", page)
                .queryParam("maxheight", 50)
                .get("/oembed")
                .then()
                .body("height", equalTo(50), "width", equalTo(89));
        visitor()
                .queryParam("url", page)
                .queryParam("maxwidth", -5)
                .get("/oembed")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("maxwidth"));
    }

    @Test
    void oembedKnowsNothingOfPrivateVideosAndOtherSites() {
        var base = RestAssured.baseURI + ":" + RestAssured.port;
        given().queryParam("url", base + "/watch/" + video("private"))
                .get("/oembed")
                .then()
                .statusCode(404);
        visitor()
                .queryParam("url", "https://example.org/watch/" + video("public"))
                .get("/oembed")
                .then()
                .statusCode(404);
        visitor().get("/oembed").then().statusCode(400);
    }

    @Test
    void aWatchPageTellsOthersWhatItShows() throws Exception {
        var video = video("public");
        var page = visitor().get("/watch/" + video).asString();

        assertThat(page)
                .contains("<meta property=\"og:title\" content=\"A &lt;/script&gt; &quot;film&quot; &amp; more\">")
                .contains("<meta name=\"twitter:card\" content=\"player\">")
                .contains("type=\"application/json+oembed\"");
        var data = Pattern.compile("<script type=\"application/ld\\+json\">(.*?)</script>", Pattern.DOTALL)
                .matcher(page);
        assertThat(data.find()).isTrue();
        var told = new ObjectMapper().readTree(data.group(1));
        assertThat(told.get("@type").asText()).isEqualTo("VideoObject");
        assertThat(told.get("name").asText()).isEqualTo(TITLE);
        assertThat(told.get("duration").asText()).isEqualTo("PT12S");
        assertThat(told.get("embedUrl").asText()).endsWith("/embed/" + video);
    }

    @Test
    void aPrivateWatchPageTellsOthersNothing() {
        given().get("/watch/" + video("private"))
                .then()
                .statusCode(200)
                .body(not(containsString("og:")))
                .body(not(containsString("oembed")))
                .body(not(containsString("ld+json")))
                .body(containsString("data-share=\"people\""));
    }

    @Test
    void onlyWhoMayChangeAPrivateVideoIsOfferedPeople() {
        var video = video("private");
        var friend = Person.with("viewer");
        given().put("/api/videos/" + video + "/shares/" + friend.login()).then().statusCode(200);

        friend.request()
                .get("/watch/" + video)
                .then()
                .statusCode(200)
                .body(not(containsString("data-share=\"people\"")));
    }

    private static RequestSpecification visitor() {
        return given().header(Operator.NOBODY, "");
    }

    private UUID video(String visibility) {
        return video(visibility, null);
    }

    private UUID video(String visibility, UUID owner) {
        var id = UUID.randomUUID();
        QuarkusTransaction.requiringNew().run(() -> database.createNativeQuery(
                        """
                        insert into video (id, title, visibility, state, playable, duration_seconds, width, height,
                            size_bytes, sha256, owner_id)
                        values (:id, :title, :visibility, 'ready', true, 12, 1280, 720, 4, 'f', cast(:owner as uuid))""")
                .setParameter("id", id)
                .setParameter("title", TITLE)
                .setParameter("visibility", visibility)
                .setParameter("owner", owner == null ? null : owner.toString())
                .executeUpdate());
        return id;
    }
}
