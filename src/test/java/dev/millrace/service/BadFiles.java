package dev.millrace.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files that look like films and are none, or none that can be taken; made of good ones and kept below {@code target}. */
final class BadFiles {

    /** A title of so many letters takes the room of a ContentEncodings element. */
    private static final String TITLE = "x".repeat(33);

    /** {@code ContentEncodings} of Matroska (RFC 9559 §5.1.4.1.31): encrypted with AES. */
    private static final String ENCRYPTED = "6d80a162409e50338101503597" + "47e1810547e290" + "4b".repeat(16);

    /** The Content Encryption Object of an ASF header, its GUID. */
    private static final String PROTECTION = "fbb3112223bdd211b4b700a0c955fc6e";

    private static final int CLUSTER_HEADER = 16;
    private static final int TS_PACKET = 188;
    private static final int FIRST_STREAM_PID = 0x100;

    private BadFiles() {}

    static Path zip() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("film.mp4"));
            zip.write(Films.read(Films.small(4)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Films.write("zip.mp4", bytes.toByteArray());
    }

    static Path gzip() {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(Films.read(Films.small(4)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Films.write("gzip.mkv", bytes.toByteArray());
    }

    /** Ends with the header of the first cluster, where pictures and sounds would begin. */
    static Path headersAlone() {
        var film = bytes("headers-of.mkv");
        int cluster = indexOf(film, HexFormat.of().parseHex("1f43b675"));
        return Films.write("headers.mkv", Arrays.copyOf(film, cluster + CLUSTER_HEADER));
    }

    /** The index is whole, what it points to is noise. */
    static Path noiseInside() {
        var film = Films.read(Films.small(4));
        int first = indexOf(film, "mdat".getBytes()) + 4;
        int index = indexOf(film, "moov".getBytes()) - 4;
        var noise = new byte[index - first];
        new Random(7).nextBytes(noise);
        System.arraycopy(noise, 0, film, first, noise.length);
        return Films.write("noise-inside.mp4", film);
    }

    static Path scrambledBroadcast() {
        var film = bytes("scrambled-of.ts");
        for (int at = 0; at < film.length; at += TS_PACKET) {
            int pid = (film[at + 1] & 0x1f) << 8 | film[at + 2] & 0xff;
            if (pid >= FIRST_STREAM_PID && pid < 0x1000) {
                film[at + 3] |= (byte) 0x80;
            }
        }
        return Films.write("scrambled.ts", film);
    }

    static Path encryptedMatroska() {
        var film = Films.read(copy("encrypted-of.mkv", "-map", "0:v", "-metadata:s:v:0", "title=" + TITLE));
        var encodings = HexFormat.of().parseHex(ENCRYPTED);
        int title = indexOf(film, TITLE.getBytes()) - (encodings.length - TITLE.length());
        System.arraycopy(encodings, 0, film, title, encodings.length);
        return Films.write("encrypted.mkv", film);
    }

    static Path protectedWindowsMedia() {
        var film = Films.read(
                Films.make("protected-of.wmv", "-i", Films.small(4).toString(), "-c:v", "wmv2", "-c:a", "wmav2"));
        var protection = protection();
        var header = ByteBuffer.wrap(film).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(16, header.getLong(16) + protection.length).putInt(24, header.getInt(24) + 1);
        var all = new ByteArrayOutputStream();
        all.write(film, 0, 30);
        all.writeBytes(protection);
        all.write(film, 30, film.length - 30);
        return Films.write("protected.wmv", all.toByteArray());
    }

    static Path withTooManySounds() {
        var maps = IntStream.range(0, 40).boxed().flatMap(i -> Stream.of("-map", "0:a"));
        return copy(
                "forty-sounds.mkv",
                Stream.concat(Stream.of("-map", "0:v"), maps).toArray(String[]::new));
    }

    static Path subtitlesAlone() {
        var text = Films.text("words.srt", "1\n00:00:01,000 --> 00:00:02,000\nHello.\n\n");
        return Films.make("subtitles.mkv", "-i", text.toString());
    }

    /** A picture of 60000x60000 that takes two kilobytes. */
    static Path hugePicture() {
        var gif = ByteBuffer.allocate(800).order(ByteOrder.LITTLE_ENDIAN);
        gif.put("GIF89a".getBytes()).putShort((short) 60_000).putShort((short) 60_000);
        gif.put((byte) 0xf7)
                .putShort((short) 0)
                .put(new byte[768])
                .put((byte) 0x2c)
                .putInt(0);
        gif.putShort((short) 60_000).putShort((short) 60_000).put((byte) 0).put((byte) 8);
        return Films.write("huge.gif", gif.array());
    }

    private static byte[] protection() {
        var words = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
        for (var word : new String[] {"secret", "DRM\0", "key\0", "url\0"}) {
            words.putInt(word.length()).put(word.getBytes());
        }
        return ByteBuffer.allocate(24 + words.position())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(HexFormat.of().parseHex(PROTECTION))
                .putLong(24 + words.position())
                .put(words.flip())
                .array();
    }

    private static byte[] bytes(String name) {
        return Films.read(copy(name));
    }

    /** The same pictures and sounds in another container. */
    private static Path copy(String name, String... more) {
        var arguments = Stream.concat(Stream.of("-i", Films.small(4).toString(), "-c", "copy"), Stream.of(more));
        return Films.make(name, arguments.toArray(String[]::new));
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(new String(part, StandardCharsets.ISO_8859_1));
        if (at < 0) {
            throw new IllegalStateException("the film is not built as it was expected");
        }
        return at;
    }
}
