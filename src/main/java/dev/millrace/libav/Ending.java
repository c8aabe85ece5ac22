package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_STREAM;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;

import dev.millrace.media.Warning;
import java.util.stream.IntStream;

/** Whether a source ends earlier than it says: an upload of a broken-off download, a recording that lost its power. */
final class Ending {

    static final Warning WARNING =
            new Warning("source_truncated", "The file ends earlier than it says; what is there of it is played.");

    /** What containers say of their length is rounded, and counts silent ends. */
    private static final double MAY_LACK_SECONDS = 1;

    private final SourceFile source;
    private final PacketScan scan;

    private Ending(SourceFile source, PacketScan scan) {
        this.source = source;
        this.scan = scan;
    }

    /** After the whole source was read. */
    static boolean isEarly(SourceFile source, PacketScan scan) {
        var ending = new Ending(source, scan);
        return source.givenUp()
                || source.leavesOutWhatFollows(scan.lastPosition())
                || ending.declared() - ending.found() > MAY_LACK_SECONDS
                || ending.indexPointsBeyond();
    }

    /** The end that the header states, in seconds on the container's clock; 0 when it states none. */
    private double declared() {
        var container = source.context();
        double stated = 0;
        boolean inHeader = container.duration_estimation_method() == AVFMT_DURATION_FROM_STREAM;
        if (inHeader && container.duration() != AV_NOPTS_VALUE) {
            long start = container.start_time() == AV_NOPTS_VALUE ? 0 : container.start_time();
            stated = (double) (start + container.duration()) / AV_TIME_BASE;
        }
        if (source.container().equals("avi")) { // libav trims its length to the size of the file
            for (int i = 0; i < source.streams(); i++) {
                stated = Math.max(
                        stated, source.timeBase(i).seconds(source.stream(i).nb_frames()));
            }
        }
        return stated;
    }

    private double found() {
        return IntStream.range(0, source.streams())
                .filter(i -> scan.extent(i).packets > 0)
                .mapToDouble(i -> source.timeBase(i).seconds(scan.extent(i).end))
                .max()
                .orElse(0);
    }

    private boolean indexPointsBeyond() {
        long size = source.sizeBytes();
        if (!source.container().contains("mp4")) {
            return false; // other indexes name clusters, without their sizes
        }
        for (int i = 0; i < source.streams(); i++) {
            int entries = avformat_index_get_entries_count(source.stream(i));
            if (entries > 0) {
                var last = avformat_index_get_entry(source.stream(i), entries - 1);
                if (last.pos() + last.size() > size) {
                    return true;
                }
            }
        }
        return false;
    }
}
