package dev.millrace.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;

/**
 * Small films for the tests of the running service, made by Debian's {@code ffmpeg} and kept below {@code target}. Where
 * there is none, tests are skipped and say so; with {@code MILLRACE_REQUIRE_TOOLS=1} they fail instead.
 */
public final class Films {

    private static final Path FFMPEG = Path.of("/usr/bin/ffmpeg");
    private static final Path FOLDER = Path.of("target", "service-films");

    private Films() {}

    /** Picture and sound, one rung high. */
    public static Path small(int seconds) {
        return picture("small-" + seconds + ".mp4", 426, 240, seconds);
    }

    /** Picture and sound, two rungs high. */
    public static Path medium(int seconds) {
        return picture("medium-" + seconds + ".mp4", 640, 360, seconds);
    }

    /** Forty seconds of a soft tone, louder by 32 dB between 18.2 and 22 s, where nobody listens who hears parts of it. */
    static Path loudInBetween() {
        return make(
                "loud-in-between.mp4",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=320x240:rate=10:duration=40",
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=440:duration=40,volume='if(between(t,18.2,22),4,0.1)':eval=frame",
                "-pix_fmt",
                "yuv420p",
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-c:a",
                "aac");
    }

    /** Forty seconds with a caption every five seconds in English and German, and two chapters. */
    public static Path withWords() {
        var english = text("words.en.srt", subRip("Line"));
        var german = text("words.de.srt", subRip("Zeile"));
        var chapters = text(
                "words.chapters",
                """
                ;FFMETADATA1
                [CHAPTER]
                TIMEBASE=1/1000
                START=0
                END=10000
                title=Once upon a time
                [CHAPTER]
                TIMEBASE=1/1000
                START=10000
                END=40000
                title=Übung & more
                """);
        return make(
                "words.mkv",
                "-i",
                small(40).toString(),
                "-i",
                english.toString(),
                "-i",
                german.toString(),
                "-i",
                chapters.toString(),
                "-map",
                "0",
                "-map",
                "1",
                "-map",
                "2",
                "-map_metadata",
                "3",
                "-c",
                "copy",
                "-c:s",
                "srt",
                "-metadata:s:s:0",
                "language=eng",
                "-metadata:s:s:1",
                "language=ger",
                "-metadata:s:s:1",
                "title=Für alle");
    }

    /** Forty seconds with everything a viewer can choose: two rungs, two sounds, captions in two languages. */
    public static Path withChoices() {
        return make(
                "choices.mkv",
                "-i",
                medium(40).toString(),
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=880:duration=40",
                "-i",
                text("words.en.srt", subRip("Line")).toString(),
                "-i",
                text("words.de.srt", subRip("Zeile")).toString(),
                "-map",
                "0",
                "-map",
                "1",
                "-map",
                "2",
                "-map",
                "3",
                "-c:v",
                "copy",
                "-c:a",
                "aac",
                "-c:s",
                "srt",
                "-metadata:s:a:0",
                "language=eng",
                "-metadata:s:a:0",
                "title=English",
                "-metadata:s:a:1",
                "language=ger",
                "-metadata:s:a:1",
                "title=Deutsch",
                "-metadata:s:s:0",
                "language=eng",
                "-metadata:s:s:1",
                "language=ger");
    }

    /** Forty seconds with texts where a file can have any: chapters, names of two sounds and of captions, lines of captions. */
    public static Path saying(List<String> lines, List<String> names) {
        var words = IntStream.range(0, lines.size())
                .mapToObj(i -> "%d\n00:00:%02d,%d00 --> 00:00:%02d,%d00\n%s\n\n"
                        .formatted(
                                i + 1,
                                i / 2,
                                i % 2 * 5,
                                i / 2,
                                i % 2 * 5 + 4,
                                lines.get(i).replace("-->", "--")))
                .collect(Collectors.joining());
        var chapters = IntStream.range(0, names.size())
                .mapToObj(i -> "[CHAPTER]\nTIMEBASE=1/1000\nSTART=%d\nEND=%d\ntitle=%s\n"
                        .formatted(1500 * i, 1500 * (i + 1), names.get(i).replaceAll("([=;#\\\\])", "\\\\$1")))
                .collect(Collectors.joining("", ";FFMETADATA1\n", ""));
        return make(
                "saying.mkv",
                "-i",
                small(40).toString(),
                "-i",
                text("saying.srt", words).toString(),
                "-i",
                text("saying.chapters", chapters).toString(),
                "-map",
                "0",
                "-map",
                "0:a",
                "-map",
                "1",
                "-map_metadata",
                "2",
                "-c",
                "copy",
                "-metadata:s:a:0",
                "title=" + names.get(0),
                "-metadata:s:a:1",
                "title=" + names.get(1),
                "-metadata:s:s:0",
                "title=" + names.get(2),
                "-metadata:s:s:0",
                "language=eng");
    }

    /** The same words with a tone alone. */
    static Path soundWithWords() {
        return make(
                "sound-words.mkv",
                "-f",
                "lavfi",
                "-i",
                "sine=duration=40",
                "-i",
                text("words.en.srt", subRip("Line")).toString(),
                "-c:a",
                "aac",
                "-c:s",
                "srt",
                "-metadata:s:s:0",
                "language=eng");
    }

    private static String subRip(String word) {
        return IntStream.range(0, 8)
                .mapToObj(i -> "%d\n00:00:%02d,000 --> 00:00:%02d,500\n<i>%s</i> %d\n\n"
                        .formatted(i + 1, 5 * i, 5 * i + 4, word, i))
                .collect(Collectors.joining());
    }

    static Path soundOnly() {
        return make("sound.m4a", "-f", "lavfi", "-i", "sine=duration=3", "-c:a", "aac");
    }

    static Path encrypted() {
        return make(
                "encrypted.mp4",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=320x240:rate=10:duration=2",
                "-pix_fmt",
                "yuv420p",
                "-c:v",
                "libx264",
                "-encryption_scheme",
                "cenc-aes-ctr",
                "-encryption_key",
                "76a6c65c5ea762046bd749a2e632ccbb",
                "-encryption_kid",
                "a7e61c373e219033c21091fa607bf3b8");
    }

    /** The beginning of a film whose index is at its end. */
    static Path cutOff() {
        return write("cut-off.mp4", Arrays.copyOf(read(small(9)), 60_000));
    }

    static Path text(String name, String content) {
        return write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static Path picture(String name, int width, int height, int seconds) {
        return make(
                name,
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=%dx%d:rate=24:duration=%d".formatted(width, height, seconds),
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=440:duration=" + seconds,
                "-pix_fmt",
                "yuv420p",
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-g",
                "48",
                "-c:a",
                "aac");
    }

    static Path make(String name, String... arguments) {
        var film = FOLDER.resolve(name).toAbsolutePath();
        if (Files.exists(film)) {
            return film;
        }
        needFfmpeg();
        try {
            Files.createDirectories(FOLDER);
            var unfinished = FOLDER.resolve("making-" + name);
            var command = new ArrayList<>(List.of(FFMPEG.toString(), "-v", "error", "-y"));
            command.addAll(List.of(arguments));
            command.add(unfinished.toString());
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var words = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException("ffmpeg made no " + name + ": " + words);
            }
            return Files.move(unfinished, film, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void needFfmpeg() {
        if (Files.isExecutable(FFMPEG)) {
            return;
        }
        var sentence = "there is no " + FFMPEG + ": install the package ffmpeg to run this test";
        if ("1".equals(System.getenv("MILLRACE_REQUIRE_TOOLS"))) {
            throw new IllegalStateException(sentence);
        }
        System.err.println("Skipped, " + sentence);
        Assumptions.abort(sentence);
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path write(String name, byte[] bytes) {
        try {
            Files.createDirectories(FOLDER);
            return Files.write(FOLDER.resolve(name).toAbsolutePath(), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
