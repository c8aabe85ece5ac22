package dev.millrace.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaybackTokensTest {

    private static final UUID VIDEO = UUID.randomUUID();

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-26T10:20:30Z"));

    @TempDir
    Path data;

    private SigningKeys keys;
    private PlaybackTokens tokens;

    @BeforeEach
    void start() {
        keys = new SigningKeys(data, now::get);
        tokens = new PlaybackTokens(keys, now::get);
    }

    @Test
    void openTheirVideoAtItsEpoch() {
        var token = tokens.issue(VIDEO, 3);

        assertThat(token).hasSize(34).matches("[A-Za-z0-9_-]+");
        assertThat(tokens.opens(token, VIDEO, 3)).isTrue();
        assertThat(tokens.opens(token, VIDEO, 4)).as("going private grows it").isFalse();
        assertThat(tokens.opens(token, UUID.randomUUID(), 3)).isFalse();
    }

    @Test
    void areTheSameForAnHour() {
        var token = tokens.issue(VIDEO, 0);
        pass(Duration.ofMinutes(39));
        assertThat(tokens.issue(VIDEO, 0)).isEqualTo(token);
        pass(Duration.ofMinutes(1));
        assertThat(tokens.issue(VIDEO, 0)).isNotEqualTo(token);
    }

    @Test
    void end() {
        var token = tokens.issue(VIDEO, 0, now.get().plusSeconds(90));

        assertThat(tokens.opens(token, VIDEO, 0)).isTrue();
        pass(Duration.ofSeconds(91));
        assertThat(tokens.opens(token, VIDEO, 0)).isFalse();
    }

    @Test
    void openNothingWhenAnythingOfThemIsChanged() {
        var token = tokens.issue(VIDEO, 0);

        for (int i = 0; i < token.length() - 1; i++) { // the last sign holds bits that mean nothing
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(tokens.opens(token.substring(0, i) + other + token.substring(i + 1), VIDEO, 0))
                    .isFalse();
        }
        for (int length = 0; length < token.length(); length++) {
            assertThat(tokens.opens(token.substring(0, length), VIDEO, 0)).isFalse();
        }
    }

    @Test
    void outliveOneChangeOfKeysButNotTwo() {
        var token = tokens.issue(VIDEO, 0);

        keys.rotate();
        assertThat(tokens.opens(token, VIDEO, 0)).isTrue();
        keys.rotate();
        assertThat(tokens.opens(token, VIDEO, 0)).isFalse();
    }

    @Test
    void canAllBeEndedHereAndOnOtherNodesWithinASecond() {
        var token = tokens.issue(VIDEO, 0);
        var elsewhere = new PlaybackTokens(new SigningKeys(data, now::get), now::get);
        assertThat(elsewhere.opens(token, VIDEO, 0)).isTrue();

        tokens.endAll();

        assertThat(tokens.opens(token, VIDEO, 0)).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(elsewhere.opens(token, VIDEO, 0)).isFalse();
        assertThat(elsewhere.opens(tokens.issue(VIDEO, 0), VIDEO, 0)).isTrue();
    }

    @Test
    void keysChangeByThemselvesAfterThirtyDays() {
        tokens.issue(VIDEO, 0);
        var first = keys.newest();
        pass(Duration.ofDays(31));

        assertThat(keys.newest().number()).isNotEqualTo(first.number());
        assertThat(keys.numbered(first.number())).isPresent();
    }

    @Test
    void areGoodAfterARestart() {
        var token = tokens.issue(VIDEO, 0);

        assertThat(new PlaybackTokens(new SigningKeys(data, now::get), now::get).opens(token, VIDEO, 0))
                .isTrue();
    }

    @Test
    void keysAreForTheirOwnersEyes() throws Exception {
        tokens.issue(VIDEO, 0);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("keys/playback"))))
                .isEqualTo("rw-------");
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }
}
