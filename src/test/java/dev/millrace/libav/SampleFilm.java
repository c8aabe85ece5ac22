package dev.millrace.libav;

import dev.millrace.media.FrameRate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A film made by libav for a test: every picture carries its number ({@link FrameNumber}). Describe it, then {@link #make}
 * it; the same description is made once and kept below {@code target}.
 */
public final class SampleFilm {

    private static final Path FOLDER = Path.of("target", "sample-films");

    /** Their code is part of a film's identity: a film made by older code is not used. */
    private static final List<Class<?>> MAKERS = List.of(
            SampleFilm.class,
            SampleFilmWriter.class,
            SamplePainter.class,
            FrameNumber.class,
            FieldNumber.class,
            SampleSound.class,
            SampleCaptions.class,
            Pulldown.class);

    private static final Map<String, String> EXTENSIONS =
            Map.of("matroska", "mkv", "mpegts", "ts", "mpeg", "mpg", "image2", "png");

    final String container;
    final Map<String, String> encoderOptions = new TreeMap<>();
    final Map<String, String> muxerOptions = new TreeMap<>();
    final List<SampleSound> sounds = new ArrayList<>();

    String encoder = "libx264";
    String pixelFormat = "yuv420p";
    int width = 160;
    int height = 120;
    FrameRate rate = FrameRate.of(25);
    int frames = 50;
    int gop = 25;
    int bFrames = 2;
    boolean openGop;
    boolean captioned;
    double start;

    /** Milliseconds of each picture, or null for a constant rate. */
    long[] times;

    /** a, b, c, d of the display matrix, each -1, 0 or 1. */
    int[] matrix = {1, 0, 0, 1};

    int pixelWidth = 1;
    int pixelHeight = 1;

    /** Each picture is two fields, {@link FrameNumber#ofField} of 2n and 2n + 1; TRUE when the upper one is first. Null for whole pictures. */
    Boolean topFirst;

    /** Whether the encoder is told of the fields. */
    boolean flagged = true;

    boolean falselyFlagged;

    /** The fields show pictures of a film, two and three times in turn. */
    boolean telecined;

    /** The same by flags: a player shows the first field of every second picture again. */
    boolean pulledDown;

    /** Filters that the painted pictures go through before they are encoded, each with a comma behind it. */
    String filters = "";

    private SampleFilm(String container) {
        this.container = container;
    }

    public static SampleFilm in(String container) {
        return new SampleFilm(container);
    }

    public SampleFilm encoder(String name) {
        encoder = name;
        return this;
    }

    SampleFilm pixelFormat(String name) {
        pixelFormat = name;
        return this;
    }

    public SampleFilm size(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
        return this;
    }

    SampleFilm rate(int numerator, int denominator) {
        rate = new FrameRate(numerator, denominator);
        return this;
    }

    public SampleFilm frames(int number) {
        frames = number;
        return this;
    }

    /** A variable rate: one picture at each of these milliseconds. */
    SampleFilm times(long... milliseconds) {
        times = milliseconds;
        frames = milliseconds.length;
        return this;
    }

    /** Pictures from one key frame to the next. */
    public SampleFilm gop(int pictures) {
        gop = pictures;
        return this;
    }

    public SampleFilm bFrames(int number) {
        bFrames = number;
        return this;
    }

    SampleFilm openGop() {
        openGop = true;
        return this;
    }

    /** With captions inside the pictures ({@link SampleCaptions}). */
    SampleFilm captioned() {
        captioned = true;
        return this;
    }

    /** Seconds before the first picture. */
    SampleFilm startingAt(double seconds) {
        start = seconds;
        return this;
    }

    /** Shown at (a·p + c·q, b·p + d·q); the stored picture is painted so that it reads upright when shown. */
    SampleFilm turned(int a, int b, int c, int d) {
        matrix = new int[] {a, b, c, d};
        return this;
    }

    SampleFilm pixels(int shapeWidth, int shapeHeight) {
        pixelWidth = shapeWidth;
        pixelHeight = shapeHeight;
        return this;
    }

    SampleFilm interlaced(boolean topFieldFirst) {
        topFirst = topFieldFirst;
        return this;
    }

    /** Fields that nothing in the file tells of. */
    SampleFilm withoutFlags() {
        flagged = false;
        return this;
    }

    /** The opposite: whole pictures in a file that calls them fields. */
    SampleFilm falselyFlagged() {
        falselyFlagged = true;
        return this;
    }

    SampleFilm telecined() {
        telecined = true;
        return interlaced(true);
    }

    SampleFilm pulledDown() {
        pulledDown = true;
        return this;
    }

    /** What becomes of the painted pictures before they are encoded. */
    SampleFilm filtered(String text) {
        filters = text + ",";
        return this;
    }

    boolean flagsFields() {
        return falselyFlagged || topFirst != null && flagged;
    }

    SampleFilm encoding(String option, String value) {
        encoderOptions.put(option, value);
        return this;
    }

    SampleFilm muxing(String option, String value) {
        muxerOptions.put(option, value);
        return this;
    }

    public SampleFilm sound(SampleSound sound) {
        sounds.add(sound);
        return this;
    }

    /** Without pictures. */
    SampleFilm soundOnly(SampleSound sound) {
        frames = 0;
        return sound(sound);
    }

    /** Seconds from the first picture to the end of the last. */
    double seconds() {
        return frames / rate.perSecond();
    }

    /** Milliseconds for which a picture of variable rate is shown; the last one for 40. */
    long stands(int picture) {
        return picture + 1 < times.length ? times[picture + 1] - times[picture] : 40;
    }

    /** The film's file. Not to be changed: other tests use it too. */
    public Path make() {
        var file = FOLDER.resolve(key() + "." + EXTENSIONS.getOrDefault(container, container))
                .toAbsolutePath();
        if (Files.exists(file)) {
            return file;
        }
        try {
            Files.createDirectories(FOLDER);
            var unfinished = Files.createTempFile(FOLDER, "making-", "." + container);
            SampleFilmWriter.write(this, unfinished);
            return Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return String.join(
                " ",
                container,
                encoder,
                pixelFormat,
                width + "x" + height,
                rate.toString(),
                frames + " frames",
                "gop " + gop + (openGop ? " open " : " closed ") + bFrames,
                times == null ? "constant" : Arrays.toString(times),
                "start " + start,
                "matrix " + Arrays.toString(matrix),
                "pixels " + pixelWidth + ":" + pixelHeight,
                filters,
                "top first " + topFirst + flagged + falselyFlagged + telecined + pulledDown,
                captioned ? "captioned" : "",
                encoderOptions.toString(),
                muxerOptions.toString(),
                sounds.toString());
    }

    private String key() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var maker : MAKERS) {
                var name = maker.getName().replace('.', '/') + ".class";
                try (var code = maker.getClassLoader().getResourceAsStream(name)) {
                    digest.update(code.readAllBytes());
                }
            }
            digest.update(toString().getBytes());
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
