package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.job.Job;
import dev.millrace.media.Resolution;
import dev.millrace.media.VideoTrack;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PosterTest {

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        Libav.load();
    }

    @Test
    void writesEverySizeAsJpegAndWebp() throws Exception {
        make(
                SampleFilm.in("mp4").size(640, 480).frames(75),
                List.of(new Resolution(320, 240), new Resolution(640, 480)));

        assertThat(jpegSize("320.jpg")).isEqualTo("320x240");
        assertThat(jpegSize("640.jpg")).isEqualTo("640x480");
        assertThat(Files.readString(folder.resolve("320.webp"), StandardCharsets.ISO_8859_1))
                .startsWith("RIFF")
                .contains("WEBP");
    }

    @ParameterizedTest(name = "{0} {1} {2}x{3} in {4}")
    @CsvSource({
        "ffv1, yuv420p, 1, 1, matroska, 2x2",
        "mjpeg, yuvj420p, 159, 119, mov, 160x120",
        "ffv1, yuv444p, 33, 47, matroska, 34x48",
        "libx264, yuv422p10le, 160, 120, mp4, 160x120",
        "mpeg4, yuv420p, 160, 120, avi, 160x120",
        "mpeg2video, yuv420p, 160, 120, mpegts, 160x120",
        "libvpx-vp9, yuv420p, 160, 120, webm, 160x120"
    })
    void takesAnyPicture(String encoder, String format, int width, int height, String container, String size)
            throws Exception {
        var film = SampleFilm.in(container)
                .encoder(encoder)
                .pixelFormat(format)
                .bFrames(0)
                .size(width, height)
                .frames(6);
        make(film, List.of(resolution(size)));

        assertThat(jpegSize(resolution(size).width() + ".jpg")).isEqualTo(size);
    }

    @Test
    void standsUpright() throws Exception {
        make(SampleFilm.in("mov").frames(6).turned(0, 1, -1, 0), List.of(new Resolution(120, 160)));

        assertThat(jpegSize("120.jpg")).isEqualTo("120x160");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"mp4", "mpegts", "h264"})
    void aPartWithoutKeyFramesShowsItsOwnFirstPicture(String container) throws Exception {
        var source = SampleFilm.in(container)
                .size(320, 240)
                .frames(60)
                .gop(60)
                .make()
                .toString();
        var facts = SourceProbe.probe(source, e -> {});
        var base = facts.video().timeBase();
        PosterMaker.make(
                new Job.MakePosters(
                        source,
                        folder.toString(),
                        from(facts.video(), Math.round(40 / 25.0 / base.seconds(1))),
                        facts.seekable(),
                        facts.seekPoints(),
                        List.of(new Resolution(320, 240))),
                e -> {});

        assertThat(Images.number(Images.read(folder.resolve("320.jpg")), 0, 0, 320, 240))
                .isEqualTo(40);
    }

    private static VideoTrack from(VideoTrack track, long ticks) {
        return new VideoTrack(
                track.index(),
                track.codec(),
                track.stored(),
                track.display(),
                track.orientation(),
                track.pixelFormat(),
                track.timeBase(),
                track.first() + ticks,
                1,
                track.constantRate(),
                track.rate(),
                track.colour(),
                track.interlacing());
    }

    @Test
    void aDamagedFilmStillHasOne() throws Exception {
        var whole = Files.readAllBytes(SampleFilm.in("mpegts").frames(100).make());
        for (int i = 4000; i < 9000; i++) {
            whole[i] = (byte) (i * 31);
        }
        var damaged = Files.write(folder.resolve("source"), whole);
        var facts = SourceProbe.probe(damaged.toString(), e -> {});
        PosterMaker.make(
                new Job.MakePosters(
                        damaged.toString(),
                        folder.toString(),
                        facts.video(),
                        facts.seekable(),
                        facts.seekPoints(),
                        List.of(new Resolution(160, 120))),
                e -> {});

        assertThat(jpegSize("160.jpg")).isEqualTo("160x120");
    }

    private void make(SampleFilm film, List<Resolution> sizes) {
        var source = film.make().toString();
        var facts = SourceProbe.probe(source, e -> {});
        PosterMaker.make(
                new Job.MakePosters(
                        source, folder.toString(), facts.video(), facts.seekable(), facts.seekPoints(), sizes),
                e -> {});
    }

    /** From the start-of-frame marker (ITU-T T.81). */
    private String jpegSize(String name) throws Exception {
        var data = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name)));
        assertThat(data.getShort(0)).isEqualTo((short) 0xffd8);
        int at = 2;
        while ((data.getShort(at) & 0xffff) != 0xffc0) {
            at += 2 + (data.getShort(at + 2) & 0xffff);
        }
        return data.getShort(at + 7) + "x" + data.getShort(at + 5);
    }

    private static Resolution resolution(String size) {
        var sides = size.split("x");
        return new Resolution(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
    }
}
