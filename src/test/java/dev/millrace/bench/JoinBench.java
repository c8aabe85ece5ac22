package dev.millrace.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.ladder.Rung;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What it costs to encode a film in chunks: the joined chunks beside one sequential encode by the same code at the same
 * settings, both compared with the source.
 */
@Tag("bench")
class JoinBench {

    private static final double DECIBELS = 0.1;
    private static final double SHARE_OF_SIZE = 0.03;

    @TempDir
    Path folder;

    private OneFfmpeg program;

    @BeforeEach
    void needsThePrograms() throws IOException {
        var ours = OneFfmpeg.ofOurBuild(KeptFilms.FOLDER.resolve("ffmpeg"));
        assumeTrue(ours.isPresent(), "needs the ffmpeg program of the presets");
        assumeTrue(PictureTimes.canBeRead(), "needs ffprobe");
        program = ours.get();
    }

    @Test
    void chunksOfHalfAMinuteAreAsGoodAsOneEncode() throws Exception {
        compare("480p, 30 s", KeptFilms.halfAMinute());
    }

    @Test
    void chunksOfTwoMinutesAreAsGoodAsOneEncode() throws Exception {
        compare("480p, 2 minutes", KeptFilms.twoSilentMinutes());
    }

    private void compare(String what, Path source) throws Exception {
        var film = PlannedFilm.of(source);
        var joined = film.encode(film.chunks(), Files.createDirectory(folder.resolve("joined")));
        var whole = film.encode(film.inOneGo(), Files.createDirectory(folder.resolve("whole")));
        for (var rung : film.rungs()) {
            var comparison = new Comparison(
                    film.chunks().size(),
                    sameTimes(film, joined.of(rung), whole.of(rung)),
                    quality(film, rung, joined.of(rung), source),
                    quality(film, rung, whole.of(rung), source),
                    (double) Files.size(joined.of(rung)) / Files.size(whole.of(rung)) - 1);
            System.out.printf("joined:     %-16s %-5s %s%n", what, rung.name(), comparison);
            assertThat(comparison.difference()).as(rung.name()).isLessThan(DECIBELS);
            assertThat(Math.abs(comparison.larger())).as(rung.name()).isLessThanOrEqualTo(SHARE_OF_SIZE);
        }
        var any = film.rungs().get(0);
        System.out.printf(
                "    %s%n",
                String.join(
                        " ",
                        Xpsnr.command(
                                program, joined.of(any), source, film.grid().rate(), any.size())));
    }

    /**
     * @param chunks of the joined one
     * @param pictures in both
     * @param larger by what share of the sequential one's size; negative when smaller
     */
    private record Comparison(int chunks, int pictures, Xpsnr joined, Xpsnr whole, double larger) {

        double difference() {
            return joined.distance(whole);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d chunks, %d pictures, all steps exact; XPSNR %s, in one go %s: %.3f, bound %.1f; size %+.2f %%, bound %.0f",
                    chunks,
                    pictures,
                    joined,
                    whole,
                    difference(),
                    DECIBELS,
                    100 * larger,
                    100 * SHARE_OF_SIZE);
        }
    }

    /** Returns how many pictures both have. */
    private static int sameTimes(PlannedFilm film, Path joined, Path whole) throws Exception {
        var times = PictureTimes.of(joined);
        assertThat(times).isEqualTo(PictureTimes.of(whole));
        assertThat(times.ticks()).hasSize((int) film.grid().frames());
        assertThat(times.steps()).containsExactly((long) film.grid().frameTicks());
        return times.ticks().size();
    }

    private Xpsnr quality(PlannedFilm film, Rung rung, Path made, Path source) throws Exception {
        return Xpsnr.of(program, made, source, film.grid().rate(), rung.size());
    }
}
