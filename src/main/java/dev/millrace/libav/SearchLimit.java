package dev.millrace.libav;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;

/**
 * Ends the reading of a source in which nothing is found any more. Readers of broadcasts and bare streams search for the
 * next packet byte by byte, at 10 MB a second, and one call may search to the end of the file.
 *
 * <p>A hole in a recording may be as large as {@link #MOST_BYTES}.
 */
final class SearchLimit implements AutoCloseable {

    /** So many bytes may be read with hardly a packet in them. */
    static final long MOST_BYTES = 16 << 20;

    /** What libav reads where it looks about by itself: 20 MB of packets to find the streams, and pieces here and there. */
    static final long MOST_TO_LOOK_ABOUT = 48 << 20;

    /** Part of the bytes that must be packets. Radio in a broadcast of stuffing has as few; in noise are less by chance. */
    private static final int LEAST_SHARE = 400;

    private static final Set<String> CONTAINERS =
            Set.of("mpegts", "mpeg", "flv", "h264", "hevc", "m4v", "mpegvideo", "mp3", "aac", "ac3", "eac3");

    private static final Map<Long, SearchLimit> WATCHED = new ConcurrentHashMap<>();

    /** One for all: libav calls it before each read. */
    private static final AVIOInterruptCB.Callback_Pointer WATCH = new AVIOInterruptCB.Callback_Pointer() {
        @Override
        public int call(Pointer context) {
            var limit = WATCHED.get(context.address());
            return limit != null && limit.reached() ? 1 : 0;
        }
    };

    private final AVFormatContext context;

    /** Of the context, which forgets it when libav frees it. */
    private final long address;

    private boolean armed;
    private boolean lookingAbout;
    private boolean reached;
    private long most;
    private long start;
    private long found;

    /** @param context not yet opened; no container is limited before it is known */
    SearchLimit(AVFormatContext context) {
        this.context = context;
        this.address = context.address();
        context.interrupt_callback().callback(WATCH).opaque(context);
        WATCHED.put(address, this);
    }

    /** It is known from now on what the source is. */
    void arm(String container) {
        armed = CONTAINERS.contains(container);
    }

    /** The streams or a place in them are to be found next: libav reads anywhere. */
    void lookAbout() {
        lookingAbout = true;
        begin(MOST_TO_LOOK_ABOUT);
    }

    /** Packets are to be read next, from where the source stands now. */
    void begin() {
        lookingAbout = false;
        begin(MOST_BYTES);
    }

    void found(int packetBytes) {
        found += packetBytes;
        if (armed && !reached && found * LEAST_SHARE >= read() - start) {
            begin();
        }
    }

    /** Whether the source was given up. */
    boolean reached() {
        reached |= armed && read() - start > most; // what libav still had in hand changes nothing
        return reached;
    }

    @Override
    public void close() {
        WATCHED.remove(address);
    }

    private void begin(long mostBytes) {
        reached = false;
        most = mostBytes;
        start = read();
        found = 0;
    }

    /** Who searches looks back and reads twice; who looks about jumps. */
    private long read() {
        var bytes = context.pb();
        if (bytes == null || bytes.isNull()) {
            return 0;
        }
        return lookingAbout ? bytes.bytes_read() : bytes.pos();
    }
}
