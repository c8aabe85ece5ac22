package dev.millrace.libav;

import static dev.millrace.libav.Libav.check;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BYTE;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_find_program_from_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_ENOMEM;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import dev.millrace.media.FrameRate;
import dev.millrace.media.TimeBase;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVProgram;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;

/**
 * An untrusted source, opened with the whitelists and caps of {@link Whitelists}. Owns its native context and one packet
 * that every read reuses.
 */
final class SourceFile implements AutoCloseable {

    private static final String PROBE_BYTES = "20000000";
    private static final String ANALYSE_MICROSECONDS = "10000000";

    /** Films with fonts for their subtitles have dozens of tracks. */
    private static final int MOST_STREAMS = 128;

    /** libav leaves tracks out above its own limit and says nothing, so it must be the higher one. */
    private static final String LIBAV_MOST_STREAMS = "500";

    /** A demuxer may say "not now" where it passes over damage; one that always says it is at its end. */
    private static final int MOST_EMPTY_READS = 100_000;

    /** Containers that are none: a bare stream of pictures, whose times libav can only guess. */
    private static final Set<String> BARE_STREAMS = Set.of("h264", "hevc", "m4v", "mpegvideo");

    private static final int USUAL_RATE = 25;

    private final String path;
    private final ProgressMeter progress;
    private final AVPacket packet = av_packet_alloc();

    private AVFormatContext context;
    private SearchLimit search;

    /** Null where libav finds out what it is. */
    private AVInputFormat format;

    private SteadyClock clock;

    /** Null when they are right, or when they can no longer be told apart. */
    private EditJoints joints;

    private long shown;

    private SourceFile(String path, ProgressMeter progress) {
        this.path = path;
        this.progress = progress;
    }

    /**
     * Opens and finds the streams. Throws {@link SourceException} when this is not media we take.
     *
     * @param progress told the bytes of every packet read: work that is decoded for nothing is work, too
     */
    static SourceFile open(String path, ProgressMeter progress) {
        var file = new SourceFile(path, progress);
        try {
            file.open();
            return file;
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /**
     * Back to the first byte, by opening anew: no container's seek can be trusted to reach its start. Streams of before are
     * gone; {@link #only} must be called again.
     */
    void restart() {
        closeContext();
        open();
    }

    /**
     * Puts the parts that an edit list makes of the pictures where they belong, for whoever reads those from the start. Where
     * there are several the whole is read once for it.
     */
    void joinEdits() {
        var choice = new TrackChoice(this);
        var shown = container().contains("mp4")
                ? choice.pictures().stream().filter(choice::decodable).findFirst()
                : Optional.<Integer>empty();
        if (shown.isPresent() && EditJoints.mayBe(stream(shown.get()))) {
            joints = EditJoints.of(this, shown.get());
            restart();
        }
    }

    private void open() {
        context = avformat_alloc_context();
        search = new SearchLimit(context);
        var options = Libav.options(
                "protocol_whitelist",
                Whitelists.PROTOCOLS,
                "format_whitelist",
                Whitelists.FORMATS,
                "codec_whitelist",
                Whitelists.CODECS,
                "max_streams",
                LIBAV_MOST_STREAMS,
                "probesize",
                PROBE_BYTES,
                "analyzeduration",
                ANALYSE_MICROSECONDS,
                "fflags",
                "+genpts",
                "resync_size",
                Long.toString(SearchLimit.MOST_BYTES),
                "enable_drefs",
                "0",
                "use_absolute_path",
                "0");
        try {
            // an absolute path, so that no part of it can read as a protocol
            int opened = avformat_open_input(context, path, format, options);
            if (opened < 0) {
                search.close();
                context = null; // libav has freed it
            }
            if (beginsLate()) {
                closeContext();
                format = av_find_input_format("mpegts");
                open();
                return;
            }
            if (opened < 0) {
                throw notOpened(opened);
            }
        } finally {
            avutil.av_dict_free(options);
        }
        refuseTooMany();
        search.arm(container());
        search.lookAbout();
        findStreams();
        search.begin();
        shown = 0;
        if (joints != null) {
            joints.rewind();
        }
        refuseTooMany(); // a transport stream shows its tracks only as it is read
        clock = streams() > 0 ? steadyClock() : null;
    }

    /** A broadcast with noise before it is taken for a program stream, or for nothing. */
    private boolean beginsLate() {
        return format == null && (context == null || container().equals("mpeg")) && Scrambling.beginsLate(path);
    }

    /** Null where the clock does not jump. */
    private SteadyClock steadyClock() {
        if (SteadyClock.isFor(container())) {
            return new SteadyClock(timeBase(0), programme());
        }
        boolean joined = container().contains("matroska") && JoinedRecordings.mayBe(path);
        return joined ? SteadyClock.thatOnlyGoesBack(timeBase(0), programme()) : null;
    }

    /** Whether a further recording behind a position was not read. */
    boolean leavesOutWhatFollows(long position) {
        return container().contains("matroska") && JoinedRecordings.follow(path, position);
    }

    private void refuseTooMany() {
        if (streams() > MOST_STREAMS) {
            throw new SourceException(
                    "too_many_tracks", "The file has %d tracks; %d is the most.".formatted(streams(), MOST_STREAMS));
        }
    }

    /** The decoders that libav opens for a look have the same limits as ours. */
    private void findStreams() {
        for (int i = 0; i < streams(); i++) {
            // as the container says; afterwards it is what a decoder has made of it
            if ((stream(i).disposition() & AV_DISPOSITION_ATTACHED_PIC) == 0) {
                SourceLimits.checkSize(
                        stream(i).codecpar().width(), stream(i).codecpar().height());
            }
        }
        var limits = new ArrayList<AVDictionary>();
        for (int i = 0; i < streams(); i++) {
            limits.add(Libav.options("max_pixels", Long.toString(SourceLimits.MOST_PIXELS)));
        }
        try (var pointers = new PointerPointer<AVDictionary>(Math.max(1, limits.size()))) {
            for (int i = 0; i < limits.size(); i++) {
                pointers.put(i, limits.get(i));
            }
            int found = avformat_find_stream_info(context, limits.isEmpty() ? null : pointers);
            for (int i = 0; i < limits.size(); i++) {
                var unused = pointers.get(AVDictionary.class, i); // libav leaves what no decoder knew, or nothing
                if (unused != null) {
                    avutil.av_dict_free(unused);
                }
            }
            if (found < 0) {
                throw new SourceException("corrupt_source", "The file is damaged: no stream in it can be read.");
            }
        }
    }

    private SourceException notOpened(int result) {
        if (result == AVERROR_ENOMEM()) {
            return new SourceException("too_large", "Reading the file needs too much memory.");
        }
        if (FormatGuess.isWebP(path)) {
            return new SourceException(
                    "unsupported_format",
                    "WebP pictures, moving ones too, are not a format that Millrace can read. Convert it to GIF or MP4.");
        }
        return FormatGuess.looksLikeFilm(path)
                ? new SourceException("corrupt_source", "The file is damaged or incomplete: its index cannot be read.")
                : new SourceException("unsupported_format", "This file is not a video format that Millrace can read.");
    }

    String container() {
        return context.iformat().name().getString();
    }

    int streams() {
        return context.nb_streams();
    }

    AVStream stream(int index) {
        return context.streams(index);
    }

    AVFormatContext context() {
        return context;
    }

    TimeBase timeBase(int stream) {
        var base = stream(stream).time_base();
        return new TimeBase(base.num(), base.den());
    }

    /** Whether pictures have no times but their number; then nothing can be sought. */
    boolean isBareStream() {
        return BARE_STREAMS.contains(container());
    }

    /** Ticks from one picture of a bare stream to the next. */
    long pictureTicks(int stream) {
        var base = timeBase(stream);
        var coded = stream(stream).codecpar().framerate();
        var rate =
                coded.num() > 0 && coded.den() > 0 ? new FrameRate(coded.num(), coded.den()) : FrameRate.of(USUAL_RATE);
        return Math.max(1, Math.round(base.denominator() / (base.numerator() * rate.perSecond())));
    }

    /** Gives the next picture of a bare stream, in the order of showing since the start, its time; leaves others alone. */
    void time(AVFrame picture, int stream) {
        if (isBareStream()) {
            picture.pts(shown++ * pictureTicks(stream));
        }
    }

    /**
     * Whether the clock of the recording jumped, as far as it was read from its start, or parts of it had to be moved. What
     * {@link #next} gives goes on steadily nevertheless, but nothing may be sought.
     */
    boolean clockJumped() {
        return clock != null && clock.jumped() || joints != null;
    }

    /** The pictures and sounds that share the clock of the picture track; other programmes have their own. */
    private boolean[] programme() {
        var pictures = new TrackChoice(this).pictures();
        var program = pictures.isEmpty() ? null : av_find_program_from_stream(context, null, pictures.get(0));
        var members = new boolean[streams()];
        for (int i = 0; i < members.length; i++) {
            int type = stream(i).codecpar().codec_type();
            members[i] = (type == AVMEDIA_TYPE_VIDEO || type == AVMEDIA_TYPE_AUDIO) && isIn(program, i);
        }
        return members;
    }

    private static boolean isIn(AVProgram program, int stream) {
        if (program == null || program.isNull()) {
            return true;
        }
        for (int i = 0; i < program.nb_stream_indexes(); i++) {
            if (program.stream_index().get(i) == stream) {
                return true;
            }
        }
        return false;
    }

    /** Size of the file in bytes. */
    long sizeBytes() {
        return Math.max(0, avformat.avio_size(context.pb()));
    }

    /**
     * Reads only the given streams from now on; the demuxer may skip the others' bytes. Where the clock may jump, all are
     * read, and packets of others are handed out too.
     */
    void only(int... wanted) {
        if (clock != null) {
            return;
        }
        for (int i = 0; i < streams(); i++) {
            int index = i;
            boolean keep = java.util.Arrays.stream(wanted).anyMatch(w -> w == index);
            stream(i).discard(keep ? avcodec.AVDISCARD_DEFAULT : avcodec.AVDISCARD_ALL);
        }
    }

    /** The next packet, valid until the next call; null at the end, also at a damaged end. */
    AVPacket next() {
        av_packet_unref(packet);
        int result = av_read_frame(context, packet);
        for (int again = 0; passesOver(result) && again < MOST_EMPTY_READS; again++) {
            result = av_read_frame(context, packet);
        }
        if (result >= 0) {
            progress.count(packet.size());
            search.found(packet.size());
            if (clock != null) {
                clock.set(packet);
            }
            if (joints != null) {
                joints.set(packet);
            }
            return packet;
        }
        if (result != AVERROR_EOF && context.pb().error() != 0 && context.pb().eof_reached() == 0) {
            check(context.pb().error(), "read source");
        }
        return null;
    }

    /** A broadcast is read on behind a stretch without packets. */
    private boolean passesOver(int result) {
        return result == AVERROR_EAGAIN()
                || result == AVERROR_INVALIDDATA()
                        && clock != null
                        && context.pb().eof_reached() == 0;
    }

    /** Whether so much of it had nothing in it that the rest was not read. */
    boolean givenUp() {
        return search.reached();
    }

    /** How many bytes were read since it was opened. */
    long bytesRead() {
        return context.pb().bytes_read();
    }

    /** Moves to the key frame at or before a time in the stream's own ticks. False when the container cannot. */
    boolean seekToTime(int stream, long ticks) {
        return seek(stream, ticks, AVSEEK_FLAG_BACKWARD);
    }

    boolean seekToPosition(long bytes) {
        return seek(-1, bytes, AVSEEK_FLAG_BYTE);
    }

    private boolean seek(int stream, long where, int how) {
        clock = null;
        joints = null;
        search.lookAbout();
        boolean moved = av_seek_frame(context, stream, where, how) >= 0;
        search.begin();
        return moved;
    }

    @Override
    public void close() {
        av_packet_free(packet);
        closeContext();
    }

    private void closeContext() {
        if (context != null) {
            search.close();
            avformat_close_input(context);
            context = null;
        }
    }
}
