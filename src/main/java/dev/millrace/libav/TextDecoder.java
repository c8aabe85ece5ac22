package dev.millrace.libav;

import static dev.millrace.libav.Libav.check;
import static org.bytedeco.ffmpeg.avcodec.AVCodecContext.FF_SUB_CHARENC_MODE_IGNORE;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_decode_subtitle2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avsubtitle_free;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVSubtitle;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Decodes one text subtitle track to events. Damaged packets are passed over. What is in the events is bytes: which
 * characters they are is not known here, and libav is told not to care.
 */
final class TextDecoder implements AutoCloseable {

    /** Nobody writes as much; a source that does would fill the memory. */
    private static final int MOST_BYTES = 4 << 20;

    private static final int MOST_EVENTS = 50_000;

    /** More than anybody reads at once. */
    private static final int LARGEST_PACKET = 64 << 10;

    /** A hundred hours in nanoseconds, the finest clock there is. */
    private static final long FARTHEST_TICKS = 360_000_000_000_000L;

    private final AVCodecContext context;
    private final AVSubtitle subtitle = new AVSubtitle();
    private final List<Event> events = new ArrayList<>();

    private int bytes;

    /**
     * What is shown from an instant on.
     *
     * @param start in ticks of the stream
     * @param duration in the same ticks; 0 when unknown
     * @param ass a SubStation Alpha event as libav writes it; empty where nothing is shown any more
     */
    record Event(long start, long duration, byte[] ass) {}

    /** Throws {@link LibavException} when the decoder does not take the stream. */
    TextDecoder(AVStream stream) {
        var codec = avcodec_find_decoder(stream.codecpar().codec_id());
        context = avcodec_alloc_context3(codec);
        var options = Libav.options("codec_whitelist", Whitelists.CODECS);
        try {
            check(avcodec_parameters_to_context(context, stream.codecpar()), "copy stream parameters");
            context.pkt_timebase(stream.time_base()).sub_charenc_mode(FF_SUB_CHARENC_MODE_IGNORE);
            check(
                    avcodec_open2(context, codec, options),
                    "open decoder " + codec.name().getString());
        } catch (LibavException e) {
            close();
            throw e;
        } finally {
            avutil.av_dict_free(options);
        }
    }

    void accept(AVPacket packet) {
        if (packet.size() > LARGEST_PACKET || isFarOff(packet)) {
            return;
        }
        if (packet.pts() == AV_NOPTS_VALUE || events.size() >= MOST_EVENTS || bytes >= MOST_BYTES) {
            return;
        }
        var got = new int[1];
        if (avcodec_decode_subtitle2(context, subtitle, got, packet) < 0) {
            return;
        }
        if (got[0] == 0 || subtitle.num_rects() == 0) {
            events.add(new Event(packet.pts(), 0, new byte[0]));
        }
        if (got[0] != 0) {
            for (int i = 0; i < subtitle.num_rects(); i++) {
                var ass = subtitle.rects(i).ass();
                if (ass != null && !ass.isNull()) {
                    add(new Event(packet.pts(), Math.max(0, packet.duration()), ass.getStringBytes()));
                }
            }
            avsubtitle_free(subtitle);
        }
    }

    /** Times that no film has; to reckon with them would overflow. */
    private static boolean isFarOff(AVPacket packet) {
        return Math.abs(packet.pts()) > FARTHEST_TICKS && packet.pts() != AV_NOPTS_VALUE
                || packet.duration() > FARTHEST_TICKS;
    }

    /** What was decoded, in the order of the packets. */
    List<Event> events() {
        return events;
    }

    @Override
    public void close() {
        avcodec_free_context(context);
        subtitle.deallocate();
    }

    private void add(Event event) {
        bytes += event.ass().length;
        events.add(event);
    }
}
