package dev.millrace.manifest;

import dev.millrace.manifest.Bandwidth.Measured;
import dev.millrace.media.KeyPicture;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The I-frame playlist of one video rendition: its key pictures alone, for fast forward and for previews while seeking
 * (RFC 8216bis §4.4.3.6). An entry lasts until the next key picture, so all together last as long as the film.
 *
 * @param initSegmentUri of EXT-X-MAP
 * @param timescale ticks per second
 * @param pictures in presentation order, from the start of the film
 */
public record IFramePlaylist(String initSegmentUri, int timescale, List<Picture> pictures) {

    /**
     * A key picture.
     *
     * @param uri of the segment that contains it
     * @param bytes where in the segment, header included
     * @param ticks until the next key picture, or the end
     */
    public record Picture(String uri, KeyPicture bytes, long ticks) {}

    public IFramePlaylist {
        pictures = List.copyOf(pictures);
        if (pictures.isEmpty()) {
            throw new IllegalArgumentException("an I-frame playlist needs at least one picture");
        }
    }

    /** EXT-X-TARGETDURATION: its own, not that of the renditions that are played whole (RFC 8216bis §6.2.4). */
    public int targetDuration() {
        return MediaPlaylist.leastTargetDuration(
                pictures.stream().mapToLong(Picture::ticks).max().orElseThrow(), timescale);
    }

    /** What fast forward costs at normal speed. */
    public Bandwidth bandwidth() {
        var measured = new ArrayList<Measured>(pictures.size());
        for (var picture : pictures) {
            measured.add(new Measured(measured.size(), picture.bytes().length(), picture.ticks()));
        }
        return Bandwidth.measured(measured, timescale, targetDuration());
    }

    /** The playlist as it stands on the wire. */
    public byte[] render() {
        var out = new StringBuilder(128 + 56 * pictures.size());
        out.append("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:").append(targetDuration());
        out.append("\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-I-FRAMES-ONLY\n#EXT-X-MAP:URI=\"");
        out.append(initSegmentUri).append("\"\n");
        for (var picture : pictures) {
            ExtInf.append(out, picture.ticks(), timescale);
            out.append("#EXT-X-BYTERANGE:").append(picture.bytes().length());
            out.append('@').append(picture.bytes().offset()).append('\n');
            out.append(picture.uri()).append('\n');
        }
        return out.append("#EXT-X-ENDLIST\n").toString().getBytes(StandardCharsets.UTF_8);
    }
}
