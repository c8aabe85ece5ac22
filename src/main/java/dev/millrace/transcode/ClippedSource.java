package dev.millrace.transcode;

import dev.millrace.media.AudioTrack;
import dev.millrace.media.Chapter;
import dev.millrace.media.FrameRate;
import dev.millrace.media.SeekPoint;
import dev.millrace.media.SourceFacts;
import dev.millrace.media.VideoTrack;
import dev.millrace.timeline.AudioGrid;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a source as if it were a film of its own: the same file with another origin and another length, so that all
 * that is made by a plan is made of the part, to the picture, or to the AAC frame of sound without pictures. A pure function.
 */
final class ClippedSource {

    /** How many key frames before the part are kept: the last one may not do. */
    private static final int ENTRIES_BEFORE = 3;

    private static final double ALMOST = 1e-3;

    private final SourceFacts whole;
    private final VideoTrack track;
    private final FrameRate rate;
    private final long first;
    private final long end;

    private ClippedSource(SourceFacts whole, double fromSeconds, double toSeconds) {
        this.whole = whole;
        this.track = whole.video();
        this.rate = track == null ? AudioGrid.FRAME_RATE : track.rate();
        this.first = Math.max(0, Math.min(whole.frames() - 1, (long) Math.floor(slots(fromSeconds) + ALMOST)));
        this.end = Math.max(first + 1, Math.min(whole.frames(), (long) Math.ceil(slots(toSeconds) - ALMOST)));
    }

    /** From what is shown or heard at {@code fromSeconds} up to what is at {@code toSeconds}, which is left out. */
    static SourceFacts of(SourceFacts whole, double fromSeconds, double toSeconds) {
        return new ClippedSource(whole, fromSeconds, toSeconds).facts();
    }

    private SourceFacts facts() {
        return new SourceFacts(
                whole.container(),
                track == null ? null : video(),
                whole.audio().stream().map(this::sound).toList(),
                whole.texts(),
                chapters(),
                Math.min(seconds(end), track == null ? whole.durationSeconds() : Double.MAX_VALUE) - seconds(first),
                whole.bitRate(),
                track == null ? List.of() : entries(),
                whole.seekable(),
                whole.warnings(),
                end - first,
                whole.cover(),
                whole.closedCaptions());
    }

    private double slots(double seconds) {
        return seconds * rate.perSecond();
    }

    private double seconds(long slots) {
        return slots / rate.perSecond();
    }

    /** Slots after the source's first in ticks, rounded: pictures sit on the nearest slot, half a tick moves none. */
    private long origin() {
        double ticks = seconds(first) / track.timeBase().seconds(1);
        return track.first() + Math.round(ticks);
    }

    private VideoTrack video() {
        long frames = track.constantRate() && track.interlacing() == null
                ? end - first
                : Math.max(1, Math.round((double) track.frames() * (end - first) / whole.frames()));
        return new VideoTrack(
                track.index(),
                track.codec(),
                track.stored(),
                track.display(),
                track.orientation(),
                track.pixelFormat(),
                track.timeBase(),
                origin(),
                frames,
                track.constantRate(),
                track.rate(),
                track.colour(),
                track.interlacing());
    }

    /** Without pictures the earliest sound says where zero is, so what began before the part begins with it. */
    private AudioTrack sound(AudioTrack sound) {
        double zero = whole.origin().seconds();
        double starts = track == null ? Math.max(sound.startSeconds(), zero + seconds(first)) : sound.startSeconds();
        return new AudioTrack(
                sound.index(),
                sound.codec(),
                sound.channels(),
                sound.sampleRate(),
                sound.language(),
                sound.title(),
                sound.preferred(),
                starts,
                Math.max(starts, Math.min(sound.endSeconds(), zero + seconds(end))));
    }

    private List<Chapter> chapters() {
        double from = seconds(first);
        double to = seconds(end);
        return whole.chapters().stream()
                .filter(c -> c.endSeconds() > from + ALMOST && c.startSeconds() < to - ALMOST)
                .map(c -> new Chapter(
                        Math.max(0, c.startSeconds() - from), Math.min(to, c.endSeconds()) - from, c.title()))
                .toList();
    }

    private List<SeekPoint> entries() {
        var kept = new ArrayList<SeekPoint>();
        int before = 0;
        for (var point : whole.seekPoints()) {
            long slot = track.rate().slotAt(point.presentation() - track.first(), track.timeBase());
            if (slot <= first) {
                before++;
            }
            if (slot < end) {
                kept.add(point);
            }
        }
        return kept.subList(Math.max(0, before - ENTRIES_BEFORE), kept.size());
    }
}
