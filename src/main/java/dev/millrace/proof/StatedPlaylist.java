package dev.millrace.proof;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What a media playlist says.
 *
 * @param targetDuration in seconds; 0 when it says none
 * @param extinf length of each segment, in order
 */
record StatedPlaylist(int targetDuration, List<BigDecimal> extinf) {

    private static final String TARGET = "#EXT-X-TARGETDURATION:";
    private static final String EXTINF = "#EXTINF:";

    StatedPlaylist {
        extinf = List.copyOf(extinf);
    }

    static StatedPlaylist of(String text) {
        int target = 0;
        var extinf = new ArrayList<BigDecimal>();
        for (var line : PlaylistLines.of(text)) {
            if (line.startsWith(TARGET)) {
                target = Integer.parseInt(line.substring(TARGET.length()));
            } else if (line.startsWith(EXTINF)) {
                extinf.add(new BigDecimal(line.substring(EXTINF.length(), line.indexOf(','))));
            }
        }
        return new StatedPlaylist(target, extinf);
    }
}
