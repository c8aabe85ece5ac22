package dev.millrace.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URI;

/** A page that notices when one of the {@link Payloads} runs: they set {@code window.hit} or open a dialog. */
record Trapped(Page page, URI root) {

    Trapped {
        page.onDialog(dialog -> {
            page.evaluate("window.hit = 'dialog'");
            dialog.dismiss();
        });
    }

    void visit(String path) {
        page.navigate(root.toString().replaceAll("/$", "") + path);
        assertInert(path);
    }

    void assertInert(String what) {
        assertThat(page.evaluate("window.hit ?? null")).as(what).isNull();
    }
}
