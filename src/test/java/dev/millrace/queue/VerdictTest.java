package dev.millrace.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    private static final Outcome RETRY = new Outcome.Retry("flaky", "not today");
    private static final Duration PAUSE = Duration.ofSeconds(10);

    @ParameterizedTest(name = "attempt {0} -> {1}, pause {2} s")
    @CsvSource({"1, WAITING, 10", "2, WAITING, 20", "3, WAITING, 40", "4, WAITING, 80", "5, FAILED, 0", "6, FAILED, 0"})
    void triesAgainLaterAndLaterButNotForEver(int counted, TaskState next, long seconds) {
        var verdict = Verdict.of(RETRY, counted, PAUSE);

        assertThat(verdict.next()).isEqualTo(next);
        assertThat(verdict.pause()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(verdict.code()).isEqualTo("flaky");
    }

    @Test
    void triesNothingAgainThatCannotBeDone() {
        assertThat(Verdict.of(new Outcome.Failed("corrupt_source", "torn"), 1, PAUSE)
                        .givesUp())
                .isTrue();
    }

    @Test
    void waitsAsLongAsItIsTold() {
        var verdict = Verdict.of(new Outcome.Wait("storage_full", "no room", PAUSE), 5, Duration.ofDays(1));

        assertThat(verdict.next()).isEqualTo(TaskState.WAITING);
        assertThat(verdict.pause()).isEqualTo(PAUSE);
        assertThat(verdict.ending()).isEqualTo(Ending.WAITED);
        assertThat(verdict.ending().counts()).isFalse();
    }

    @Test
    void countsOnlyWhatTheTaskMayBeToBlameFor() {
        assertThat(Verdict.of(RETRY, 1, PAUSE).ending().counts()).isTrue();
        assertThat(Ending.LOST.counts()).isTrue();
        assertThat(Verdict.of(new Outcome.GiveBack(), 1, PAUSE).ending().counts())
                .isFalse();
        assertThat(Verdict.STOPPED.ending().counts()).isFalse();
    }
}
