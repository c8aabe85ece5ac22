package dev.millrace.proof;

import dev.millrace.media.AudioTrack;
import dev.millrace.media.SourceFacts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.stream.Stream;

/** Rules on how long things last: against the plan, the source, each other, and what playlists say. */
final class LengthRules {

    /** Apple 7.7. */
    private static final double ABOVE_TARGET = 0.5;

    /** Doubles of hours, added up. */
    private static final double EXACT = 0.000_01;

    private LengthRules() {}

    /** Pictures fill the grid exactly. */
    static Stream<String> asPlanned(Evidence evidence) {
        var grid = evidence.timeline().grid();
        return evidence.pictures()
                .filter(t -> t.timescale() != grid.timescale() || t.length() != grid.frames() * grid.frameTicks())
                .map(t -> "%s lasts %d/%d s, planned are %d pictures of %d/%d s"
                        .formatted(
                                t.name(),
                                t.length(),
                                t.timescale(),
                                grid.frames(),
                                grid.frameTicks(),
                                grid.timescale()));
    }

    /** The stream lasts as long as the source, to a picture; where the source's rate is constant, by count. */
    static Stream<String> asTheSource(Evidence evidence) {
        var source = evidence.source();
        if (source.video() == null || evidence.pictures().findAny().isEmpty()) {
            return Stream.empty();
        }
        double frame = 1 / source.video().rate().perSecond();
        double seconds = sourceSeconds(evidence);
        return evidence.pictures()
                .filter(t -> Math.abs(t.seconds() - seconds) > frame + EXACT)
                .map(t -> "%s lasts %.3f s, the source %.3f s".formatted(t.name(), t.seconds(), seconds));
    }

    private static double sourceSeconds(Evidence evidence) {
        var source = evidence.source();
        var video = source.video();
        if (!video.constantRate() || video.interlacing() != null) {
            return source.durationSeconds(); // pictures of two fields may take two slots each
        }
        double pictures = video.frames() / video.rate().perSecond();
        double first = video.timeBase().seconds(video.first());
        double sound = source.audio().stream()
                        .mapToDouble(AudioTrack::endSeconds)
                        .max()
                        .orElse(0)
                - first;
        return sound - pictures > SourceFacts.SOUND_MAY_OUTLAST ? sound : pictures;
    }

    /** Sound begins with the pictures: with both on one origin, the source's offset is kept. */
    static Stream<String> soundOffset(Evidence evidence) {
        long first = evidence.timeline().segments().get(0).firstFrame();
        return first == 0
                ? Stream.empty()
                : Stream.of("the first picture sits on slot %d, sound begins at 0".formatted(first));
    }

    /** Sound ends with the pictures (Apple 8.7): not before, and within one picture and one AAC frame after. */
    static Stream<String> soundCovers(Evidence evidence) {
        return evidence.pictures().limit(1).flatMap(picture -> evidence.sounds()
                .filter(sound -> sound.seconds() < picture.seconds() - EXACT
                        || sound.seconds() > picture.seconds() + picture.frameSeconds() + sound.frameSeconds())
                .map(sound -> "%s lasts %.3f s, the pictures %.3f s"
                        .formatted(sound.name(), sound.seconds(), picture.seconds())));
    }

    /** Sound is cut within one AAC frame of the pictures. */
    static Stream<String> soundBoundaries(Evidence evidence) {
        return evidence.pictures().limit(1).flatMap(picture -> evidence.sounds()
                .flatMap(sound -> apart(picture, sound).stream()));
    }

    private static Optional<String> apart(Track picture, Track sound) {
        if (sound.ticks().size() != picture.ticks().size()) {
            return Optional.of("%s has %d segments, %s has %d"
                    .formatted(
                            sound.name(),
                            sound.ticks().size(),
                            picture.name(),
                            picture.ticks().size()));
        }
        double pictureAt = 0;
        double soundAt = 0;
        for (int i = 0; i < sound.ticks().size(); i++) {
            if (Math.abs(pictureAt - soundAt) > sound.frameSeconds() + EXACT) {
                return Optional.of("segment %d of %s begins at %.3f s, that of %s at %.3f s"
                        .formatted(i, sound.name(), soundAt, picture.name(), pictureAt));
            }
            pictureAt += (double) picture.ticks().get(i) / picture.timescale();
            soundAt += (double) sound.ticks().get(i) / sound.timescale();
        }
        return Optional.empty();
    }

    /** EXTINF is the true length of each segment (Apple 8.1), as exact as six decimals are. */
    static Stream<String> extinf(Evidence evidence) {
        return evidence.tracks().stream().flatMap(track -> {
            var stated = evidence.playlists().get(track.name());
            if (stated == null || stated.extinf().size() != track.ticks().size()) {
                return Stream.of("the playlist of %s lists %d segments of %d"
                        .formatted(
                                track.name(),
                                stated == null ? 0 : stated.extinf().size(),
                                track.ticks().size()));
            }
            var wrong = Stream.<String>builder();
            for (int i = 0; i < track.ticks().size(); i++) {
                double real = (double) track.ticks().get(i) / track.timescale();
                if (Math.abs(stated.extinf().get(i).doubleValue() - real) > EXACT) {
                    wrong.add("segment %d of %s lasts %.6f s, its playlist says %s"
                            .formatted(i, track.name(), real, stated.extinf().get(i)));
                }
            }
            return wrong.build();
        });
    }

    /** One target duration for all (RFC 8216bis §6.2.4), and no segment above it (RFC 8216 §4.3.3.1, Apple 7.7). */
    static Stream<String> target(Evidence evidence) {
        int target = evidence.playlists().values().stream()
                .mapToInt(StatedPlaylist::targetDuration)
                .max()
                .orElse(0);
        return evidence.tracks().stream().flatMap(track -> {
            var stated = evidence.playlists().get(track.name());
            if (stated == null || stated.targetDuration() < 1 || stated.targetDuration() != target) {
                return Stream.of("the playlist of %s states a target of %d s, another %d s"
                        .formatted(track.name(), stated == null ? 0 : stated.targetDuration(), target));
            }
            return stated.extinf().stream()
                    .filter(length -> rounded(length) > target || length.doubleValue() > target + ABOVE_TARGET)
                    .map(length -> "a segment of %s lasts %s s, above the target of %d s"
                            .formatted(track.name(), length, target));
        });
    }

    private static int rounded(BigDecimal seconds) {
        return seconds.setScale(0, RoundingMode.HALF_UP).intValue();
    }

    /** A player can begin every two seconds (Apple 1.13). */
    static Stream<String> keyFrames(Evidence evidence) {
        var grid = evidence.timeline().grid();
        double seconds = grid.seconds(grid.gopFrames());
        return seconds <= 2 + grid.seconds(1) + EXACT
                        || evidence.pictures().findAny().isEmpty()
                ? Stream.empty()
                : Stream.of("key frames are %.3f s apart".formatted(seconds));
    }
}
