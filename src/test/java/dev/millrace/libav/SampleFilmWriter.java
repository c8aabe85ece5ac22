package dev.millrace.libav;

import static dev.millrace.libav.Libav.check;
import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_INTERLACED;
import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_TOP_FIELD_FIRST;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_CLOSED_GOP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_FRAME_DURATION;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_INTERLACED_DCT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_INTERLACED_ME;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_new;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.*;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.ShortPointer;

/** Encodes and packs a {@link SampleFilm}. */
final class SampleFilmWriter implements AutoCloseable {

    private static final int PCM_BLOCK = 1024;

    private final SampleFilm film;
    private final AVFormatContext output = new AVFormatContext(null);
    private final AVPacket packet = av_packet_alloc();
    private final List<Track> tracks = new ArrayList<>();

    /** An encoder and its place in the file; {@code sound} is null for pictures. */
    private record Track(AVCodecContext encoder, AVStream stream, SampleSound sound) {}

    private SampleFilmWriter(SampleFilm film) {
        this.film = film;
    }

    static void write(SampleFilm film, Path file) {
        Libav.load();
        try (var writer = new SampleFilmWriter(film)) {
            writer.write(file);
        }
    }

    @Override
    public void close() {
        tracks.forEach(t -> avcodec_free_context(t.encoder()));
        av_packet_free(packet);
        avformat_free_context(output);
    }

    private void write(Path file) {
        check(avformat_alloc_output_context2(output, null, film.container, file.toString()), "make muxer");
        if (film.frames > 0) {
            pictures();
        }
        film.sounds.forEach(this::sound);
        var io = new AVIOContext(null);
        check(avio_open(io, file.toString(), AVIO_FLAG_WRITE), "open " + file);
        output.pb(io);
        var options = options(film.muxerOptions);
        check(avformat_write_header(output, options), "write header");
        av_dict_free(options);
        // sound first: the muxer puts the packets in order
        for (var track : tracks) {
            if (track.sound() != null) {
                encodeSound(track);
            }
        }
        for (var track : tracks) {
            if (track.sound() == null) {
                encodePictures(track);
            }
        }
        check(av_write_trailer(output), "write trailer");
        avio_closep(io);
    }

    private void pictures() {
        var codec = avcodec_find_encoder_by_name(film.encoder);
        if (codec == null) {
            throw new IllegalStateException("this build has no encoder " + film.encoder);
        }
        var rate = film.rate;
        var context = avcodec_alloc_context3(codec)
                .width(film.width)
                .height(film.height)
                .pix_fmt(av_get_pix_fmt(film.pixelFormat))
                .gop_size(film.gop)
                .max_b_frames(film.bFrames)
                .bit_rate(600_000)
                .thread_count(1)
                .sample_aspect_ratio(av_make_q(film.pixelWidth, film.pixelHeight));
        if (film.times == null) {
            context.time_base(av_make_q(rate.denominator(), rate.numerator()))
                    .framerate(av_make_q(rate.numerator(), rate.denominator()));
        } else {
            context.time_base(av_make_q(1, 1000));
            context.flags(context.flags() | AV_CODEC_FLAG_FRAME_DURATION);
        }
        if (film.flagsFields()) {
            context.flags(context.flags() | AV_CODEC_FLAG_INTERLACED_DCT | AV_CODEC_FLAG_INTERLACED_ME);
        }
        var settings = new TreeMap<>(film.encoderOptions);
        if (film.openGop) {
            context.flags(context.flags() & ~AV_CODEC_FLAG_CLOSED_GOP);
        } else if (film.bFrames > 0) {
            context.flags(context.flags() | AV_CODEC_FLAG_CLOSED_GOP);
            if (film.encoder.startsWith("mpeg")) {
                settings.put("sc_threshold", "1000000000"); // else it knows no closed GOP
            }
        }
        add(codec, context, settings, null);
    }

    private void sound(SampleSound sound) {
        var codec = avcodec_find_encoder_by_name(sound.encoder());
        var context = avcodec_alloc_context3(codec)
                .sample_rate(sound.sampleRate())
                .sample_fmt(formatOf(sound.encoder()))
                .bit_rate(64_000L * sound.channels())
                .time_base(av_make_q(1, sound.sampleRate()));
        av_channel_layout_default(context.ch_layout(), sound.channels());
        add(codec, context, Map.of(), sound);
    }

    private static int formatOf(String encoder) {
        return switch (encoder) {
            case "libopus" -> AV_SAMPLE_FMT_FLT;
            case "pcm_s16le", "flac" -> AV_SAMPLE_FMT_S16;
            default -> AV_SAMPLE_FMT_FLTP;
        };
    }

    private void add(AVCodec codec, AVCodecContext context, Map<String, String> settings, SampleSound sound) {
        if ((output.oformat().flags() & AVFMT_GLOBALHEADER) != 0) {
            context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        }
        var options = options(settings);
        check(
                avcodec_open2(context, codec, options),
                "open encoder " + codec.name().getString());
        if (av_dict_count(options) > 0) {
            throw new IllegalArgumentException("not all of " + settings + " are known to the encoder");
        }
        av_dict_free(options);
        var stream = avformat_new_stream(output, null);
        check(avcodec_parameters_from_context(stream.codecpar(), context), "copy parameters");
        stream.time_base(context.time_base());
        if (sound == null) {
            stream.sample_aspect_ratio(context.sample_aspect_ratio());
            stream.avg_frame_rate(context.framerate());
            if (film.matrix[0] != 1 || film.matrix[3] != 1) {
                matrix(stream);
            }
        }
        tracks.add(new Track(context, stream, sound));
    }

    private void matrix(AVStream stream) {
        var list = new AVPacketSideData(null);
        var entry = av_packet_side_data_new(list, new int[1], AV_PKT_DATA_DISPLAYMATRIX, 36, 0);
        int one = 1 << 16;
        int[] m = film.matrix;
        new IntPointer(entry.data()).put(m[0] * one, m[1] * one, 0, m[2] * one, m[3] * one, 0, 0, 0, 1 << 30);
        stream.codecpar().coded_side_data(list).nb_coded_side_data(1);
    }

    private void encodePictures(Track track) {
        var encoder = track.encoder();
        var base = encoder.time_base();
        long first = Math.round(film.start * base.den() / base.num());
        var next = new int[1];
        try (var painter = new SamplePainter(film);
                var shape = new FilterChain(film.filters + "format=" + film.pixelFormat, picture -> {
                    picture.pts(first + (film.times == null ? next[0] : film.times[next[0]]));
                    picture.duration(film.times == null ? 1 : film.stands(next[0]));
                    picture.sample_aspect_ratio(encoder.sample_aspect_ratio());
                    picture.pict_type(AV_PICTURE_TYPE_NONE);
                    if (film.flagsFields()) {
                        boolean top = film.topFirst == null || film.topFirst;
                        picture.flags(
                                picture.flags() | AV_FRAME_FLAG_INTERLACED | (top ? AV_FRAME_FLAG_TOP_FIELD_FIRST : 0));
                    }
                    if (film.captioned) {
                        SampleCaptions.put(picture, next[0]);
                    }
                    send(track, picture);
                })) {
            for (; next[0] < film.frames; next[0]++) {
                shape.accept(painter.paint(next[0]));
            }
        }
        send(track, null);
    }

    private void encodeSound(Track track) {
        var encoder = track.encoder();
        var sound = track.sound();
        int block = encoder.frame_size() == 0 ? PCM_BLOCK : encoder.frame_size();
        long total = Math.round(sound.seconds() * sound.sampleRate());
        long first = Math.round(sound.start() * sound.sampleRate());
        var frame = av_frame_alloc();
        for (long at = 0; at < total; at += block) {
            frame.format(encoder.sample_fmt()).sample_rate(sound.sampleRate()).nb_samples((int)
                    Math.min(block, total - at));
            av_channel_layout_default(frame.ch_layout(), sound.channels());
            check(av_frame_get_buffer(frame, 0), "allocate sound");
            fill(frame, sound, first + at);
            frame.pts(first + at);
            send(track, frame);
            av_frame_unref(frame);
        }
        send(track, null);
        av_frame_free(frame);
    }

    private static void fill(AVFrame frame, SampleSound sound, long firstSample) {
        int channels = sound.channels();
        int count = frame.nb_samples();
        var floats = new float[count];
        for (int i = 0; i < channels; i++) {
            for (int s = 0; s < count; s++) {
                floats[s] = (float) sound.at((double) (firstSample + s) / sound.sampleRate(), i);
            }
            switch (frame.format()) {
                case AV_SAMPLE_FMT_FLTP -> new FloatPointer(frame.data(i)).put(floats, 0, count);
                case AV_SAMPLE_FMT_FLT -> {
                    var data = new FloatPointer(frame.data(0));
                    for (int s = 0; s < count; s++) {
                        data.put((long) s * channels + i, floats[s]);
                    }
                }
                default -> {
                    var data = new ShortPointer(frame.data(0));
                    for (int s = 0; s < count; s++) {
                        data.put((long) s * channels + i, (short) Math.round(floats[s] * 32767));
                    }
                }
            }
        }
    }

    private void send(Track track, AVFrame frameOrNull) {
        var encoder = track.encoder();
        check(avcodec_send_frame(encoder, frameOrNull), "encode");
        while (true) {
            int result = avcodec_receive_packet(encoder, packet);
            if (result == AVERROR_EAGAIN() || result == AVERROR_EOF) {
                return;
            }
            check(result, "receive packet");
            if (track.sound() == null && film.times == null && packet.duration() == 0) {
                packet.duration(1);
            }
            if (inGap(track, packet)) {
                av_packet_unref(packet);
                continue;
            }
            if (track.sound() == null && film.pulledDown) {
                Pulldown.mark(packet);
                av_packet_rescale_ts(
                        packet,
                        av_div_q(encoder.time_base(), av_make_q(2, 1)),
                        track.stream().time_base());
            } else {
                av_packet_rescale_ts(packet, encoder.time_base(), track.stream().time_base());
            }
            packet.stream_index(track.stream().index());
            check(av_interleaved_write_frame(output, packet), "write packet");
        }
    }

    private static boolean inGap(Track track, AVPacket packet) {
        var sound = track.sound();
        if (sound == null || sound.gapFrom() >= sound.gapTo()) {
            return false;
        }
        double at = (double) packet.pts() / sound.sampleRate() - sound.start();
        return at >= sound.gapFrom() && at < sound.gapTo();
    }

    private static AVDictionary options(Map<String, String> settings) {
        return Libav.options(settings.entrySet().stream()
                .flatMap(e -> Stream.of(e.getKey(), e.getValue()))
                .toArray(String[]::new));
    }
}
