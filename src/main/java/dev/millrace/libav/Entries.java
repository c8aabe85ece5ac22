package dev.millrace.libav;

import dev.millrace.media.SeekPoint;
import dev.millrace.media.SourceFacts.Seeking;
import dev.millrace.media.TimeBase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where and how a source may be entered other than at its start. */
record Entries(Seeking seeking, List<SeekPoint> points) {

    private static final double DISTANCE_SECONDS = 0.5;

    Entries(String container, PacketScan scan, TimeBase base) {
        this(seeking(container, scan), scan.keys(), base);
    }

    private Entries(Seeking seeking, List<SeekPoint> keys, TimeBase base) {
        this(seeking, seeking == Seeking.FROM_START ? List.of() : thinned(keys, base));
    }

    private static Seeking seeking(String container, PacketScan scan) {
        if (scan.timesMissing() || scan.clockJumped() || clockIsSetBack(scan.keys())) {
            return Seeking.FROM_START;
        }
        if (container.contains("mp4") || container.contains("matroska")) {
            return Seeking.BY_TIME;
        }
        return container.equals("mpegts") ? Seeking.BY_POSITION : Seeking.FROM_START;
    }

    /** Key frames that do not ascend: seeking would land anywhere. */
    private static boolean clockIsSetBack(List<SeekPoint> keys) {
        for (int i = 1; i < keys.size(); i++) {
            if (keys.get(i).presentation() <= keys.get(i - 1).presentation()) {
                return true;
            }
        }
        return false;
    }

    private static List<SeekPoint> thinned(List<SeekPoint> keys, TimeBase base) {
        var kept = new ArrayList<SeekPoint>();
        var ascending = keys.stream()
                .sorted(Comparator.comparingLong(SeekPoint::presentation))
                .toList();
        for (var key : ascending) {
            if (kept.isEmpty()
                    || base.seconds(key.presentation()
                                    - kept.get(kept.size() - 1).presentation())
                            >= DISTANCE_SECONDS) {
                kept.add(key);
            }
        }
        return kept;
    }
}
