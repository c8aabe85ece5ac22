package dev.millrace.bench;

import dev.millrace.ladder.Rung;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * The peer: one {@code ffmpeg} process that decodes once and makes the same rungs and the same sound at the same settings,
 * as fragmented MP4, with its own choice of threads.
 *
 * <p>The same pictures too: BT.709, whatever the source says. Without that conversion its work would be another.
 *
 * @param name for people
 * @param program any build of ffmpeg
 */
record OneFfmpeg(String name, Path program) {

    private static final Pattern TIME = Pattern.compile("bench: utime=([0-9.]+)s stime=([0-9.]+)s");
    private static final String IN_PRESETS = "org/bytedeco/ffmpeg/linux-x86_64-gpl/";
    private static final double BUFFER_SECONDS = 1.5;
    private static final String FRAGMENTED = "+cmaf+frag_keyframe+empty_moov";

    /** The program that lies beside the libraries in the presets' jar; it looks for them in its own folder. */
    static Optional<OneFfmpeg> ofOurBuild(Path folder) throws IOException {
        var url = OneFfmpeg.class.getClassLoader().getResource(IN_PRESETS + "ffmpeg");
        if (url == null) {
            return Optional.empty();
        }
        var target = Files.createDirectories(folder).toAbsolutePath();
        var connection = (JarURLConnection) url.openConnection();
        try (var jar = new JarFile(
                Path.of(URI.create(connection.getJarFileURL().toString())).toFile())) {
            for (var entry : Collections.list(jar.entries())) {
                var file = target.resolve(Path.of(entry.getName()).getFileName());
                if (entry.getName().startsWith(IN_PRESETS) && !entry.isDirectory() && !Files.exists(file)) {
                    Files.copy(jar.getInputStream(entry), file);
                }
            }
        }
        var program = target.resolve("ffmpeg");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return Optional.of(new OneFfmpeg("our build's ffmpeg", program));
    }

    /** Processor time it takes, user and system, as it counts it itself. */
    double seconds(Path film, List<Rung> rungs, int gopFrames, Path output) throws IOException, InterruptedException {
        Files.createDirectories(output);
        return run(command(film, rungs, gopFrames, output));
    }

    /** Runs any command of this program and gives its processor time. */
    double run(List<String> command) throws IOException, InterruptedException {
        var words = said(command);
        var time = TIME.matcher(words);
        if (!time.find()) {
            throw new IllegalStateException(String.join(" ", command) + " did not tell its time: " + words);
        }
        return Double.parseDouble(time.group(1)) + Double.parseDouble(time.group(2));
    }

    /** Runs any command of this program and gives what it says. */
    String said(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " said: " + words);
        }
        return words;
    }

    List<String> command(Path film, List<Rung> rungs, int gopFrames, Path output) {
        var command = new ArrayList<>(start());
        command.addAll(List.of("-i", film.toString(), "-filter_complex", filters(rungs)));
        for (int i = 0; i < rungs.size(); i++) {
            command.addAll(List.of("-map", "[r" + i + "]"));
            command.addAll(video(rungs.get(i), gopFrames));
            command.addAll(file(output.resolve(rungs.get(i).name() + ".mp4")));
        }
        command.addAll(List.of("-map", "0:a:0?", "-c:a", "aac", "-b:a", "128k", "-ac", "2", "-ar", "48000"));
        command.addAll(file(output.resolve("a0.mp4")));
        return command;
    }

    /** How every command of it begins: it tells its own processor time at the end. */
    List<String> start() {
        return List.of(program.toString(), "-nostdin", "-hide_banner", "-nostats", "-benchmark", "-y");
    }

    /** One conversion to the highest rung and BT.709, as ours; the lower rungs are scaled from it. */
    private static String filters(List<Rung> rungs) {
        var split = new StringBuilder(
                "[0:v:0]%s:out_color_matrix=bt709:out_range=limited,format=yuv420p,setsar=1,split=%d[r0]"
                        .formatted(scale(rungs.get(0)), rungs.size()));
        var scales = new StringBuilder();
        for (int i = 1; i < rungs.size(); i++) {
            split.append("[s").append(i).append(']');
            scales.append(";[s%d]%s[r%d]".formatted(i, scale(rungs.get(i)), i));
        }
        return split.append(scales).toString();
    }

    private static String scale(Rung rung) {
        return "scale=%d:%d:flags=bicubic"
                .formatted(rung.size().width(), rung.size().height());
    }

    private static List<String> video(Rung rung, int gopFrames) {
        long cap = rung.maxRate().bitsPerSecond();
        var gop = Integer.toString(gopFrames);
        return List.of(
                "-c:v",
                "libx264",
                "-preset",
                "veryfast",
                "-profile:v",
                "high",
                "-crf",
                String.format(Locale.ROOT, "%.0f", rung.crf()),
                "-maxrate",
                Long.toString(cap),
                "-bufsize",
                Long.toString(Math.round(cap * BUFFER_SECONDS)),
                "-g",
                gop,
                "-keyint_min",
                gop,
                "-sc_threshold",
                "0");
    }

    private static List<String> file(Path file) {
        return List.of("-f", "mp4", "-movflags", FRAGMENTED, file.toString());
    }
}
