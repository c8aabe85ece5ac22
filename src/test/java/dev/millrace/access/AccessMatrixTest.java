package dev.millrace.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.account.Secret;
import dev.millrace.site.SiteSetting;
import dev.millrace.site.SiteSettings;
import dev.millrace.testing.Person;
import dev.millrace.testing.TestDatabase;
import dev.millrace.testing.WithoutWorker;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every route of the service, asked by everybody for videos of every kind. What may be had is said here once more, by
 * {@link #allowed}; a route without a row fails.
 */
@QuarkusTest
@TestProfile(WithoutWorker.class)
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class AccessMatrixTest {

    /** What a route is for. */
    private enum For {
        /** whoever comes */
        EVERYBODY,
        /** whoever has an account */
        MEMBERS,
        /** whoever may have videos of their own */
        UPLOADERS,
        ADMINS,
        MODERATORS,
        /** whoever has an account and may see the video */
        ITS_MEMBERS,
        /** whoever may change the video, and moderators who see it */
        ITS_KEEPERS,
        /** whoever may see the video */
        ITS_VIEWERS,
        /** whoever has the video's stream: its address alone, with a token for private ones */
        ITS_ADDRESS,
        /** whoever may change the video */
        ITS_OWNERS
    }

    private enum Who {
        ANONYMOUS,
        /** has a link to each video that there are links to */
        GUEST,
        VIEWER,
        OTHER,
        OWNER,
        MODERATOR,
        ADMIN
    }

    private enum Kind {
        PUBLIC,
        UNLISTED,
        PRIVATE,
        /** private, and shared with the viewer */
        SHARED,
        /** private, and the guest has a link */
        LINKED,
        /** private, and the guest's link has ended */
        LAPSED
    }

    private static final Map<String, For> ROUTES = new TreeMap<>(Map.ofEntries(
            Map.entry("GET /", For.EVERYBODY),
            Map.entry("GET /watch/{id}", For.ITS_VIEWERS),
            Map.entry("GET /watch/{id}/share", For.ITS_VIEWERS),
            Map.entry("POST /watch/{id}/share/people", For.ITS_OWNERS),
            Map.entry("POST /watch/{id}/share/people/remove", For.ITS_OWNERS),
            Map.entry("POST /watch/{id}/share/links", For.ITS_OWNERS),
            Map.entry("POST /watch/{id}/share/links/{link}/end", For.ITS_OWNERS),
            Map.entry("GET /embed/{id}", For.ITS_VIEWERS),
            Map.entry("GET /oembed", For.EVERYBODY),
            Map.entry("GET /preferences", For.EVERYBODY),
            Map.entry("POST /preferences", For.EVERYBODY),
            Map.entry("GET /api/me/preferences", For.EVERYBODY),
            Map.entry("PATCH /api/me/preferences", For.EVERYBODY),
            Map.entry("GET /upload", For.UPLOADERS),
            Map.entry("POST /upload", For.UPLOADERS),
            Map.entry("GET /login", For.EVERYBODY),
            Map.entry("POST /login", For.EVERYBODY),
            Map.entry("POST /logout", For.EVERYBODY),
            Map.entry("GET /setup", For.EVERYBODY),
            Map.entry("POST /setup", For.EVERYBODY),
            Map.entry("GET /join/{secret}", For.EVERYBODY),
            Map.entry("POST /join/{secret}", For.EVERYBODY),
            Map.entry("GET /sign-up", For.EVERYBODY),
            Map.entry("POST /sign-up", For.EVERYBODY),
            Map.entry("GET /account", For.MEMBERS),
            Map.entry("POST /account/name", For.MEMBERS),
            Map.entry("POST /account/password", For.MEMBERS),
            Map.entry("POST /account/sign-out-everywhere", For.MEMBERS),
            Map.entry("POST /account/keys", For.MEMBERS),
            Map.entry("POST /account/keys/{id}/revoke", For.MEMBERS),
            Map.entry("GET /api/me", For.EVERYBODY),
            Map.entry("GET /api/keys", For.MEMBERS),
            Map.entry("POST /api/keys", For.MEMBERS),
            Map.entry("DELETE /api/keys/{id}", For.MEMBERS),
            Map.entry("GET /api/accounts", For.ADMINS),
            Map.entry("POST /api/accounts", For.ADMINS),
            Map.entry("PATCH /api/accounts/{id}", For.ADMINS),
            Map.entry("DELETE /api/accounts/{id}/sessions", For.ADMINS),
            Map.entry("GET /api/invites", For.ADMINS),
            Map.entry("POST /api/invites", For.ADMINS),
            Map.entry("DELETE /api/invites/{id}", For.ADMINS),
            Map.entry("GET /studio", For.UPLOADERS),
            Map.entry("GET /studio/deleted", For.UPLOADERS),
            Map.entry("GET /studio/{id}", For.ITS_OWNERS),
            Map.entry("POST /studio/{id}", For.ITS_OWNERS),
            Map.entry("POST /studio/{id}/poster", For.ITS_OWNERS),
            Map.entry("POST /studio/{id}/captions", For.ITS_OWNERS),
            Map.entry("POST /studio/{id}/captions/{caption}/remove", For.ITS_OWNERS),
            Map.entry("GET /studio/{id}/clip", For.ITS_OWNERS),
            Map.entry("POST /studio/{id}/clip", For.ITS_OWNERS),
            Map.entry("POST /api/videos/{id}/clip", For.ITS_OWNERS),
            Map.entry("POST /studio/{id}/retry", For.ITS_OWNERS),
            Map.entry("POST /studio/{id}/cancel", For.ITS_OWNERS),
            Map.entry("POST /studio/{id}/delete", For.ITS_OWNERS),
            Map.entry("POST /studio/{id}/restore", For.ITS_OWNERS),
            Map.entry("POST /studio/{id}/erase", For.ITS_OWNERS),
            Map.entry("GET /admin", For.ADMINS),
            Map.entry("GET /admin/storage", For.ADMINS),
            Map.entry("POST /admin/videos/{id}/retry", For.ADMINS),
            Map.entry("POST /admin/videos/{id}/cancel", For.ADMINS),
            Map.entry("GET /admin/people", For.ADMINS),
            Map.entry("GET /admin/people/{id}/role", For.ADMINS),
            Map.entry("GET /admin/people/invites", For.ADMINS),
            Map.entry("POST /admin/people/{id}/role", For.ADMINS),
            Map.entry("POST /admin/people/{id}/disable", For.ADMINS),
            Map.entry("POST /admin/people/{id}/enable", For.ADMINS),
            Map.entry("POST /admin/people/{id}/sign-out", For.ADMINS),
            Map.entry("POST /admin/people/invites", For.ADMINS),
            Map.entry("POST /admin/people/invites/{id}/withdraw", For.ADMINS),
            Map.entry("GET /admin/site", For.ADMINS),
            Map.entry("POST /admin/site", For.ADMINS),
            Map.entry("POST /admin/site/playback-links", For.ADMINS),
            Map.entry("DELETE /api/site/playback-links", For.ADMINS),
            Map.entry("GET /api/queue", For.ADMINS),
            Map.entry("GET /api/site", For.ADMINS),
            Map.entry("PATCH /api/site", For.ADMINS),
            Map.entry("GET /api/studio/events", For.UPLOADERS),
            Map.entry("GET /api/studio/deleted", For.UPLOADERS),
            Map.entry("PUT /api/videos/{id}/poster", For.ITS_OWNERS),
            Map.entry("GET /api/videos/{id}/source", For.ITS_OWNERS),
            Map.entry("POST /api/videos/{id}/restore", For.ITS_OWNERS),
            Map.entry("GET /admin/categories", For.ADMINS),
            Map.entry("POST /admin/categories", For.ADMINS),
            Map.entry("POST /admin/categories/{id}", For.ADMINS),
            Map.entry("POST /admin/categories/{id}/remove", For.ADMINS),
            Map.entry("GET /api/categories", For.EVERYBODY),
            Map.entry("POST /api/categories", For.ADMINS),
            Map.entry("PATCH /api/categories/{id}", For.ADMINS),
            Map.entry("DELETE /api/categories/{id}", For.ADMINS),
            Map.entry("GET /api/videos/{id}/related", For.ITS_VIEWERS),
            Map.entry("GET /api/videos", For.EVERYBODY),
            Map.entry("POST /api/videos", For.UPLOADERS),
            Map.entry("GET /api/videos/{id}", For.ITS_VIEWERS),
            Map.entry("PATCH /api/videos/{id}", For.ITS_OWNERS),
            Map.entry("DELETE /api/videos/{id}", For.ITS_OWNERS),
            Map.entry("POST /api/videos/{id}/retry", For.ITS_OWNERS),
            Map.entry("POST /api/videos/{id}/cancel", For.ITS_OWNERS),
            Map.entry("GET /api/videos/{id}/events", For.ITS_VIEWERS),
            Map.entry("GET /api/videos/{id}/comments", For.ITS_VIEWERS),
            Map.entry("POST /api/videos/{id}/comments", For.ITS_MEMBERS),
            Map.entry("PUT /api/videos/{id}/comments/lock", For.ITS_KEEPERS),
            Map.entry("DELETE /api/videos/{id}/comments/lock", For.ITS_KEEPERS),
            Map.entry("GET /api/videos/{id}/like", For.ITS_VIEWERS),
            Map.entry("PUT /api/videos/{id}/like", For.ITS_MEMBERS),
            Map.entry("DELETE /api/videos/{id}/like", For.ITS_MEMBERS),
            Map.entry("POST /api/videos/{id}/view", For.ITS_VIEWERS),
            Map.entry("POST /watch/{id}/comments", For.ITS_MEMBERS),
            Map.entry("POST /watch/{id}/comments/lock", For.ITS_KEEPERS),
            Map.entry("POST /watch/{id}/like", For.ITS_MEMBERS),
            Map.entry("GET /api/comments/{id}/replies", For.EVERYBODY),
            Map.entry("PATCH /api/comments/{id}", For.MEMBERS),
            Map.entry("DELETE /api/comments/{id}", For.MEMBERS),
            Map.entry("POST /api/comments/{id}/report", For.MEMBERS),
            Map.entry("PUT /api/comments/{id}/like", For.MEMBERS),
            Map.entry("DELETE /api/comments/{id}/like", For.MEMBERS),
            Map.entry("PUT /api/comments/{id}/hide", For.MODERATORS),
            Map.entry("DELETE /api/comments/{id}/hide", For.MODERATORS),
            Map.entry("POST /comments/{id}/edit", For.MEMBERS),
            Map.entry("POST /comments/{id}/delete", For.MEMBERS),
            Map.entry("POST /comments/{id}/like", For.MEMBERS),
            Map.entry("POST /comments/{id}/report", For.MEMBERS),
            Map.entry("POST /comments/{id}/hide", For.MODERATORS),
            Map.entry("GET /api/reports", For.MODERATORS),
            Map.entry("PATCH /api/reports/{id}", For.MODERATORS),
            Map.entry("GET /moderation", For.MODERATORS),
            Map.entry("POST /moderation/reports/{id}", For.MODERATORS),
            Map.entry("GET /api/videos/{id}/captions", For.ITS_VIEWERS),
            Map.entry("POST /api/videos/{id}/captions", For.ITS_OWNERS),
            Map.entry("GET /api/videos/{id}/captions/{caption}", For.ITS_VIEWERS),
            Map.entry("DELETE /api/videos/{id}/captions/{caption}", For.ITS_OWNERS),
            Map.entry("GET /api/videos/{id}/shares", For.ITS_OWNERS),
            Map.entry("PUT /api/videos/{id}/shares/{login}", For.ITS_OWNERS),
            Map.entry("DELETE /api/videos/{id}/shares/{login}", For.ITS_OWNERS),
            Map.entry("GET /api/videos/{id}/links", For.ITS_OWNERS),
            Map.entry("POST /api/videos/{id}/links", For.ITS_OWNERS),
            Map.entry("DELETE /api/videos/{id}/links/{link}", For.ITS_OWNERS)));

    /** What the router answers itself, ahead of the resources. */
    private static final List<String> OUTSIDE_RESOURCES =
            List.of("POST /upload", "POST /api/videos", "GET /api/videos/{id}/events", "GET /api/studio/events");

    /**
     * Routes for many addresses: filters before all others, the pages' own scripts and styles, and streams, which
     * {@code PrivateStreamTest} asks for.
     */
    private static final List<String> FOR_ALL = List.of(
            "null by dev.millrace.account.CallerRoute",
            "null by dev.millrace.problem.UnansweredRoutes",
            "null by dev.millrace.problem.UnansweredRoutes",
            "null by dev.millrace.web.BodyLimit",
            "null by dev.millrace.web.CrossSiteGuard",
            "null by dev.millrace.web.HeadLimit",
            "null by dev.millrace.web.SecurityHeaders",
            "/api/ by dev.millrace.web.AcceptedErrors",
            "GET /assets/{name}",
            "/v/ by dev.millrace.playback.PlaybackRoute");

    /** How a route tells its handlers' classes; it has no other way. */
    private static final Pattern HANDLER = Pattern.compile("[\\[ ]([a-z]+\\.[\\w.]+)(?=[@$])");

    private static final List<String> OF_THE_FRAMEWORK =
            List.of("io.quarkus.", "io.quarkiverse.", "org.jboss.resteasy.");

    /** Whoever is let in stays: {@code StudioEventsTest} asks for them. */
    private static final List<String> WITHOUT_END = List.of("GET /api/studio/events");

    private static final int BATCH = 100;

    /** Asked by somebody whom nobody needs afterwards. */
    private static final List<String> ENDS_SESSIONS =
            List.of("POST /account/sign-out-everywhere", "POST /logout", "POST /login");

    /** All through the tests: to make and sign in somebody takes a while. */
    private static final Map<Who, Person> PEOPLE = new EnumMap<>(Who.class);

    @Inject
    EntityManager database;

    @Inject
    SiteSettings settings;

    @Inject
    Router router;

    @TestHTTPResource("/")
    URI root;

    private final Map<Kind, Deque<UUID>> videos = new EnumMap<>(Kind.class);
    private Asker asker;

    @BeforeEach
    void peopleCome() {
        asker = new Asker(root);
        if (!PEOPLE.isEmpty()) {
            return;
        }
        PEOPLE.put(Who.VIEWER, Person.with("viewer"));
        PEOPLE.put(Who.OTHER, Person.with("uploader"));
        PEOPLE.put(Who.OWNER, Person.with("uploader"));
        PEOPLE.put(Who.MODERATOR, Person.with("moderator"));
        PEOPLE.put(Who.ADMIN, Person.with("admin"));
    }

    /** An administrator has sent an empty form of the site's settings, too. */
    @AfterEach
    void theSiteIsAsItWas() {
        settings.change(
                Arrays.stream(SiteSetting.values()).collect(Collectors.toMap(Function.identity(), setting -> "")));
        Awaitility.await().until(() -> Arrays.stream(SiteSetting.values())
                .allMatch(setting -> settings.value(setting).isEmpty()));
    }

    @Test
    void everyRouteHasARow() {
        var found = new TreeSet<>(OUTSIDE_RESOURCES);
        Routes.all().forEach(route -> found.add(route.name()));

        assertThat(ROUTES.keySet()).containsExactlyElementsOf(found);
    }

    /** A route for one address has a row like a resource; one for many, whose handler decides more, is named here. */
    @Test
    void whatTheRouterAnswersHasARow() {
        var found = router.getRoutes().stream()
                .filter(route -> !"/q/".equals(route.getPath()))
                .flatMap(route -> HANDLER.matcher(route.toString())
                        .results()
                        .map(handler -> handler.group(1))
                        .filter(handler -> OF_THE_FRAMEWORK.stream().noneMatch(handler::startsWith))
                        .flatMap(handler -> names(route, handler)))
                .toList();

        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(OUTSIDE_RESOURCES.stream(), FOR_ALL.stream())
                        .toList());
    }

    private static Stream<String> names(Route route, String handler) {
        return route.getPath() == null || route.methods() == null
                ? Stream.of(route.getPath() + " by " + handler)
                : route.methods().stream()
                        .map(method -> method.name() + " " + route.getPath().replaceAll(":(\\w+)", "{$1}"));
    }

    @Test
    void everyOperationOfTheApiHasARow() {
        Map<String, Map<String, Object>> paths =
                given().accept(ContentType.JSON).get("/q/openapi?format=json").path("paths");
        var found = new TreeSet<String>();
        paths.forEach((path, operations) -> operations.keySet().stream()
                .filter(name -> Routes.isMethod(name.toUpperCase(java.util.Locale.ROOT)))
                .forEach(name -> found.add(name.toUpperCase(java.util.Locale.ROOT) + " " + path)));

        assertThat(ROUTES.keySet())
                .containsAll(found.stream()
                        .filter(r -> r.contains("/api/") && !r.contains("/api/trouble"))
                        .toList());
    }

    @Test
    void everyResourceSaysWhoMayCallIt() {
        assertThat(Routes.all()).allMatch(route -> route.needs() != null);
    }

    @Test
    void everybodyGetsWhatIsForThemAndNothingElse() {
        var wrong = new ArrayList<String>();
        ROUTES.forEach((route, purpose) -> {
            for (var who : Who.values()) {
                for (var kind : ofVideo(purpose) ? Kind.values() : new Kind[] {Kind.PUBLIC}) {
                    if (WITHOUT_END.contains(route) && allowed(purpose, who, kind)) {
                        continue;
                    }
                    var answer = ask(who, route, route.substring(route.indexOf(' ') + 1), video(kind));
                    boolean refused = isRefusal(answer);
                    if (refused == allowed(purpose, who, kind) || answer.statusCode() >= 500) {
                        wrong.add(route + " for " + who + ", " + kind + ": " + answer.statusCode() + " "
                                + answer.body().lines().findFirst().orElse(""));
                    }
                }
            }
        });

        assertThat(wrong).isEmpty();
    }

    @Test
    void whatIsNotForSomebodyLooksAsIfItWereNotThere() {
        var video = video(Kind.PRIVATE);
        var missing = UUID.randomUUID();
        ROUTES.forEach((route, purpose) -> {
            if (ofVideo(purpose) && purpose != For.ITS_ADDRESS) {
                var path = route.substring(route.indexOf(' ') + 1);
                var forbidden = ask(Who.OTHER, route, path, video);
                var unknown = ask(Who.OTHER, route, path, missing);

                assertThat(forbidden.statusCode()).as(route).isEqualTo(unknown.statusCode());
                assertThat(forbidden.body().replace(video.toString(), "?"))
                        .as(route)
                        .isEqualTo(unknown.body().replace(missing.toString(), "?"));
            }
        });
    }

    @Test
    void noSpellingOfAPathOpensAnything() {
        var leaks = new ArrayList<String>();
        ROUTES.forEach((route, purpose) -> {
            if (purpose != For.EVERYBODY) {
                var video = video(Kind.PRIVATE);
                var path = route.substring(route.indexOf(' ') + 1);
                for (var form : forms(path)) {
                    for (var who : List.of(Who.ANONYMOUS, Who.OTHER)) {
                        if (!allowed(purpose, who, Kind.PRIVATE) && !isNothing(ask(who, route, form, video))) {
                            leaks.add(route + " as " + form + " for " + who);
                        }
                    }
                }
            }
        });

        assertThat(leaks).isEmpty();
    }

    /** What is answered to another method stays as it is, whatever headers and the address say of the route's own. */
    @Test
    void noHeaderMakesARequestAnotherOne() {
        var wrong = new ArrayList<String>();
        ROUTES.forEach((route, purpose) -> {
            var method = route.substring(0, route.indexOf(' '));
            var path = route.substring(route.indexOf(' ') + 1);
            for (var carrier : List.of("GET", "POST")) {
                if (purpose != For.EVERYBODY && !carrier.equals(method)) {
                    var video = video(Kind.PUBLIC);
                    var plain = ask(Who.ADMIN, carrier + " " + path, path, video);
                    var dressed = asker.ask(
                            overriding(method, headers(Who.ADMIN, route, video)),
                            carrier + " " + path,
                            Asker.path(route, path, video) + "?_method=" + method);
                    if (plain.statusCode() != dressed.statusCode()) {
                        wrong.add(carrier + " for " + route + ": " + dressed.statusCode());
                    }
                }
            }
        });

        assertThat(wrong).isEmpty();
    }

    private static Map<String, String> overriding(String method, Map<String, String> headers) {
        var all = new TreeMap<>(headers);
        List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override").forEach(h -> all.put(h, method));
        return all;
    }

    private static String roleOf(Who who) {
        return who == Who.OTHER || who == Who.OWNER ? "uploader" : who.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static boolean ofVideo(For purpose) {
        return purpose.name().startsWith("ITS_");
    }

    /** The rules, said a second time and otherwise than the service says them. */
    private static boolean allowed(For purpose, Who who, Kind kind) {
        return switch (purpose) {
            case EVERYBODY -> true;
            case MEMBERS -> signedIn(who);
            case UPLOADERS -> signedIn(who) && who != Who.VIEWER;
            case ADMINS -> who == Who.ADMIN;
            case MODERATORS -> who == Who.MODERATOR || who == Who.ADMIN;
            case ITS_MEMBERS -> signedIn(who) && allowed(For.ITS_VIEWERS, who, kind);
            case ITS_KEEPERS ->
                allowed(For.ITS_OWNERS, who, kind) || who == Who.MODERATOR && allowed(For.ITS_VIEWERS, who, kind);
            case ITS_ADDRESS -> kind == Kind.PUBLIC || kind == Kind.UNLISTED;
            case ITS_OWNERS -> who == Who.OWNER || who == Who.ADMIN;
            case ITS_VIEWERS ->
                kind == Kind.PUBLIC
                        || kind == Kind.UNLISTED
                        || who == Who.OWNER
                        || who == Who.ADMIN
                        || kind == Kind.SHARED && who == Who.VIEWER
                        || kind == Kind.LINKED && who == Who.GUEST;
        };
    }

    private static boolean signedIn(Who who) {
        return who != Who.ANONYMOUS && who != Who.GUEST;
    }

    /** Whether somebody was turned away; a problem with what they sent means that they were let in. */
    private static boolean isRefusal(HttpResponse<String> answer) {
        int status = answer.statusCode();
        String text = answer.body();
        return status == 401 && !text.contains("wrong_login") && !text.contains("data-testid=\"login\"")
                || status == 403 && !text.contains("setup_token")
                || status == 404
                        && (text.contains("video_not_found")
                                || text.contains("There is no video")
                                || text.contains("This video is not available"))
                || status == 303
                        && answer.headers().firstValue("Location").orElse("").contains("/login?next=");
    }

    /** No page, nothing done, no error of ours: at most somebody is led to where one signs in. */
    private static boolean isNothing(HttpResponse<String> answer) {
        int status = answer.statusCode();
        return status >= 400 && status < 500 || status >= 300 && status < 400 && isRefusal(answer);
    }

    private HttpResponse<String> ask(Who who, String route, String form, UUID video) {
        return asker.ask(headers(who, route, video), route, Asker.path(route, form, video));
    }

    private static Map<String, String> headers(Who who, String route, UUID video) {
        if (who == Who.ANONYMOUS) {
            return Map.of();
        }
        if (who == Who.GUEST) {
            return Map.of("Cookie", "millrace_links=" + secret(video));
        }
        var person = ENDS_SESSIONS.contains(route) ? Person.with(roleOf(who)) : PEOPLE.get(who);
        return Map.of("Cookie", Person.COOKIE + "=" + person.session(), "X-Csrf-Token", person.csrf());
    }

    private static List<String> forms(String path) {
        var forms = new ArrayList<String>();
        int last = path.lastIndexOf('/');
        var before = path.substring(0, last);
        var end = path.substring(last + 1);
        forms.add(path + ";a");
        forms.add(path + ";a=b");
        forms.add(path + "%3Ba");
        forms.add(before + "//" + end);
        forms.add("/" + path);
        forms.add(before + "%2F" + end);
        forms.add(before + "%5C" + end);
        forms.add(path + ".");
        forms.add(path + "%2E");
        forms.add(path + "/");
        forms.add(path + "/.");
        forms.add(path + "%00");
        forms.add(before + "/./" + end);
        forms.add(before + "/x/../" + end);
        forms.add(path.toUpperCase(java.util.Locale.ROOT)
                .replace("{ID}", "{id}")
                .replace("{CAPTION}", "{caption}")
                .replace("{LOGIN}", "{login}")
                .replace("{LINK}", "{link}"));
        return forms;
    }

    /** One that nobody has changed or deleted yet. */
    private UUID video(Kind kind) {
        var there = videos.computeIfAbsent(kind, k -> new ArrayDeque<>());
        if (there.isEmpty()) {
            QuarkusTransaction.requiringNew().run(() -> there.addAll(make(kind)));
        }
        return there.pop();
    }

    private List<UUID> make(Kind kind) {
        var made = Stream.generate(UUID::randomUUID).limit(BATCH).toList();
        var ids = made.toArray(UUID[]::new);
        boolean open = kind == Kind.PUBLIC || kind == Kind.UNLISTED;
        database.createNativeQuery(
                        """
                        insert into video (id, title, visibility, state, size_bytes, sha256, owner_id)
                        select id, 'One of the matrix', :visibility, 'ready', 4, 'f', :owner from unnest(:ids) id""")
                .setParameter("ids", ids)
                .setParameter("visibility", open ? kind.name().toLowerCase(java.util.Locale.ROOT) : "private")
                .setParameter("owner", PEOPLE.get(Who.OWNER).id())
                .executeUpdate();
        if (kind == Kind.SHARED) {
            database.createNativeQuery(
                            "insert into video_share (video_id, account_id) select id, :viewer from unnest(:ids) id")
                    .setParameter("ids", ids)
                    .setParameter("viewer", PEOPLE.get(Who.VIEWER).id())
                    .executeUpdate();
        }
        if (kind == Kind.LINKED || kind == Kind.LAPSED) {
            made.forEach(id -> link(id, kind == Kind.LINKED ? 60 : -1));
        }
        return made;
    }

    private void link(UUID video, int minutes) {
        database.createNativeQuery(
                        """
                        insert into share_link (id, video_id, hash, expires_at)
                        values (gen_random_uuid(), :video, :hash, now() + :minutes * interval '1 minute')""")
                .setParameter("video", video)
                .setParameter("hash", Secret.hash(secret(video)))
                .setParameter("minutes", minutes)
                .executeUpdate();
    }

    /** Of the guest's link to a video. */
    private static String secret(UUID video) {
        return video + "-secret";
    }
}
