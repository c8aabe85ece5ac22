package dev.millrace.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** When the pictures of a film are shown, in ticks of the track, ascending; read by Debian's ffprobe. */
record PictureTimes(List<Long> ticks) {

    private static final Path FFPROBE = Path.of("/usr/bin/ffprobe");

    static boolean canBeRead() {
        return Files.isExecutable(FFPROBE);
    }

    static PictureTimes of(Path film) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        FFPROBE.toString(),
                        "-v",
                        "error",
                        "-select_streams",
                        "v:0",
                        "-show_entries",
                        "packet=pts",
                        "-of",
                        "default=nokey=1:noprint_wrappers=1",
                        film.toString())
                .redirectErrorStream(true)
                .start();
        var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("ffprobe said of " + film + ": " + words);
        }
        return new PictureTimes(words.lines().map(Long::valueOf).sorted().toList());
    }

    /** Every distance from one picture to the next that occurs. */
    List<Long> steps() {
        return IntStream.range(1, ticks.size())
                .mapToObj(i -> ticks.get(i) - ticks.get(i - 1))
                .distinct()
                .toList();
    }
}
