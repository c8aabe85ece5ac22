package dev.millrace.libav;

import static org.bytedeco.ffmpeg.avformat.AVIndexEntry.AVINDEX_DISCARD_FRAME;
import static org.bytedeco.ffmpeg.avformat.AVIndexEntry.AVINDEX_KEYFRAME;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * The parts that an edit list (ISO/IEC 14496-12 §8.6.6) makes of a picture track, put where they belong.
 *
 * <p>libav lets each part begin with the picture that is decoded first. Where that is not the one shown first, because of
 * B-frames, all pictures of the part come some pictures late; the first part alone is set right by libav. Here the others
 * are moved as far as the first one was. Packets are told apart by their number, so it is right only when the track is read
 * from its start.
 */
final class EditJoints {

    private final int stream;

    /** By part, the number of its first packet, and how far its pictures are moved. */
    private final int[] firsts;

    private final long[] moves;

    private int packets;
    private int part;

    private EditJoints(int stream, int[] firsts, long[] moves) {
        this.stream = stream;
        this.firsts = firsts;
        this.moves = moves;
    }

    /** Whether a track has several parts. */
    static boolean mayBe(AVStream track) {
        return parts(track).length > 1;
    }

    /**
     * Null when nothing has to be moved.
     *
     * @param source just opened; it is read and has to be opened anew
     */
    static EditJoints of(SourceFile source, int stream) {
        var track = source.stream(stream);
        int[] firsts = parts(track);
        var shown = firstShown(source, new EditJoints(stream, firsts, new long[firsts.length]));
        var moves = new long[firsts.length];
        for (int i = 1; i < firsts.length; i++) {
            if (shown[0] != Long.MAX_VALUE && shown[i] != Long.MAX_VALUE) {
                moves[i] = shown[0] + beginning(track, firsts[i]) - beginning(track, firsts[0]) - shown[i];
            }
        }
        return Arrays.stream(moves).allMatch(m -> m == 0) ? null : new EditJoints(stream, firsts, moves);
    }

    /** Begins with the first packet again. */
    void rewind() {
        packets = 0;
        part = 0;
    }

    /** Moves the next packet, in the order of the file, to its place. */
    void set(AVPacket packet) {
        if (packet.stream_index() == stream) {
            int its = next();
            if (packet.pts() != AV_NOPTS_VALUE) {
                packet.pts(packet.pts() + moves[its]);
            }
        }
    }

    private int next() {
        if (part + 1 < firsts.length && packets >= firsts[part + 1]) {
            part++;
        }
        packets++;
        return part;
    }

    /** Numbers of the packets that parts begin with; empty when the index says nothing of edits. */
    private static int[] parts(AVStream track) {
        List<Integer> firsts = new ArrayList<>(List.of(0));
        boolean edited = false;
        long time = Long.MIN_VALUE;
        long position = Long.MIN_VALUE;
        for (int i = 0; i < avformat_index_get_entries_count(track); i++) {
            var entry = avformat_index_get_entry(track, i);
            boolean key = (entry.flags() & AVINDEX_KEYFRAME) != 0;
            edited |= (entry.flags() & AVINDEX_DISCARD_FRAME) != 0;
            if (i > 0 && (entry.timestamp() <= time || key && entry.pos() <= position)) {
                firsts.add(i);
            }
            time = entry.timestamp();
            position = entry.pos();
        }
        return edited ? firsts.stream().mapToInt(i -> i).toArray() : new int[0];
    }

    /** Where libav has put the first picture of a part that is decoded to be shown. */
    private static long beginning(AVStream track, int first) {
        int entry = first;
        while ((avformat_index_get_entry(track, entry).flags() & AVINDEX_DISCARD_FRAME) != 0) {
            entry++;
        }
        return avformat_index_get_entry(track, entry).timestamp();
    }

    /** By part, when its earliest picture is shown; the largest number where it has none. */
    private static long[] firstShown(SourceFile source, EditJoints counting) {
        var earliest = new long[counting.firsts.length];
        Arrays.fill(earliest, Long.MAX_VALUE);
        source.only(counting.stream);
        for (var packet = source.next(); packet != null; packet = source.next()) {
            if (packet.stream_index() == counting.stream) {
                int part = counting.next();
                if ((packet.flags() & AV_PKT_FLAG_DISCARD) == 0 && packet.pts() != AV_NOPTS_VALUE) {
                    earliest[part] = Math.min(earliest[part], packet.pts());
                }
            }
        }
        return earliest;
    }
}
