package dev.millrace.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import dev.millrace.service.Films;
import dev.millrace.service.Service;
import dev.millrace.testing.Person;
import dev.millrace.testing.Rows;
import dev.millrace.testing.TestDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people say about a film, in a real browser with the content policy in force. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class CommunityTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String VIDEO = "document.querySelector('#player video')";

    @TestHTTPResource("/")
    URI service;

    @Inject
    EntityManager database;

    private Browsers browsers;
    private UUID video;

    @BeforeEach
    void open() {
        browsers = Browsers.open();
    }

    @AfterEach
    void close() {
        if (browsers != null) {
            browsers.close();
        }
    }

    @Test
    void aTimeInACommentSeeks() {
        video = new Service(service).upload(Films.small(4));
        new Service(service).awaitState(video, "ready");
        var page = watch(Person.with("viewer"), new Browser.NewContextOptions());
        Browsers.until(page, VIDEO + ".readyState >= 2", PATIENCE);

        write(page, "The best is at 0:01!");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("0:01"))
                .click();

        Browsers.until(page, VIDEO + ".currentTime >= 1 && (" + VIDEO + ".ended || !" + VIDEO + ".paused)", PATIENCE);
        Browsers.until(page, VIDEO + ".ended", PATIENCE);
        Awaitility.await("the view is counted").atMost(PATIENCE).until(() -> counted() == 1);
        assertThat(browsers.complaints()).isEmpty();
    }

    @Test
    void peopleTalkWithoutAReload() {
        video = filmWithoutStream();
        var page = watch(Person.with("uploader"), new Browser.NewContextOptions());
        page.evaluate("window.same = true");

        write(page, "First");
        var thread = page.getByTestId("thread");
        open(thread, "Reply");
        thread.getByLabel("Reply to").fill("An answer");
        thread.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Reply").setExact(true))
                .click();
        assertThat(page.getByTestId("comment")).hasCount(2);
        assertThat(page.locator("#comments-title")).hasText("2 comments");
        assertThat(page.locator("details.act[open]")).hasCount(0);

        var first = page.getByTestId("comment").first();
        first.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Like, 0"))
                .click();
        assertThat(first.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Like, 1")))
                .hasAttribute("aria-pressed", "true");
        page.locator("#like-button").click();
        assertThat(page.locator("#like-button")).hasText("1 like");

        open(first, "Edit");
        first.getByLabel("Your comment").fill("First of all");
        first.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save"))
                .click();
        assertThat(first.getByTestId("comment-text")).hasText("First of all");
        assertThat(first.getByTestId("edited")).isVisible();

        open(first, "Delete");
        first.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete comment"))
                .click();
        assertThat(first).containsText("This comment has been deleted.");
        assertThat((Boolean) page.evaluate("window.same")).isTrue();
        assertThat(browsers.complaints()).isEmpty();
    }

    @Test
    void whatIsWrongIsSaidBesideTheForm() {
        video = filmWithoutStream();
        var page = watch(Person.with("viewer"), new Browser.NewContextOptions());
        write(page, "Lovely");

        page.getByTestId("new-comment").getByRole(AriaRole.TEXTBOX).fill("Lovely");
        page.getByTestId("new-comment").getByRole(AriaRole.BUTTON).click();

        assertThat(page.getByTestId("new-comment").getByRole(AriaRole.ALERT)).hasText("You have just said the same.");
        assertThat(page.getByTestId("new-comment").getByRole(AriaRole.TEXTBOX)).hasValue("Lovely");
    }

    @Test
    void everythingWorksWithoutScript() {
        video = filmWithoutStream();
        var page = watch(Person.with("viewer"), new Browser.NewContextOptions().setJavaScriptEnabled(false));

        write(page, "Without script");
        open(page.getByTestId("thread"), "Reply");
        page.getByTestId("thread").getByLabel("Reply to").fill("An answer");
        page.getByTestId("thread")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Reply").setExact(true))
                .click();
        assertThat(page.getByTestId("comment")).hasCount(2);
        page.locator("#like-button").click();
        assertThat(page.locator("#like-button")).hasText("1 like");
    }

    @Test
    void manyCommentsComePageByPage() {
        video = filmWithoutStream();
        var person = Person.with("viewer");
        Rows.comments(video, person.id(), 45, 5);
        var page = watch(person, new Browser.NewContextOptions());
        assertThat(page.getByTestId("thread")).hasCount(20);

        page.getByTestId("more-comments").click();
        assertThat(page.getByTestId("thread")).hasCount(40);
        page.getByTestId("more-comments").click();
        assertThat(page.getByTestId("thread")).hasCount(45);
        assertThat(page.getByTestId("more-comments")).hasCount(0);

        var oldest = page.getByTestId("thread").last();
        assertThat(oldest.getByTestId("comment")).hasCount(4);
        oldest.getByTestId("all-replies").click();
        assertThat(oldest.getByTestId("comment")).hasCount(6);
        var draft = page.getByTestId("new-comment").getByRole(AriaRole.TEXTBOX);
        draft.fill("Not sent yet");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Oldest"))
                .click();
        assertThat(page.getByTestId("comment-text").first()).hasText("Number 1");
        assertThat(draft).hasValue("Not sent yet");
        assertThat(browsers.complaints()).isEmpty();
    }

    @Test
    void nothingIsSaidUnderTheNameOfWhoSignedInMeanwhile() {
        video = filmWithoutStream();
        var page = watch(Person.with("viewer"), new Browser.NewContextOptions());
        var other = Person.with("viewer");
        page.context().addCookies(List.of(new Cookie(Person.COOKIE, other.session()).setUrl(service.toString())));

        var form = page.getByTestId("new-comment");
        form.getByRole(AriaRole.TEXTBOX).fill("Mine");
        form.getByRole(AriaRole.BUTTON).click();

        assertThat(form.locator(".form-problem"))
                .hasText("You are signed in as " + other.login() + " now. Reload the page.");
        assertThat(page.getByTestId("comment")).hasCount(0);
    }

    @Test
    void holdsToTheRulesWithAllItsFormsOpen() {
        video = filmWithoutStream();
        var person = Person.with("moderator");
        var mine = talkOfAllKinds(person);
        var page = watch(person, new Browser.NewContextOptions());
        var comment = page.locator("#comment-" + mine);
        for (var what : List.of("Reply", "Edit", "Delete")) {
            open(comment, what);
        }
        open(page.locator("#comment-list article:not(#comment-" + mine + ")").last(), "Report");
        assertThat(Inspection.of(page, "comments")).isEmpty();

        page.navigate(service.resolve("/moderation").toString());
        assertThat(page.getByTestId("report").first()).isVisible();
        assertThat(Inspection.of(page, "moderation-many")).isEmpty();
        assertThat(browsers.complaints()).isEmpty();
    }

    private UUID talkOfAllKinds(Person person) {
        var others = Person.with("viewer");
        run("update account set name = 'مها الكاتبة' where id = ?1", others.id());
        Rows.comments(video, others.id(), 2, 5);
        comment(others.id(), "تعليق طويل من اليمين إلى اليسار مع لحظة 1:05 في المنتصف، ثم نص آخر يلتف على عدة أسطر.");
        run("update comment set likes = 12, edited_at = now() where video_id = ?1 and body like 'تعليق%'", video);
        comment(others.id(), "Averylongwordthatnobodywouldwrite".repeat(12) + "\n\nLook at 0:07 and 1:59.");
        comment(others.id(), "Something rude");
        run("update comment set hidden_at = now() where video_id = ?1 and body = 'Something rude'", video);
        run("update comment set deleted_at = now(), body = '' where video_id = ?1 and body = 'Number 1'", video);
        comment(person.id(), "What I said myself, which I may edit and delete");
        run(
                """
                insert into comment_report (id, comment_id, reporter_id, reason, note, created_at)
                select gen_random_uuid(), id, ?2, 'spam', 'Third time today', now()
                from comment where video_id = ?1 and parent_id is null and deleted_at is null""",
                video,
                person.id());
        return QuarkusTransaction.requiringNew()
                .call(() -> (UUID) database.createNativeQuery("select id from comment where author_id = ?1", UUID.class)
                        .setParameter(1, person.id())
                        .getSingleResult());
    }

    private Page watch(Person person, Browser.NewContextOptions options) {
        var page = browsers.page(options);
        page.context().addCookies(List.of(new Cookie(Person.COOKIE, person.session()).setUrl(service.toString())));
        page.navigate(service.resolve("/watch/" + video).toString());
        return page;
    }

    private static void write(Page page, String text) {
        page.getByTestId("new-comment").getByRole(AriaRole.TEXTBOX).fill(text);
        page.getByTestId("new-comment").getByRole(AriaRole.BUTTON).click();
        assertThat(page.getByTestId("comment-text").first()).hasText(text);
    }

    private static void open(Locator within, String what) {
        within.locator("summary")
                .filter(new Locator.FilterOptions().setHasText(what))
                .first()
                .click();
    }

    private UUID filmWithoutStream() {
        var id = UUID.randomUUID();
        run(
                """
                insert into video (id, title, state, failure_code, failed_at, size_bytes, sha256, duration_seconds)
                values (?1, 'A mill', 'failed', 'corrupt_source', now(), 4, 'f', 120)""",
                id);
        return id;
    }

    private void comment(UUID author, String text) {
        run(
                """
                insert into comment (id, video_id, author_id, body, created_at)
                values (gen_random_uuid(), ?1, ?2, ?3, clock_timestamp())""",
                video,
                author,
                text);
    }

    private long counted() {
        return QuarkusTransaction.requiringNew().call(() -> ((Number) database.createNativeQuery(
                                "select v.views + coalesce((select sum(pending) from viewing w where w.video_id = v.id), 0)"
                                        + " from video v where v.id = ?1")
                        .setParameter(1, video)
                        .getSingleResult())
                .longValue());
    }

    private void run(String sql, Object... values) {
        QuarkusTransaction.requiringNew().run(() -> {
            var query = database.createNativeQuery(sql);
            for (int i = 0; i < values.length; i++) {
                query.setParameter(i + 1, values[i]);
            }
            query.executeUpdate();
        });
    }
}
