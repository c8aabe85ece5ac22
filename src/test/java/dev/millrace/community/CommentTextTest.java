package dev.millrace.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.problem.InvalidFieldsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommentTextTest {

    @Test
    void linesStayAndRunsOfEmptyOnesDoNot() {
        assertThat(CommentText.of("  one\r\ntwo  \n\n \n\n\nthree\u0000\n").value())
                .isEqualTo("one\ntwo\n\nthree");
    }

    @Test
    void lengthIsCountedInCodePoints() {
        assertThat(CommentText.of("🎬".repeat(5_000)).value()).hasSize(10_000);
        assertThatThrownBy(() -> CommentText.of("🎬".repeat(5_001)))
                .isInstanceOf(InvalidFieldsException.class)
                .hasMessage("text must not be longer than 5000 characters.");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " \n\t", "\u200b\u200f\u2060", "\u00a0"})
    void nothingToReadIsNoComment(String raw) {
        assertThatThrownBy(() -> CommentText.of(raw)).hasMessage("text must not be empty.");
    }
}
