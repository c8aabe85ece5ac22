package dev.millrace.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Somebody with an account, signed in as a browser is.
 *
 * @param session what the cookie holds
 * @param csrf what their forms bring back
 */
public record Person(UUID id, String login, String session, String csrf) {

    public static final String COOKIE = "millrace_session";
    public static final String PASSWORD = "correct horse battery";

    private static final Pattern CSRF = Pattern.compile("<meta name=\"csrf\" content=\"([^\"]+)\">");

    /** Makes an account under a name of its own, and signs in. */
    public static Person with(String role) {
        var login = role + "-" + UUID.randomUUID().toString().substring(0, 8);
        var id = given().contentType(ContentType.JSON)
                .body(Map.of("login", login, "password", PASSWORD, "role", role))
                .post("/api/accounts")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        return signIn(UUID.fromString(id), login);
    }

    public static Person signIn(UUID id, String login) {
        var session = given().header(Operator.NOBODY, "")
                .redirects()
                .follow(false)
                .formParam("login", login)
                .formParam("password", PASSWORD)
                .post("/login")
                .then()
                .statusCode(303)
                .extract()
                .cookie(COOKIE);
        var page = given().cookie(COOKIE, session).get("/account").asString();
        var csrf = CSRF.matcher(page);
        if (!csrf.find()) {
            throw new AssertionError("no token in " + page);
        }
        return new Person(id, login, session, csrf.group(1));
    }

    /** A request of theirs. */
    public RequestSpecification request() {
        return given().cookie(COOKIE, session).header("X-Csrf-Token", csrf);
    }
}
