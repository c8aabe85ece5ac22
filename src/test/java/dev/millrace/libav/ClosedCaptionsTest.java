package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import dev.millrace.media.FrameRate;
import dev.millrace.media.TimeBase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Captions inside the pictures are found, and come out as they went in. */
class ClosedCaptionsTest {

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        Libav.load();
    }

    @ParameterizedTest(name = "{1} in {0}")
    @CsvSource({"mp4, libx264", "mpegts, libx264", "mpegts, mpeg2video", "mp4, libx265"})
    void areFoundWithoutDecoding(String container, String encoder) {
        var film = SampleFilm.in(container).encoder(encoder).captioned();
        film = encoder.equals("libx265") ? film.encoding("a53cc", "1") : film;

        assertThat(SourceProbe.probe(film.make().toString(), e -> {}).closedCaptions())
                .containsExactly("CC1", "SERVICE1");
    }

    @Test
    void areNotFoundWhereNoneAre() {
        var film = SampleFilm.in("mp4").make();

        assertThat(SourceProbe.probe(film.toString(), e -> {}).closedCaptions()).isEmpty();
    }

    @Test
    void comeOutOfEveryRungOnceAndInOrderAcrossChunks() throws Exception {
        var film = SampleFilm.in("mp4").size(640, 360).frames(60).gop(10).captioned();
        var rendering = Rendering.of(film.make(), folder, 20, 1).encodePictures();

        assertThat(rendering.rungs).hasSizeGreaterThan(1);
        assertThat(rendering.rungs).allSatisfy(rung -> assertThat(SampleCaptions.pairs(rendering.joined(rung.name())))
                .isEqualTo(SampleCaptions.expected(60)));
    }

    /** Each picture of two fields becomes two, and both would have its captions. */
    @ParameterizedTest(name = "{1} in {0}")
    @CsvSource({"mp4, libx264", "mpegts, mpeg2video"})
    void areSaidOnceWhereAPictureIsMadeOfEveryField(String container, String encoder) throws Exception {
        var film = SampleFilm.in(container)
                .encoder(encoder)
                .frames(60)
                .gop(10)
                .interlaced(true)
                .captioned();
        var rendering = Rendering.of(film.make(), folder, 20, 1).encodePictures();

        assertThat(rendering.facts.frames()).isEqualTo(120);
        assertThat(rendering.facts.closedCaptions()).containsExactly("CC1", "SERVICE1");
        assertThat(rendering.rungs).isNotEmpty().allSatisfy(rung -> assertThat(
                        SampleCaptions.pairs(rendering.joined(rung.name())))
                .isEqualTo(SampleCaptions.expected(60)));
    }

    @Test
    void areNotSaidTwiceWhenPicturesAreRepeated() {
        assertThat(resampled(0, 10, 0, 80, 120, 300)).isEqualTo(SampleCaptions.expected(4));
    }

    @Test
    void areNotSwallowedWhenPicturesAreDropped() {
        assertThat(resampled(0, 10, 0, 10, 40, 50, 55, 80)).isEqualTo(SampleCaptions.expected(6));
    }

    @Test
    void belongToOneChunkOnly() {
        long[] times = {0, 10, 40, 50, 90, 95, 120, 280, 290};
        var parts = new ArrayList<String>();
        for (int first = 0; first < 10; first += 2) {
            parts.addAll(resampled(first, first + 2, times));
        }

        assertThat(parts).isEqualTo(SampleCaptions.expected(times.length));
    }

    /** The CEA-608 pairs that come out of slots at 25 a second. */
    private static List<String> resampled(long first, long end, long... milliseconds) {
        var pairs = new ArrayList<String>();
        var picture = av_frame_alloc().width(16).height(16).format(AV_PIX_FMT_GRAY8);
        av_frame_get_buffer(picture, 0);
        try (var resampler = new GridResampler(
                0,
                new TimeBase(1, 1000),
                FrameRate.of(25),
                first,
                end,
                out -> pairs.addAll(SampleCaptions.pairs(out)))) {
            IntStream.range(0, milliseconds.length).forEach(i -> {
                picture.pts(milliseconds[i]);
                SampleCaptions.put(picture, i);
                resampler.accept(picture);
            });
            resampler.drain();
        } finally {
            av_frame_free(picture);
        }
        return pairs;
    }
}
