package dev.millrace.transcode;

import dev.millrace.media.AudioTrack;
import java.util.ArrayList;
import java.util.List;

/**
 * Mono tracks that are the two sides of one sound, as broadcast files have them.
 *
 * <p>The rule: two or more mono tracks that follow one another in the container, of the same codec, rate and language and
 * without titles, are taken in pairs, the first of each as the left side; an odd last one stays alone. A title says that
 * a track is something of its own.
 */
final class MonoPairs {

    /** A track, or a pair of mono tracks: {@code right} is null for one that stays alone. */
    record Heard(AudioTrack track, AudioTrack right) {

        boolean preferred() {
            return track.preferred() || (right != null && right.preferred());
        }
    }

    private MonoPairs() {}

    /** All tracks in the same order, with the pairs joined. */
    static List<Heard> in(List<AudioTrack> tracks) {
        var heard = new ArrayList<Heard>();
        for (int i = 0; i < tracks.size(); i++) {
            var track = tracks.get(i);
            boolean pair = i + 1 < tracks.size() && sidesOfOne(track, tracks.get(i + 1));
            heard.add(new Heard(track, pair ? tracks.get(i + 1) : null));
            i += pair ? 1 : 0;
        }
        return heard;
    }

    private static boolean sidesOfOne(AudioTrack left, AudioTrack right) {
        return left.channels() == 1
                && right.channels() == 1
                && left.title().isBlank()
                && right.title().isBlank()
                && left.codec().equals(right.codec())
                && left.sampleRate() == right.sampleRate()
                && left.language().equals(right.language());
    }
}
