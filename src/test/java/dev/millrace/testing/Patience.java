package dev.millrace.testing;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import java.time.Duration;
import org.awaitility.Awaitility;

/** How long tests wait for what surely comes: far longer than it takes, so that a busy machine fails none of them. */
public final class Patience implements QuarkusTestBeforeEachCallback {

    private static final Duration LONG = Duration.ofSeconds(60);

    /** For tests without the service, too. */
    public static void beLong() {
        Awaitility.setDefaultTimeout(LONG);
    }

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        beLong();
        PlaywrightAssertions.setDefaultAssertionTimeout(LONG.toMillis());
    }
}
