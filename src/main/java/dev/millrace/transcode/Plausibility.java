package dev.millrace.transcode;

import dev.millrace.media.Colour;
import dev.millrace.media.SourceFacts;
import dev.millrace.media.VideoTrack;
import dev.millrace.timeline.AudioGrid;

/**
 * What a probe may say and be believed. The engine has met untrusted media: facts that would make the plan grow without
 * bound come from a process that is no longer ours.
 */
final class Plausibility {

    private static final double LONGEST_SECONDS = 12 * 3600 + 60;
    private static final double FASTEST = 61;
    private static final int LARGEST_SIDE = 1 << 20;
    private static final int MOST_TRACKS = 128;
    private static final int MOST_CHAPTERS = 1000;
    private static final int LONGEST_TEXT = 300;
    private static final String CAPTION_CHANNEL = "(CC|SERVICE)[1-9][0-9]?";

    /** Key frames are kept at least half a second apart, give or take. */
    private static final double MOST_SEEK_POINTS_A_SECOND = 5;

    private Plausibility() {}

    static boolean of(SourceFacts facts) {
        var video = facts.video();
        var rate = video == null ? AudioGrid.FRAME_RATE : video.rate();
        return (video == null ? !facts.audio().isEmpty() : of(video))
                && (facts.cover() == null || of(facts.cover()))
                && facts.frames() >= 1
                && facts.frames() / rate.perSecond() <= LONGEST_SECONDS
                && facts.seekPoints().size() <= MOST_SEEK_POINTS_A_SECOND * (LONGEST_SECONDS + 1)
                && facts.audio().size() <= MOST_TRACKS
                && facts.warnings().size() <= MOST_TRACKS
                && facts.audio().stream()
                        .allMatch(a -> isShort(a.title()) && isShort(a.language()) && isShort(a.codec()))
                && facts.warnings().stream().allMatch(w -> isShort(w.code()) && isShort(w.message()))
                && words(facts)
                && isShort(facts.container());
    }

    private static boolean words(SourceFacts facts) {
        return facts.texts().size() <= MOST_TRACKS
                && facts.texts().stream()
                        .allMatch(t ->
                                t.index() >= 0 && isShort(t.title()) && isShort(t.language()) && isShort(t.codec()))
                && facts.chapters().size() <= MOST_CHAPTERS
                && facts.chapters().stream()
                        .allMatch(c -> isShort(c.title())
                                && c.startSeconds() >= 0
                                && c.endSeconds() > c.startSeconds()
                                && c.endSeconds() <= LONGEST_SECONDS)
                && facts.closedCaptions().stream().distinct().count()
                        == facts.closedCaptions().size()
                && facts.closedCaptions().stream().allMatch(c -> c != null && c.matches(CAPTION_CHANNEL));
    }

    private static boolean of(VideoTrack video) {
        return video.rate().perSecond() <= FASTEST
                && Math.max(video.display().width(), video.display().height()) <= LARGEST_SIDE
                && isShort(video.codec())
                && isShort(video.pixelFormat())
                && of(video.colour());
    }

    private static boolean of(Colour colour) {
        return isShort(colour.primaries())
                && isShort(colour.transfer())
                && isShort(colour.matrix())
                && isShort(colour.range());
    }

    private static boolean isShort(String text) {
        return text != null && text.length() <= LONGEST_TEXT;
    }
}
