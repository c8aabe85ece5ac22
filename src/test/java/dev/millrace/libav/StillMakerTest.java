package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.job.Job;
import dev.millrace.media.Resolution;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any picture of an excerpt, exactly that one. */
class StillMakerTest {

    private static final int FRAMES = 30;
    private static final Resolution SIZE = new Resolution(80, 60);

    @TempDir
    Path folder;

    private Path excerpt;

    @BeforeEach
    void makeAnExcerpt() throws Exception {
        var film = SampleFilm.in("mp4").frames(FRAMES).make();
        excerpt = Rendering.of(film, folder, 12, 2).encodePictures().joined("v120");
    }

    @Test
    void isThePictureAskedFor() {
        for (int picture = 0; picture < FRAMES; picture++) {
            StillMaker.make(job(picture, "jpg"), event -> {});

            var image = Images.read(folder.resolve("still.jpg"));
            assertThat(image.getWidth() + "x" + image.getHeight()).isEqualTo("80x60");
            assertThat(Images.number(image, 0, 0, 80, 60)).isEqualTo(picture);
        }
    }

    @Test
    void isWrittenAsWebpToo() throws Exception {
        StillMaker.make(job(5, "webp"), event -> {});

        assertThat(Files.readString(folder.resolve("still.webp"), StandardCharsets.ISO_8859_1))
                .startsWith("RIFF")
                .contains("WEBP");
    }

    @Test
    void aPictureThatIsNotThereIsNotMade() {
        assertThatThrownBy(() -> StillMaker.make(job(FRAMES, "jpg"), event -> {}))
                .isInstanceOf(ProofException.class);
    }

    private Job.MakeStill job(int picture, String format) {
        return new Job.MakeStill(excerpt.toString(), folder.toString(), SIZE, picture, format);
    }
}
