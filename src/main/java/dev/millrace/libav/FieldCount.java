package dev.millrace.libav;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_INTERLACED;
import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_TOP_FIELD_FIRST;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** What pictures say of their fields, and what libav's {@code idet} sees in them. */
final class FieldCount {

    private static final String VERDICT = "lavfi.idet.multiple.current_frame";

    /** Fewer pictures than these say nothing. */
    private static final int SOME = 10;

    /** Flagged pictures are believed to be whole only if so many are seen, with hardly any of the other kind. */
    private static final int MANY_WHOLE = 20;

    private static final int HARDLY_ANY = 20;

    /** Of five pictures of a telecined film two show fields of different instants. */
    private static final double SHARE_OF_TELECINED = 0.3;

    private static final double SHARE_OF_FLAGGED = 0.25;
    private static final int CLEARLY_MORE = 3;

    private final List<Double> distances = new ArrayList<>();

    private int pictures;
    private int flagged;
    private int flaggedTop;
    private int whole;
    private int top;
    private int bottom;
    private double before = Double.NaN;

    /** Pictures that follow come from another place of the film. */
    void begin() {
        before = Double.NaN;
    }

    void decoded(AVFrame picture, double seconds) {
        pictures++;
        if ((picture.flags() & AV_FRAME_FLAG_INTERLACED) != 0) {
            flagged++;
            flaggedTop += (picture.flags() & AV_FRAME_FLAG_TOP_FIELD_FIRST) != 0 ? 1 : 0;
        }
        if (seconds > before) {
            distances.add(seconds - before);
        }
        before = seconds;
    }

    /** Takes a picture that {@code idet} has looked at. */
    void judged(AVFrame picture) {
        var entry = av_dict_get(picture.metadata(), VERDICT, null, 0);
        switch (entry == null || entry.isNull() ? "" : entry.value().getString()) {
            case "tff" -> top++;
            case "bff" -> bottom++;
            case "progressive" -> whole++;
            default -> {} // it could not tell
        }
    }

    int pictures() {
        return pictures;
    }

    /** Seconds from one picture to the next; 0 when there were none. */
    double typicalDistance() {
        Collections.sort(distances);
        return distances.isEmpty() ? 0 : distances.get(distances.size() / 2);
    }

    boolean interlaced() {
        int fields = top + bottom;
        if (flagged >= pictures * SHARE_OF_FLAGGED && flagged > 0) {
            return whole < MANY_WHOLE || fields * HARDLY_ANY > whole;
        }
        return fields >= SOME && fields >= SHARE_OF_TELECINED * (fields + whole);
    }

    boolean topFirst() {
        if (top + bottom >= SOME && (top >= CLEARLY_MORE * bottom || bottom >= CLEARLY_MORE * top)) {
            return top > bottom;
        }
        return flagged == 0 ? top >= bottom : 2 * flaggedTop >= flagged;
    }
}
