package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tests' own tool: when it lies, the others prove nothing. */
class SampleFilmTest {

    @ParameterizedTest(name = "{1} in {0}")
    @CsvSource({
        "mp4, libx264",
        "mp4, libx265",
        "mp4, libsvtav1",
        "mov, prores",
        "mov, mjpeg",
        "webm, libvpx-vp9",
        "matroska, mpeg2video",
        "mpegts, libx264",
        "avi, mpeg4"
    })
    void paintsNumbersThatSurviveEncoding(String container, String encoder) {
        var film = SampleFilm.in(container).encoder(encoder).frames(12).bFrames(encoder.startsWith("libx") ? 2 : 0);
        if (encoder.equals("prores")) {
            film.pixelFormat("yuv422p10le");
        } else if (encoder.equals("mjpeg")) {
            film.pixelFormat("yuvj420p");
        }
        var numbers =
                Pictures.of(film.make()).stream().map(Pictures.Picture::number).toList();

        assertThat(numbers)
                .containsExactlyElementsOf(IntStream.range(0, 12).boxed().toList());
    }
}
