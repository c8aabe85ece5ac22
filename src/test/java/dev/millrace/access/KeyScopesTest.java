package dev.millrace.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.account.Needs;
import dev.millrace.account.Role;
import dev.millrace.account.Scope;
import dev.millrace.testing.Person;
import dev.millrace.testing.Rows;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every route of the API, called with keys of an administrator that are good for one thing only. */
@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class KeyScopesTest {

    private record Needed(Role role, Set<Scope> scopes) {

        static Needed of(Needs needs) {
            return new Needed(needs.value(), Set.of(needs.scope()));
        }

        /** The rule, said a second time: a key has what its scopes say, and a high office only with {@code admin}. */
        boolean isMetBy(Set<Scope> held) {
            boolean office = role == Role.MODERATOR || role == Role.ADMIN;
            return held.containsAll(scopes) && (!office || held.contains(Scope.ADMIN));
        }
    }

    /** What the router answers itself, ahead of the resources, and what a method asks besides its annotation. */
    private static final Map<String, Needed> NOT_ANNOTATED = Map.of(
            "PATCH /api/me/preferences", new Needed(Role.VISITOR, Set.of(Scope.READ, Scope.MANAGE)),
            "POST /api/videos", new Needed(Role.UPLOADER, Set.of(Scope.UPLOAD)),
            "GET /api/videos/{id}/events", new Needed(Role.VISITOR, Set.of(Scope.READ)),
            "GET /api/studio/events", new Needed(Role.UPLOADER, Set.of(Scope.READ)));

    /** Whoever is let in stays. */
    private static final String WITHOUT_END = "GET /api/studio/events";

    /** Whoever watches says so. */
    private static final String CHANGE_OF_READERS = "POST /api/videos/{id}/view";

    @TestHTTPResource("/")
    URI root;

    private Person owner;

    @BeforeEach
    void somebodyMayDoEverything() {
        owner = Person.with("admin");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Scope.class)
    void aKeyOfOneScopeOpensWhatItIsForAndNothingElse(Scope scope) {
        assertThat(wronglyAnswered(EnumSet.of(scope))).isEmpty();
    }

    @Test
    void aKeyOfAllScopesOpensEverything() {
        assertThat(wronglyAnswered(EnumSet.allOf(Scope.class))).isEmpty();
    }

    @Test
    void aKeyThatReadsChangesNothing() {
        assertThat(routes().entrySet().stream()
                        .filter(route -> !route.getKey().startsWith("GET ")
                                && route.getValue().scopes().equals(Set.of(Scope.READ)))
                        .map(Map.Entry::getKey))
                .containsExactly(CHANGE_OF_READERS);
    }

    private List<String> wronglyAnswered(Set<Scope> scopes) {
        var asker = new Asker(root);
        var key = Map.of("Authorization", "Bearer " + key(scopes));
        var wrong = new ArrayList<String>();
        routes().forEach((route, needed) -> {
            boolean open = needed.isMetBy(scopes);
            if (open && route.equals(WITHOUT_END)) {
                return;
            }
            var path = route.substring(route.indexOf(' ') + 1);
            var answer = asker.ask(key, route, Asker.path(route, path, Rows.video(owner.id(), "ready")));
            boolean refused = answer.statusCode() == 401 || answer.statusCode() == 403;
            if (refused == open || answer.statusCode() >= 500) {
                wrong.add(route + " with " + scopes + ": " + answer.statusCode() + " " + answer.body());
            }
        });
        return wrong;
    }

    private static Map<String, Needed> routes() {
        var routes = new TreeMap<>(NOT_ANNOTATED);
        Routes.all().stream()
                .filter(route -> route.name().contains(" /api/"))
                .forEach(route -> routes.putIfAbsent(route.name(), Needed.of(route.needs())));
        return routes;
    }

    private String key(Set<Scope> scopes) {
        return owner.request()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "name", "key", "scopes", scopes.stream().map(Scope::key).toList()))
                .post("/api/keys")
                .path("key");
    }
}
