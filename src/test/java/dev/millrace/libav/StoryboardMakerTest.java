package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.job.Job;
import dev.millrace.media.FrameRate;
import dev.millrace.media.Resolution;
import dev.millrace.timeline.Storyboard;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Storyboards and previews of excerpts of our own segments. */
class StoryboardMakerTest {

    private static final int GOP = 12;
    private static final Resolution TILE = new Resolution(160, 120);

    @TempDir
    Path folder;

    @Test
    void drawsTheFirstPictureOfEveryGop() throws Exception {
        var excerpt = excerpt(97);
        StoryboardMaker.make(job(excerpt, new Storyboard(TILE, 3, 2, 1, 9)), event -> {});

        assertThat(numbers("0.jpg", 6)).containsExactly(0, 12, 24, 36, 48, 60);
        assertThat(numbers("1.jpg", 3)).containsExactly(72, 84, 96);
        assertThat(Images.read(folder.resolve("1.jpg")).getHeight()).isEqualTo(240);
    }

    @Test
    void aFilmOfOneFrameHasASheet() throws Exception {
        var excerpt = excerpt(1);
        StoryboardMaker.make(job(excerpt, new Storyboard(TILE, 1, 1, 1, 1)), event -> {});

        assertThat(numbers("0.jpg", 1)).containsExactly(0);
    }

    @Test
    void anExcerptWithOtherPicturesThanPlannedIsNotDrawn() throws Exception {
        var excerpt = excerpt(30);

        assertThatThrownBy(() -> StoryboardMaker.make(job(excerpt, new Storyboard(TILE, 5, 1, 1, 4)), event -> {}))
                .isInstanceOf(ProofException.class)
                .hasMessageContaining("3 of 4 pictures");
    }

    @Test
    void aPreviewMovesAndHasTheSizeItMayHave() throws Exception {
        var excerpt = excerpt(40);
        var pictures = List.of(0, 2, 4, 24, 26, 28, 39);
        PreviewMaker.make(preview(excerpt, pictures, 500_000), event -> {});

        var webp = Files.readString(folder.resolve("preview.webp"), StandardCharsets.ISO_8859_1);
        assertThat(webp).startsWith("RIFF").contains("WEBPVP8X", "ANIM");
        assertThat(webp.split("ANMF", -1)).hasSize(pictures.size() + 1);

        PreviewMaker.make(preview(excerpt, pictures, webp.length() - 1), event -> {});

        assertThat(Files.size(folder.resolve("preview.webp"))).isLessThan(webp.length());
    }

    @Test
    void aPreviewOfPicturesThatAreNotThereIsNotMade() throws Exception {
        var excerpt = excerpt(10);

        assertThatThrownBy(() -> PreviewMaker.make(preview(excerpt, List.of(0, 10), 500_000), event -> {}))
                .isInstanceOf(ProofException.class)
                .hasMessageContaining("1 of 2 pictures");
    }

    private Path excerpt(int frames) throws InterruptedException {
        var film = SampleFilm.in("mp4").frames(frames).make();
        return Rendering.of(film, folder, GOP, 2).encodePictures().joined("v120");
    }

    private Job.MakeStoryboard job(Path excerpt, Storyboard storyboard) {
        return new Job.MakeStoryboard(excerpt.toString(), folder.toString(), storyboard);
    }

    private Job.MakePreview preview(Path excerpt, List<Integer> pictures, int mostBytes) {
        return new Job.MakePreview(excerpt.toString(), folder.toString(), TILE, pictures, FrameRate.of(12), mostBytes);
    }

    private List<Integer> numbers(String sheet, int tiles) {
        var image = Images.read(folder.resolve(sheet));
        int columns = image.getWidth() / TILE.width();
        return IntStream.range(0, tiles)
                .mapToObj(i -> Images.number(
                        image, i % columns * TILE.width(), i / columns * TILE.height(), TILE.width(), TILE.height()))
                .toList();
    }
}
