package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.media.Chapter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChaptersTest {

    @Test
    void arePutInOrderAndEndWhereTheNextBegins() {
        assertThat(Chapters.putRight(
                        List.of(
                                new Chapter(20, 60, "third"),
                                new Chapter(-3, 15, "first"),
                                new Chapter(10, 0, "second, without an end")),
                        50))
                .containsExactly(
                        new Chapter(0, 10, "first"),
                        new Chapter(10, 20, "second, without an end"),
                        new Chapter(20, 50, "third"));
    }

    @Test
    void keepAGapThatWasMeant() {
        assertThat(Chapters.putRight(List.of(new Chapter(0, 5, "a"), new Chapter(10, 20, "b")), 50))
                .containsExactly(new Chapter(0, 5, "a"), new Chapter(10, 20, "b"));
    }

    @Test
    void outsideTheFilmThereAreNone() {
        assertThat(Chapters.putRight(
                        List.of(new Chapter(-9, -1, "before"), new Chapter(0, 50, "all"), new Chapter(50, 60, "after")),
                        50))
                .containsExactly(new Chapter(0, 50, "all"));
    }

    @Test
    void ofTwoAtTheSameTimeTheLastStands() {
        assertThat(Chapters.putRight(List.of(new Chapter(0, 5, "a"), new Chapter(0, 5, "b")), 50))
                .containsExactly(new Chapter(0, 5, "b"));
    }
}
