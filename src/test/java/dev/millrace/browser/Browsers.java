package dev.millrace.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import dev.millrace.testing.Operator;
import dev.millrace.testing.Person;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Chromium for tests, and what it complained about.
 *
 * <p>Where there is none, tests are skipped and say so; with {@code MILLRACE_REQUIRE_TOOLS=1} they fail instead, so
 * that a build machine cannot lose them unnoticed. Confined to the thread that opened it.
 */
public final class Browsers implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--autoplay-policy=no-user-gesture-required");

    /** Starting one takes longer than many a test: it is started once, and ends with this JVM. */
    private static final ThreadLocal<Browser> STARTED = new ThreadLocal<>();

    private final Browser browser;
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Browsers(Browser browser) {
        this.browser = browser;
    }

    /** A browser without any page, or skips the test that asks for it. The caller closes it. */
    public static Browsers open() {
        if (!Files.isExecutable(CHROMIUM)) {
            var sentence = "there is no browser at " + CHROMIUM + ": install the package chromium to run this test";
            if ("1".equals(System.getenv("MILLRACE_REQUIRE_TOOLS"))) {
                throw new IllegalStateException(sentence);
            }
            System.err.println("Skipped, " + sentence);
            Assumptions.abort(sentence);
        }
        if (STARTED.get() == null || !STARTED.get().isConnected()) {
            STARTED.set(start());
        }
        return new Browsers(STARTED.get());
    }

    private static Browser start() {
        var options = new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
        return Playwright.create(options)
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(FLAGS));
    }

    /** A new page with cookies and storage of its own. The content policy stays in force. */
    public Page page() {
        return page(new Browser.NewContextOptions().setViewportSize(1280, 900));
    }

    /** The same, with the operator's rights. */
    public Page operatorsPage(Browser.NewContextOptions options) {
        return page(options.setExtraHTTPHeaders(Map.of("Authorization", Operator.AUTHORIZATION)));
    }

    public Page page(Browser.NewContextOptions options) {
        var context = browser.newContext(options);
        contexts.add(context);
        var page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        return page;
    }

    /** Makes a page somebody's, as if they had signed in there. */
    public static void signIn(Page page, URI root, Person person) {
        page.context().addCookies(List.of(new Cookie(Person.COOKIE, person.session()).setUrl(root.toString())));
    }

    /** Errors and warnings on the consoles of all pages so far, violations of the content policy among them. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /**
     * Waits until an expression is true in a page. Playwright's own {@code waitForFunction} cannot be used: it needs
     * {@code eval}, which the content policy forbids.
     */
    public static void until(Page page, String expression, Duration atMost) {
        Awaitility.await(expression)
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(50))
                .atMost(atMost)
                .until(() -> Boolean.TRUE.equals(page.evaluate(expression)));
    }

    /** Closes its pages; the browser stays for the next test. */
    @Override
    public void close() {
        contexts.forEach(BrowserContext::close);
    }
}
