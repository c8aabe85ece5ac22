package dev.millrace.manifest;

import java.nio.charset.StandardCharsets;

/**
 * The media playlist of captions in WebVTT segments of equal length, the last one shorter: {@code 0.vtt}, {@code 1.vtt}. It
 * covers the whole film even if nobody speaks at its end (RFC 8216bis §6.2.4).
 *
 * <p>Its target duration is its own: of all playlists of a stream only those of subtitles may differ (§6.2.4 again).
 *
 * @param ticks length of the film
 * @param timescale ticks per second
 * @param segmentSeconds length of a segment
 */
public record TextPlaylist(long ticks, int timescale, int segmentSeconds) {

    public TextPlaylist {
        if (ticks < 1 || timescale < 1 || segmentSeconds < 1) {
            throw new IllegalArgumentException("a playlist has a length: " + ticks + "/" + timescale);
        }
    }

    /** How many segments there are, at least one. */
    public int segments() {
        return (int) ((ticks + segmentTicks() - 1) / segmentTicks());
    }

    /** The playlist as it stands on the wire. */
    public byte[] render() {
        long longest = Math.min(ticks, segmentTicks());
        var out = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:")
                .append(MediaPlaylist.leastTargetDuration(longest, timescale))
                .append("\n#EXT-X-PLAYLIST-TYPE:VOD\n");
        for (int number = 0; number < segments(); number++) {
            ExtInf.append(out, Math.min(ticks - number * segmentTicks(), segmentTicks()), timescale);
            out.append(number).append(".vtt\n");
        }
        return out.append("#EXT-X-ENDLIST\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private long segmentTicks() {
        return (long) segmentSeconds * timescale;
    }
}
