package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_CAPTIONS;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_FORCED;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_HEARING_IMPAIRED;

import dev.millrace.captions.AssText;
import dev.millrace.captions.CaptionDecoder;
import dev.millrace.captions.Cue;
import dev.millrace.captions.CueSheet;
import dev.millrace.captions.WebVtt;
import dev.millrace.libav.TextDecoder.Event;
import dev.millrace.media.TextTrack;
import dev.millrace.media.TimeBase;
import dev.millrace.media.Timestamp;
import dev.millrace.media.Warning;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * The text subtitle tracks of a source, decoded while the packet scan reads by. Pictures of text are none and are left
 * out.
 */
final class TextTracks implements AutoCloseable {

    private static final TimeBase MICROS = new TimeBase(1, 1_000_000);

    /** Many say it in the title alone. */
    private static final Pattern SAYS_SOUNDS = Pattern.compile("(?i)\\b(SDH|hearing impaired)\\b");

    /** Broken events for each that is UTF-8 beyond doubt. */
    private static final double MOST_BROKEN = 0.1;

    private final SourceFile source;
    private final TrackChoice tracks;
    private final Map<Integer, TextDecoder> decoders = new TreeMap<>();
    private final List<String> skipped = new ArrayList<>();

    TextTracks(SourceFile source, TrackChoice tracks) {
        this.source = source;
        this.tracks = tracks;
        for (int index : tracks.subtitles()) {
            try {
                if (tracks.decodable(index)) {
                    decoders.put(index, new TextDecoder(source.stream(index)));
                } else {
                    skipped.add(tracks.codec(index));
                }
            } catch (LibavException e) {
                skipped.add(tracks.codec(index));
            }
        }
    }

    /** Takes any packet of the source. */
    void accept(AVPacket packet) {
        var decoder = decoders.get(packet.stream_index());
        if (decoder != null) {
            decoder.accept(packet);
        }
    }

    /**
     * Writes the words of each track as WebVTT and names the tracks that have any. A track that is neither in UTF-8 nor in a
     * charset of several bytes a character is written in the bytes it has.
     *
     * @param origin instant of the source that becomes zero
     * @param seconds length of the film
     * @param output gets {@code t<index>.vtt}; null to write nothing
     */
    List<TextTrack> write(Timestamp origin, double seconds, Path output) {
        var found = new ArrayList<TextTrack>();
        decoders.forEach((index, decoder) -> {
            var charset = charset(decoder.events(), describe(index).language());
            var cues = cues(decoder.events(), charset, source.timeBase(index), origin, seconds);
            if (cues.isEmpty()) {
                return;
            }
            if (output != null) {
                write(output.resolve("t" + index + ".vtt"), WebVtt.file(cues).getBytes(written(charset)));
            }
            found.add(describe(index));
        });
        return found;
    }

    /** What its owner should know about tracks that were left out. */
    Optional<Warning> warning() {
        if (skipped.isEmpty()) {
            return Optional.empty();
        }
        var what = skipped.size() == 1 ? "A subtitle track" : skipped.size() + " subtitle tracks";
        var verb = skipped.size() == 1 ? " was" : " were";
        return Optional.of(new Warning(
                "subtitle_track_skipped",
                what + verb + " left out: only subtitles that are text can be shown, not "
                        + String.join(", ", new TreeSet<>(skipped)) + "."));
    }

    @Override
    public void close() {
        decoders.values().forEach(TextDecoder::close);
    }

    private static List<Cue> cues(
            List<Event> events, Charset charset, TimeBase base, Timestamp origin, double seconds) {
        var sheet = new CueSheet();
        long zero = origin.in(MICROS);
        for (var event : events) {
            long start = millis(new Timestamp(event.start(), base).in(MICROS) - zero);
            long end = millis(new Timestamp(event.start() + event.duration(), base).in(MICROS) - zero);
            var text = AssText.ofEvent(new String(event.ass(), charset));
            sheet.add(start, event.duration() == 0 ? start : end, text.settings(), text.text());
        }
        return sheet.cues(Math.round(seconds * 1000));
    }

    private static long millis(long micros) {
        return Math.floorDiv(micros + 500, 1000);
    }

    /**
     * UTF-8, but for a few broken events; or what has several bytes a character, where one of them may look like a tag. Of
     * other bytes every one is kept as it is: the server finds out what they mean.
     */
    private static Charset charset(List<Event> events, String language) {
        var all = new ByteArrayOutputStream();
        int broken = 0;
        int telling = 0;
        for (var event : events) {
            all.writeBytes(event.ass());
            all.write('\n');
            boolean valid = isUtf8(event.ass());
            broken += valid ? 0 : 1;
            telling += valid && !isAscii(event.ass()) ? 1 : 0;
        }
        if (broken == 0 || broken <= MOST_BROKEN * telling) {
            return StandardCharsets.UTF_8;
        }
        return CaptionDecoder.wideCharset(all.toByteArray(), language).orElse(StandardCharsets.ISO_8859_1);
    }

    private static Charset written(Charset read) {
        return read.equals(StandardCharsets.ISO_8859_1) ? read : StandardCharsets.UTF_8;
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    private TextTrack describe(int index) {
        var stream = source.stream(index);
        int flags = stream.disposition();
        var title = TrackChoice.tag(stream, "title", "", TrackChoice.LONGEST_TITLE);
        return new TextTrack(
                index,
                tracks.codec(index),
                TrackChoice.tag(stream, "language", "und", TrackChoice.LONGEST_LANGUAGE),
                title,
                (flags & AV_DISPOSITION_DEFAULT) != 0,
                (flags & AV_DISPOSITION_FORCED) != 0,
                (flags & (AV_DISPOSITION_HEARING_IMPAIRED | AV_DISPOSITION_CAPTIONS)) != 0
                        || SAYS_SOUNDS.matcher(title).find());
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
