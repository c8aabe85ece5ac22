package dev.millrace.libav;

import static dev.millrace.libav.Libav.check;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_close_dyn_buf;
import static org.bytedeco.ffmpeg.global.avformat.avio_open_dyn_buf;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_free;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Packs the packets of one track into a CMAF init segment (ftyp, moov) and CMAF segments (moof and mdat, one pair for each fragment), in memory.
 * Time stamps are absolute: the first packet's decides the first {@code tfdt}.
 */
final class CmafMuxer implements AutoCloseable {

    private final AVFormatContext context;
    private final AVStream track;
    private final AVCodecContext encoder;
    private final byte[] init;

    /**
     * @param encoder opened, with its parameter sets as extra data
     * @param timescale ticks per second of the track
     * @param firstNumber sequence number of the first fragment, from 1
     */
    CmafMuxer(AVCodecContext encoder, int timescale, int firstNumber) {
        this.encoder = encoder;
        context = new AVFormatContext(null);
        check(avformat_alloc_output_context2(context, null, "mp4", null), "make muxer");
        context.avoid_negative_ts(0);
        track = avformat_new_stream(context, null);
        check(avcodec.avcodec_parameters_from_context(track.codecpar(), encoder), "copy encoder parameters");
        track.codecpar().codec_tag(0);
        track.time_base().num(1).den(timescale);
        track.avg_frame_rate(encoder.framerate());
        track.sample_aspect_ratio(encoder.sample_aspect_ratio());
        var options = Libav.options(
                "movflags",
                        "+cmaf+empty_moov+frag_custom+frag_discont+default_base_moof+negative_cts_offsets+skip_trailer",
                "use_editlist", "0",
                "video_track_timescale", Integer.toString(timescale),
                "fragment_index", Integer.toString(firstNumber),
                "brand", "iso6");
        try {
            openBuffer();
            check(avformat_write_header(context, options), "write init segment");
            init = takeBuffer();
        } finally {
            av_dict_free(options);
        }
    }

    /** The init segment: the same bytes for every chunk of a rendition. */
    byte[] init() {
        return init;
    }

    /** Adds a packet in the encoder's ticks; it is rescaled in place. Its duration must be set. */
    void accept(AVPacket packet) {
        avcodec.av_packet_rescale_ts(packet, encoder.time_base(), track.time_base());
        packet.stream_index(0);
        check(av_write_frame(context, packet), "mux packet");
    }

    /** Ends the fragment; the next packet begins another one in the same segment. */
    void endFragment() {
        check(av_write_frame(context, null), "end fragment");
    }

    /** Ends the segment and hands its bytes out. */
    byte[] cut() {
        endFragment();
        return takeBuffer();
    }

    @Override
    public void close() {
        if (context.pb() != null && !context.pb().isNull()) {
            takeAndDrop();
        }
        avformat_free_context(context);
    }

    private void openBuffer() {
        var buffer = new AVIOContext(null);
        check(avio_open_dyn_buf(buffer), "open buffer");
        context.pb(buffer);
    }

    /** Hands out what was written and begins anew. */
    private byte[] takeBuffer() {
        var pointer = new PointerPointer<BytePointer>(1);
        int size = avio_close_dyn_buf(context.pb(), pointer);
        var bytes = new byte[size];
        var memory = pointer.get(BytePointer.class, 0);
        memory.get(bytes);
        av_free(memory);
        pointer.deallocate();
        openBuffer();
        return bytes;
    }

    private void takeAndDrop() {
        var pointer = new PointerPointer<BytePointer>(1);
        avio_close_dyn_buf(context.pb(), pointer);
        av_free(pointer.get(BytePointer.class, 0));
        pointer.deallocate();
        context.pb(null);
    }
}
