package dev.millrace.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.problem.InvalidFieldsException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoTextTest {

    @ParameterizedTest(name = "{0} is shown as {1}")
    @CsvSource({
        "holiday.mp4, holiday",
        "Our_summer.2024.MOV, Our summer 2024",
        "a b.c d.mkv, a b.c d",
        "C:\\Users\\me\\film.avi, film",
        "../../etc/passwd, passwd",
        ".mp4, mp4",
        "'', Untitled",
        "noextension, noextension"
    })
    void readsATitleOutOfAFileName(String fileName, String title) {
        assertThat(VideoText.titleOf(fileName)).isEqualTo(title);
    }

    @Test
    void cutsALongFileNameBetweenCharacters() {
        assertThat(VideoText.titleOf("🎬".repeat(300) + ".mp4")).isEqualTo("🎬".repeat(200));
    }

    @Test
    void keepsLinesOfADescriptionAndNothingElseThatIsInvisible() {
        var text = VideoText.of(video("t\n\u0000itle", " one\r\ntwo\u0007\u0000 "));

        assertThat(text.title()).isEqualTo("t itle");
        assertThat(text.description()).isEqualTo("one\ntwo");
    }

    @Test
    void replacesHalvesOfCharacters() {
        assertThat(VideoText.of(video("a\ud83c", null)).title()).isEqualTo("a?");
    }

    @Test
    void countsWhatPeopleSee() {
        assertThat(VideoText.of(video("🎬".repeat(200), null)).title()).hasSize(400);
        assertThatThrownBy(() -> VideoText.of(video("🎬".repeat(201), null)))
                .isInstanceOf(InvalidFieldsException.class)
                .hasMessage("title must not be longer than 200 characters.");
    }

    @Test
    void leavesWhatAChangeDoesNotName() {
        var text = new VideoText("title", "description", "public", List.of("a"), "Travel");

        assertThat(text.with(new VideoChange(null, null, null, null, null))).isEqualTo(text);
        assertThat(text.with(new VideoChange(null, null, null, null, Optional.empty()))
                        .category())
                .isNull();
    }

    private static NewVideo video(String title, String description) {
        return new NewVideo(UUID.randomUUID(), title, description, null, null, null, "f.mp4", 1, "");
    }
}
