package dev.millrace.transcode;

import dev.millrace.media.AudioTrack;
import dev.millrace.media.DistinctNames;
import dev.millrace.media.Languages;
import dev.millrace.media.Warning;
import dev.millrace.timeline.AudioGrid;
import dev.millrace.transcode.MonoPairs.Heard;
import dev.millrace.transcode.StreamPlan.Sound;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The sound renditions of a stream: a stereo one of every track, and beside it one of 5.1 when the track has as many
 * channels or more.
 */
final class SoundPlan {

    private static final int STEREO = 2;
    private static final int SURROUND = 6;

    /** What 5.1 may take of the rate that stereo has: three pairs of channels. */
    private static final int SURROUND_SHARE = 3;

    private final AudioGrid grid;
    private final long bitRate;
    private final DistinctNames labels = new DistinctNames();
    private final List<Sound> sounds = new ArrayList<>();

    /**
     * @param bitRate of a stereo rendition
     */
    SoundPlan(AudioGrid grid, long bitRate) {
        this.grid = grid;
        this.bitRate = bitRate;
    }

    /** The main one first; players offer them under distinct labels. */
    List<Sound> of(List<AudioTrack> tracks) {
        mainFirst(tracks).forEach(this::add);
        return List.copyOf(sounds);
    }

    /** What is heard of a source. The main one is the container's default track, else the first. */
    static Stream<Heard> mainFirst(List<AudioTrack> tracks) {
        return MonoPairs.in(tracks).stream()
                .sorted(Comparator.comparing(Heard::preferred).reversed());
    }

    /** What the owner should know of it. */
    static Optional<Warning> notice(List<Sound> sounds) {
        long pairs = sounds.stream().filter(s -> s.right() != null).count();
        return pairs == 0
                ? Optional.empty()
                : Optional.of(new Warning(
                        "mono_tracks_paired",
                        (pairs == 1 ? "Two mono sound tracks were" : 2 * pairs + " mono sound tracks were")
                                + " taken as the left and right side of stereo sound."));
    }

    private void add(Heard heard) {
        var track = heard.track();
        var language = Languages.tag(track.language());
        var name = name(track, language);
        var right = heard.right() == null ? null : heard.right().index();
        sounds.add(sound(track, labels.take(name), language, STEREO, right));
        if (track.channels() >= SURROUND) {
            var surround = name.contains("5.1") ? name : name + " 5.1";
            sounds.add(sound(track, labels.take(surround), language, SURROUND, null));
        }
    }

    private Sound sound(AudioTrack track, String label, String language, int channels, Integer right) {
        long rate = channels == STEREO ? bitRate : SURROUND_SHARE * bitRate;
        return new Sound("a" + sounds.size(), track.index(), label, language, grid, rate, channels, right);
    }

    private static String name(AudioTrack track, String language) {
        var spoken = Locale.forLanguageTag(language).getDisplayLanguage(Locale.ENGLISH);
        return Stream.of(track.title(), language.equals(Languages.UNKNOWN) ? "" : spoken, "Audio")
                .map(t -> t.replaceAll("[\"\\p{Cntrl}]", " ").strip())
                .filter(t -> !t.isBlank())
                .findFirst()
                .orElseThrow();
    }
}
