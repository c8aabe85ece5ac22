package dev.millrace.libav;

import static dev.millrace.libav.Libav.check;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_ASS;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HDMV_PGS_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MOV_TEXT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_SUBRIP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_WEBVTT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;

/** Puts text tracks beside a film's pictures, packet by packet, so that a test decides every byte. */
final class SampleWords {

    private static final String ASS_HEADER =
            """
            [Script Info]
            ScriptType: v4.00+

            [V4+ Styles]
            Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, \
            Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, \
            MarginR, MarginV, Encoding
            Style: Default,Arial,16,&Hffffff,&Hffffff,&H0,&H0,0,0,0,0,100,100,0,0,1,1,0,2,10,10,10,0

            [Events]
            Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
            """;

    private final Path film;
    private final List<Track> tracks = new ArrayList<>();

    /** The codecs a test can choose. */
    enum Codec {
        SUBRIP(AV_CODEC_ID_SUBRIP),
        ASS(AV_CODEC_ID_ASS),
        MOV_TEXT(AV_CODEC_ID_MOV_TEXT),
        WEBVTT(AV_CODEC_ID_WEBVTT),
        PGS(AV_CODEC_ID_HDMV_PGS_SUBTITLE);

        private final int id;

        Codec(int id) {
            this.id = id;
        }
    }

    /** One line: from when for how long, in milliseconds. */
    private record Line(long at, long lasting, byte[] bytes) {}

    /** A track, filled by its methods. */
    static final class Track {

        private final Codec codec;
        private final Charset charset;
        private final List<Line> lines = new ArrayList<>();
        private String language;
        private String title;
        private int disposition;

        private Track(Codec codec, Charset charset) {
            this.codec = codec;
            this.charset = charset;
        }

        Track language(String value) {
            language = value;
            return this;
        }

        Track title(String value) {
            title = value;
            return this;
        }

        Track disposition(int flags) {
            disposition = flags;
            return this;
        }

        /** The text as the codec has it; for ASS what stands after the eight fields. */
        Track line(long at, long lasting, String text) {
            var bytes = (codec == Codec.ASS ? lines.size() + ",0,Default,,0,0,0,," + text : text).getBytes(charset);
            if (codec == Codec.MOV_TEXT) {
                var sized = ByteBuffer.allocate(bytes.length + 2)
                        .putShort((short) bytes.length)
                        .put(bytes);
                bytes = sized.array();
            }
            lines.add(new Line(at, lasting, bytes));
            return this;
        }
    }

    private SampleWords(Path film) {
        this.film = film;
    }

    static SampleWords beside(Path film) {
        return new SampleWords(film);
    }

    Track track(Codec codec) {
        return track(codec, StandardCharsets.UTF_8);
    }

    Track track(Codec codec, Charset charset) {
        var track = new Track(codec, charset);
        tracks.add(track);
        return track;
    }

    /** Writes pictures and words; the file's name says the container. */
    Path write(Path file) {
        Libav.load();
        var input = new AVFormatContext(null);
        check(avformat_open_input(input, film.toString(), null, null), "open " + film);
        check(avformat_find_stream_info(input, (AVDictionary) null), "look at " + film);
        var output = new AVFormatContext(null);
        check(avformat_alloc_output_context2(output, null, null, file.toString()), "make muxer");
        for (int i = 0; i < input.nb_streams(); i++) {
            var stream = avformat_new_stream(output, null);
            check(avcodec_parameters_copy(stream.codecpar(), input.streams(i).codecpar()), "copy parameters");
            stream.codecpar().codec_tag(0);
            stream.time_base(input.streams(i).time_base());
            stream.avg_frame_rate(input.streams(i).avg_frame_rate());
        }
        var streams = tracks.stream().map(t -> stream(output, t)).toList();
        var io = new AVIOContext(null);
        check(avio_open(io, file.toString(), AVIO_FLAG_WRITE), "open " + file);
        output.pb(io);
        check(avformat_write_header(output, (AVDictionary) null), "write header");
        for (int i = 0; i < tracks.size(); i++) {
            for (var line : tracks.get(i).lines) {
                write(output, streams.get(i), line);
            }
        }
        copy(input, output);
        check(av_write_trailer(output), "write trailer");
        avio_closep(io);
        avformat_free_context(output);
        avformat_close_input(input);
        return file;
    }

    private static AVStream stream(AVFormatContext output, Track track) {
        var stream = avformat_new_stream(output, null);
        stream.time_base().num(1).den(1000);
        stream.codecpar().codec_type(AVMEDIA_TYPE_SUBTITLE).codec_id(track.codec.id);
        if (track.codec == Codec.ASS) {
            var header = ASS_HEADER.getBytes(StandardCharsets.UTF_8);
            var memory = new BytePointer(av_mallocz(header.length + 64));
            memory.put(header, 0, header.length);
            stream.codecpar().extradata(memory).extradata_size(header.length);
        }
        var metadata = new AVDictionary(null);
        if (track.language != null) {
            av_dict_set(metadata, "language", track.language, 0);
        }
        if (track.title != null) {
            av_dict_set(metadata, new BytePointer("title"), new BytePointer(track.title, StandardCharsets.UTF_8), 0);
        }
        stream.metadata(metadata);
        stream.disposition(track.disposition);
        return stream;
    }

    private static void write(AVFormatContext output, AVStream stream, Line line) {
        var packet = av_packet_alloc();
        check(av_new_packet(packet, line.bytes().length), "make packet");
        packet.data().put(line.bytes(), 0, line.bytes().length);
        packet.pts(line.at()).dts(line.at()).duration(line.lasting()).flags(AV_PKT_FLAG_KEY);
        packet.time_base().num(1).den(1000);
        av_packet_rescale_ts(packet, packet.time_base(), stream.time_base());
        packet.stream_index(stream.index());
        check(av_interleaved_write_frame(output, packet), "write words");
        av_packet_free(packet);
    }

    private static void copy(AVFormatContext input, AVFormatContext output) {
        AVPacket packet = av_packet_alloc();
        while (av_read_frame(input, packet) >= 0) {
            int index = packet.stream_index();
            av_packet_rescale_ts(
                    packet,
                    input.streams(index).time_base(),
                    output.streams(index).time_base());
            packet.pos(-1);
            check(av_interleaved_write_frame(output, packet), "write picture");
            av_packet_unref(packet);
        }
        av_packet_free(packet);
    }
}
