package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_TIMED_THUMBNAILS;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.global.avutil;

/** Which tracks of a source are pictures to show, sounds to hear and words to read. */
final class TrackChoice {

    /** A container may hold megabytes of title; BCP 47 tags are short. */
    static final int LONGEST_TITLE = 200;

    static final int LONGEST_LANGUAGE = 35;

    private static final Set<String> DECODERS = Set.copyOf(Arrays.asList(Whitelists.CODECS.split(",")));

    private final SourceFile source;

    TrackChoice(SourceFile source) {
        this.source = source;
    }

    /** Candidates for the picture track, best first: default flag, then size. Covers and data are none. */
    List<Integer> pictures() {
        return indexes(AVMEDIA_TYPE_VIDEO).stream()
                .filter(i -> (source.stream(i).disposition()
                                & (AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS))
                        == 0)
                .sorted((a, b) -> Long.compare(rank(b), rank(a)))
                .toList();
    }

    /** Pictures that are attached to sound: covers, the first one first. */
    List<Integer> covers() {
        return indexes(AVMEDIA_TYPE_VIDEO).stream()
                .filter(i -> (source.stream(i).disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0)
                .toList();
    }

    List<Integer> sounds() {
        return indexes(AVMEDIA_TYPE_AUDIO);
    }

    /** Text and pictures of text alike. */
    List<Integer> subtitles() {
        return indexes(AVMEDIA_TYPE_SUBTITLE);
    }

    boolean decodable(int stream) {
        var parameters = source.stream(stream).codecpar();
        var decoder = avcodec_find_decoder(parameters.codec_id());
        return decoder != null && DECODERS.contains(decoder.name().getString());
    }

    String codec(int stream) {
        return avcodec_get_name(source.stream(stream).codecpar().codec_id()).getString();
    }

    /** A metadata value such as {@code language}, or the given default; cut at {@code longest} characters. */
    static String tag(AVStream stream, String key, String otherwise, int longest) {
        return tag(stream.metadata(), key, otherwise, longest);
    }

    /** The same of any metadata. */
    static String tag(AVDictionary metadata, String key, String otherwise, int longest) {
        AVDictionaryEntry entry = avutil.av_dict_get(metadata, key, null, 0);
        if (entry == null || entry.isNull()) {
            return otherwise;
        }
        var value = entry.value().getString(StandardCharsets.UTF_8); // whatever the engine's environment says
        return value.length() <= longest ? value : value.substring(0, longest);
    }

    private long rank(int stream) {
        var it = source.stream(stream);
        long size = (long) it.codecpar().width() * it.codecpar().height();
        return size + ((it.disposition() & AV_DISPOSITION_DEFAULT) != 0 ? 1L << 40 : 0);
    }

    private List<Integer> indexes(int type) {
        return IntStream.range(0, source.streams())
                .filter(i -> source.stream(i).codecpar().codec_type() == type)
                .boxed()
                .toList();
    }
}
