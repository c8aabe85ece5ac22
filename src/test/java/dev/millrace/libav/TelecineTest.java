package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.media.FrameRate;
import dev.millrace.media.Interlacing;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Films of 24 pictures a second in streams of 60 fields. Where the fields are coded each is shown once, as of any picture of
 * fields; where flags alone make them, the pictures of the film are shown, at the film's rate.
 */
class TelecineTest {

    private static final int GOP = 20;

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        Libav.load();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mpegts", "mpeg"})
    void showsEveryCodedFieldOnce(String container) throws Exception {
        var film = film(container).size(320, 240).frames(60).telecined();
        var rendering = Rendering.of(film.make(), folder, GOP, 2);

        assertThat(rendering.facts.video().interlacing()).isEqualTo(new Interlacing(true, true));
        assertThat(rendering.facts.video().rate()).isEqualTo(new FrameRate(60000, 1001));
        assertThat(rendering.facts.frames()).isEqualTo(120);
        var rung = rendering.encodePictures().rungs.get(0);
        assertThat(Pictures.luma(rendering.joined(rung.name())))
                .extracting(luma -> FieldNumber.read(luma, rung.size().width()))
                .containsExactlyElementsOf(
                        IntStream.range(0, 120).map(Pulldown::picture).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mpegts", "mpeg"})
    void showsTheFilmsPicturesWhereFlagsRepeatFields(String container) throws Exception {
        var film = film(container).size(320, 480).frames(96).pulledDown();
        var rendering = Rendering.of(film.make(), folder, GOP, 2);

        assertThat(rendering.facts.video().interlacing()).isNull();
        assertThat(rendering.facts.video().rate()).isEqualTo(new FrameRate(24000, 1001));
        assertThat(rendering.facts.video().constantRate()).isTrue();
        assertThat(rendering.facts.frames()).isEqualTo(96);
        var rung = rendering.encodePictures().rungs.get(0);
        assertThat(Pictures.of(rendering.joined(rung.name())))
                .extracting(Pictures.Picture::number)
                .containsExactlyElementsOf(IntStream.range(0, 96).boxed().toList());
    }

    private static SampleFilm film(String container) {
        return SampleFilm.in(container).encoder("mpeg2video").rate(30000, 1001).gop(12);
    }
}
