package dev.millrace.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A loaded page in both themes and every width: what axe-core finds against WCAG 2.2 AA, whether it fits the window, and
 * pictures of it for people in {@code target/screenshots}. The page is loaded once: windows change their size and their
 * colours, too.
 */
public final class Inspection {

    private static final Path AXE = Path.of("src/main/web/node_modules/axe-core/axe.min.js");
    private static final Path PICTURES = Path.of("target/screenshots");

    private static final int[] WIDTHS = {320, 360, 390, 1280, 1920};
    private static final Set<Integer> EXAMINED = Set.of(360, 1280);
    private static final Set<Integer> PICTURED = Set.of(390, 1280, 1920);
    private static final int HEIGHT = 900;

    /** Runs axe and tells what it found, a line each. */
    private static final String FINDINGS =
            """
            async () => {
              const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
              const result = await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
              return result.violations.flatMap(v => v.nodes.map(n => v.id + ': ' + n.target.join(' ') + ' — ' + n.failureSummary));
            }""";

    /** Colours would glide from one theme to the other, link by link. */
    private static final String AT_ONCE =
            """
            () => {
              const still = new CSSStyleSheet();
              still.replaceSync('*, *::before, *::after { transition: none !important }');
              document.adoptedStyleSheets.push(still);
            }""";

    private static final String DRAWN =
            "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))";

    private final Page page;
    private final String name;
    private final CDPSession devtools;
    private final List<String> findings = new ArrayList<>();

    private Inspection(Page page, String name) {
        this.page = page;
        this.name = name;
        this.devtools = page.context().newCDPSession(page);
    }

    /** Returns what is wrong with the page, a line each; the page keeps the last size. */
    public static List<String> of(Page page, String name) {
        var inspection = new Inspection(page, name);
        inspection.make();
        return inspection.findings;
    }

    /** The same, by axe alone, of what is open on a page; the window stays as it is. */
    public static List<String> ofWhatIsOpen(Page page, String name) {
        var inspection = new Inspection(page, name);
        page.evaluate(axe());
        page.evaluate(AT_ONCE);
        for (var theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            inspection.show(theme);
            inspection.examine(page.viewportSize().width, theme);
        }
        return inspection.findings;
    }

    private void make() {
        page.evaluate(axe());
        page.evaluate(AT_ONCE);
        page.evaluate("document.querySelector('[data-action=refresh]')?.click()"); // sections would change meanwhile
        if (page.content().contains("NOT_FOUND")) { // what a template shows for a value it does not know
            findings.add(name + " has a value that does not exist");
        }
        for (int width : WIDTHS) {
            page.setViewportSize(width, HEIGHT);
            page.evaluate(DRAWN);
            int scrolled = (int) page.evaluate("document.documentElement.scrollWidth");
            if (scrolled > width) {
                findings.add(name + " at " + width + " is " + scrolled + " wide");
            }
            for (var theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                show(theme);
                if (EXAMINED.contains(width)) {
                    examine(width, theme);
                }
                if (PICTURED.contains(width)) {
                    picture(width, theme);
                }
            }
        }
    }

    private void show(ColorScheme theme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme).setReducedMotion(ReducedMotion.REDUCE));
    }

    private void examine(int width, ColorScheme theme) {
        ((List<?>) page.evaluate(FINDINGS))
                .forEach(finding -> findings.add(name + " " + theme + " " + width + ": " + finding));
    }

    /** By the browser's own fast way: a hundred pictures are most of the time. */
    private void picture(int width, ColorScheme theme) {
        var wanted = new JsonObject();
        wanted.add("clip", wholePage(width));
        wanted.addProperty("captureBeyondViewport", true);
        wanted.addProperty("optimizeForSpeed", true);
        var picture =
                devtools.send("Page.captureScreenshot", wanted).get("data").getAsString();
        var file = name + "-" + width + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png";
        try {
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(file), Base64.getDecoder().decode(picture));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonObject wholePage(int width) {
        var size = devtools.send("Page.getLayoutMetrics").getAsJsonObject("cssContentSize");
        var clip = new JsonObject();
        clip.addProperty("x", 0);
        clip.addProperty("y", 0);
        clip.addProperty("width", width);
        clip.addProperty("height", size.get("height").getAsDouble());
        clip.addProperty("scale", 1);
        return clip;
    }

    private static String axe() {
        try {
            return Files.readString(AXE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
