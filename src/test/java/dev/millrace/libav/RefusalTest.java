package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.media.SourceFacts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no film, or none that can be taken: refused with a code and a sentence. */
class RefusalTest {

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        Libav.load();
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        assertThat(codeOf(file(new byte[0]))).isEqualTo("unsupported_format");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dear diary, today I did not make a film.",
                "<!DOCTYPE html><html><body>404 Not Found</body></html>",
                "{\"error\": \"not a film\"}",
                "\u0000\u0000\u0000\u0000"
            })
    void refusesWhatIsNoFilm(String text) throws IOException {
        assertThat(codeOf(file(text.getBytes(StandardCharsets.UTF_8)))).isEqualTo("unsupported_format");
    }

    @Test
    void refusesMovingWebPAndSaysSo() throws IOException {
        var bytes = new byte[64];
        System.arraycopy("RIFF8\0\0\0WEBPVP8X".getBytes(StandardCharsets.ISO_8859_1), 0, bytes, 0, 16);
        var source = file(bytes);

        assertThat(codeOf(source)).isEqualTo("unsupported_format");
        assertThat(catchThrowableOfType(SourceException.class, () -> probe(source)))
                .hasMessageContaining("WebP");
    }

    @Test
    void refusesNoise() throws IOException {
        var noise = new byte[200_000];
        new Random(5).nextBytes(noise);

        assertThat(codeOf(file(noise))).isEqualTo("unsupported_format");
    }

    /** An upload that broke off: the index of an MP4 lies at its end. */
    @Test
    void refusesAFilmWithoutItsIndex() throws IOException {
        var whole = Files.readAllBytes(SampleFilm.in("mp4").make());

        assertThat(codeOf(file(Arrays.copyOf(whole, whole.length / 2)))).isEqualTo("corrupt_source");
    }

    @Test
    void refusesAFilmThatEndsAfterItsIndex() throws IOException {
        var whole = Files.readAllBytes(
                SampleFilm.in("mp4").muxing("movflags", "+faststart").make());
        int payload = indexOf(whole, "mdat") + 4;

        assertThat(codeOf(file(Arrays.copyOf(whole, payload)))).isIn("corrupt_source", "no_video_or_audio");
    }

    /** What is there of it is a film. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"mp4, +faststart", "mp4, frag_keyframe+empty_moov", "matroska, ''", "mpegts, ''"})
    void takesTheFirstHalfOfAFilm(String container, String flags) throws Exception {
        var film = SampleFilm.in(container).frames(100).bFrames(0);
        if (!flags.isEmpty()) {
            film.muxing("movflags", flags);
        }
        var whole = Files.readAllBytes(film.make());
        var half = file(Arrays.copyOf(whole, whole.length * 55 / 100));
        var rendering = Rendering.of(half, folder, 10, 2).encodePictures();

        assertThat(rendering.facts.frames()).isBetween(25L, 75L);
        var pictures = Pictures.of(rendering.joined("v120"));
        assertThat(pictures).hasSize((int) rendering.facts.frames());
        assertThat(pictures.subList(0, 25))
                .extracting(Pictures.Picture::number)
                .containsExactlyElementsOf(IntStream.range(0, 25).boxed().toList());
    }

    /** Its index promises minutes; there is nothing behind it. */
    @Test
    void refusesSoundThatEndsAfterItsIndex() throws IOException {
        var film = SampleFilm.in("mp4").soundOnly(SampleSound.aac(3)).muxing("movflags", "+faststart");
        var whole = Files.readAllBytes(film.make());

        assertThat(codeOf(file(Arrays.copyOf(whole, indexOf(whole, "mdat") + 4))))
                .isEqualTo("corrupt_source");
    }

    @Test
    void refusesSoundInACodecItDoesNotKnow() throws IOException {
        var bytes = Files.readAllBytes(
                SampleFilm.in("matroska").soundOnly(SampleSound.aac(1)).make());
        replace(bytes, "_AAC", "_ZZZ", 0);

        assertThat(codeOf(file(bytes))).isEqualTo("unsupported_codec");
    }

    /** A header and nothing in it. */
    @Test
    void refusesAFileWithoutTracks() throws IOException {
        var moov = box("moov", box("mvhd", new byte[100]));
        var bytes = join(box("ftyp", "isom\0\0\0\0isom".getBytes(StandardCharsets.ISO_8859_1)), moov, box("mdat"));

        assertThat(codeOf(file(bytes))).isIn("no_video_or_audio", "corrupt_source");
    }

    /** Dolby Vision whose picture is one only together with the data beside it. */
    @Test
    void refusesDolbyVisionWithoutABase() throws IOException {
        assertThat(codeOf(dolbyVision(5, 0))).isEqualTo("unsupported_dolby_vision");
    }

    @ParameterizedTest(name = "compatible to {0}")
    @ValueSource(ints = {1, 2, 4})
    void takesDolbyVisionWithABase(int compatibility) throws IOException {
        assertThat(probe(dolbyVision(8, compatibility)).video().codec()).isEqualTo("hevc");
    }

    /** The box of the bit rate becomes one of Dolby Vision (profile in 7 bits, later the compatibility in 4). */
    private Path dolbyVision(int profile, int compatibility) throws IOException {
        var film = SampleFilm.in("mp4").frames(4).encoder("libx265").encoding("x265-params", "log-level=none");
        var bytes = Files.readAllBytes(film.make());
        int at = indexOf(bytes, "btrt");
        replace(bytes, "btrt", "dvcC", at);
        System.arraycopy(
                new byte[] {1, 0, (byte) (profile << 1), 5, (byte) (compatibility << 4), 0, 0, 0, 0, 0, 0, 0},
                0,
                bytes,
                at + 4,
                12);
        return file(bytes);
    }

    @Test
    void refusesAnEncryptedFilm() {
        var film = SampleFilm.in("mp4")
                .muxing("encryption_scheme", "cenc-aes-ctr")
                .muxing("encryption_key", "0123456789abcdef0123456789abcdef")
                .muxing("encryption_kid", "fedcba9876543210fedcba9876543210");

        assertThat(codeOf(film.make())).isEqualTo("encrypted_source");
    }

    @Test
    void refusesAFilmMarkedAsEncrypted() throws IOException {
        var bytes = Files.readAllBytes(SampleFilm.in("mp4").make());
        replace(bytes, "avc1", "encv", indexOf(bytes, "stsd"));

        assertThat(codeOf(file(bytes))).isEqualTo("encrypted_source");
    }

    /** As pay television sends it: the packets say so, and what is in them is noise. */
    @Test
    void refusesAScrambledBroadcast() throws IOException {
        var bytes = Files.readAllBytes(SampleFilm.in("mpegts").make());
        var random = new Random(3);
        for (int at = 0; at < bytes.length; at += 188) {
            if ((bytes[at + 1] & 0x1f) == 1) { // PIDs from 0x100 on
                bytes[at + 3] |= (byte) 0x80;
                for (int i = 20; i < 188; i++) {
                    bytes[at + i] = (byte) random.nextInt();
                }
            }
        }

        assertThat(codeOf(file(bytes))).isEqualTo("encrypted_source");
    }

    @Test
    void refusesACodecItDoesNotKnow() throws IOException {
        var bytes = Files.readAllBytes(SampleFilm.in("mp4").make());
        replace(bytes, "avc1", "zzzz", indexOf(bytes, "stsd"));

        assertThat(codeOf(file(bytes))).isEqualTo("unsupported_codec");
    }

    /** The header claims a picture that would need gigabytes. */
    @Test
    void refusesAHugePictureByItsHeader() throws IOException {
        var bytes = Files.readAllBytes(jpegs());
        hugeHeader(bytes);
        hugeJpegs(bytes);

        assertThat(codeOf(file(bytes))).isEqualTo("too_large");
    }

    /** The container says nothing of it, each picture does. */
    @Test
    void refusesAHugePictureByItself() throws IOException {
        var bytes = Files.readAllBytes(jpegs());
        hugeJpegs(bytes);

        assertThat(codeOf(file(bytes))).isIn("too_large", "corrupt_source");
    }

    @Test
    void refusesAFilmThatLastsForDays() {
        var film = SampleFilm.in("matroska")
                .times(0, 1000, 13 * 3600_000L)
                .bFrames(0)
                .gop(1);

        assertThat(codeOf(film.make())).isEqualTo("too_long");
    }

    @Test
    void refusesThousandsOfPicturesASecond() {
        var film =
                SampleFilm.in("matroska").rate(1000, 1).frames(600).size(32, 32).bFrames(0);

        assertThat(codeOf(film.make())).isEqualTo("frame_rate_too_high");
    }

    /** A pixel cannot be a hundred times as wide as high; shown as it is stored, the film is at least watchable. */
    @Test
    void ignoresAPixelShapeThatCannotBe() {
        var facts = probe(
                SampleFilm.in("mp4").size(320, 240).frames(3).pixels(200, 1).make());

        assertThat(facts.video().display()).hasToString("320x240");
        assertThat(facts.warnings()).extracting(w -> w.code()).containsExactly("pixel_shape_ignored");
    }

    @Test
    void leavesSoundOutThatNobodyCouldHear() {
        var film = SampleFilm.in("mov").sound(SampleSound.of("pcm_s16le", 4_000, 1, 2));

        var facts = probe(film.make());

        assertThat(facts.audio()).isEmpty();
        assertThat(facts.warnings()).extracting(w -> w.code()).containsExactly("audio_track_skipped");
    }

    /** A sparse gigabyte after the film costs neither memory nor time. */
    @Test
    void readsPastAnEmptyGigabyte() throws IOException {
        var film = file(Files.readAllBytes(SampleFilm.in("mp4").make()));
        try (var out = new RandomAccessFile(film.toFile(), "rw")) {
            long end = out.length();
            out.seek(end);
            out.writeInt(1 << 30);
            out.write("free".getBytes(StandardCharsets.ISO_8859_1));
            out.setLength(end + (1 << 30));
        }

        assertThat(probe(film).frames()).isEqualTo(50);
    }

    private static Path jpegs() {
        return SampleFilm.in("mov")
                .encoder("mjpeg")
                .pixelFormat("yuvj420p")
                .bFrames(0)
                .frames(3)
                .make();
    }

    /** Width and height of the sample entry and of the track. */
    private static void hugeHeader(byte[] bytes) {
        var data = ByteBuffer.wrap(bytes);
        int entry = indexOf(bytes, "jpeg") + 4;
        data.putShort(entry + 24, (short) 16_000).putShort(entry + 26, (short) 16_000);
    }

    /** Width and height in every start-of-frame marker. */
    private static void hugeJpegs(byte[] bytes) {
        var data = ByteBuffer.wrap(bytes);
        for (int i = 0; i + 9 < bytes.length; i++) {
            if (data.getInt(i) == 0xffc00011) {
                data.putShort(i + 5, (short) 16_000).putShort(i + 7, (short) 16_000);
            }
        }
    }

    private static SourceFacts probe(Path file) {
        return SourceProbe.probe(file.toString(), event -> {});
    }

    private static String codeOf(Path file) {
        var refusal = catchThrowableOfType(SourceException.class, () -> probe(file));
        assertThat(refusal).as("refusal of " + file).isNotNull();
        assertThat(refusal.getMessage()).as("a sentence").endsWith(".").hasSizeGreaterThan(20);
        return refusal.code();
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("source"), bytes);
    }

    private static byte[] box(String type, byte[]... contents) {
        var content = join(contents);
        return ByteBuffer.allocate(8 + content.length)
                .putInt(8 + content.length)
                .put(type.getBytes(StandardCharsets.ISO_8859_1))
                .put(content)
                .array();
    }

    private static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static void replace(byte[] bytes, String from, String to, int start) {
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(from, start);
        System.arraycopy(to.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, at, 4);
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }
}
