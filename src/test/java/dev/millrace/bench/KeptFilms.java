package dev.millrace.bench;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The films that are measured with: real ones from the folder that {@code MILLRACE_TEST_MEDIA} names, and longer or larger
 * ones that Debian's ffmpeg makes of a real one, once, and that stay below {@code target}.
 */
final class KeptFilms {

    private static final String MEDIA = "MILLRACE_TEST_MEDIA";
    private static final Path FFMPEG = Path.of("/usr/bin/ffmpeg");

    static final Path FOLDER = Path.of("target/bench");

    private KeptFilms() {}

    /** Half a minute of 480 lines with sound. */
    static Path halfAMinute() {
        return real("bbb-480p-30s.mp4");
    }

    /** Two minutes of 480 lines: the half minute four times. */
    static Path twoMinutes() throws IOException, InterruptedException {
        return made("480p-2min.mp4", halfAMinute(), "-stream_loop 3 -i ORIGINAL -c copy");
    }

    /** The same without sound: with it every turn is 16 ms longer than its pictures, so their steps are not all equal. */
    static Path twoSilentMinutes() throws IOException, InterruptedException {
        var silent = made("480p-30s-silent.mp4", halfAMinute(), "-i ORIGINAL -an -c copy");
        return made("480p-2min-silent.mp4", silent, "-stream_loop 3 -i ORIGINAL -c copy");
    }

    /** A minute of 1080 lines, 48 MB. */
    static Path minuteOf1080Lines() throws IOException, InterruptedException {
        return made(
                "1080p-1min.mp4",
                halfAMinute(),
                "-stream_loop 1 -i ORIGINAL -vf scale=1920:1080:flags=lanczos:out_color_matrix=bt709:out_range=limited,setsar=1"
                        + " -colorspace bt709 -color_range tv -c:v libx264 -preset veryfast -crf 16 -c:a copy");
    }

    /** An hour of 1080 lines, 2.9 GB. */
    static Path hourOf1080Lines() throws IOException, InterruptedException {
        return made("1080p-60min.mp4", minuteOf1080Lines(), "-stream_loop 59 -i ORIGINAL -c copy");
    }

    /** One of the real films; without it the measurement is skipped. */
    static Path real(String name) {
        var media = System.getenv(MEDIA);
        assumeTrue(media != null, "needs the folder of real films: set " + MEDIA);
        var film = Path.of(media, name);
        assumeTrue(Files.exists(film), film + " is not there");
        return film;
    }

    private static Path made(String name, Path original, String arguments) throws IOException, InterruptedException {
        var film = Files.createDirectories(FOLDER).resolve(name);
        if (Files.exists(film)) {
            return film;
        }
        assumeTrue(Files.isExecutable(FFMPEG), "needs ffmpeg");
        var unfinished = film.resolveSibling("unfinished-" + name);
        var command = new ArrayList<>(List.of(FFMPEG.toString(), "-nostdin", "-v", "error", "-y"));
        for (var word : arguments.split(" ")) {
            command.add(word.equals("ORIGINAL") ? original.toString() : word);
        }
        command.add(unfinished.toString());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var words = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " said: " + words);
        }
        return Files.move(unfinished, film);
    }
}
