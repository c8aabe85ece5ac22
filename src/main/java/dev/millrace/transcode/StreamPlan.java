package dev.millrace.transcode;

import dev.millrace.engine.EngineLease;
import dev.millrace.job.Overlay;
import dev.millrace.ladder.Rung;
import dev.millrace.media.Resolution;
import dev.millrace.media.SourceFacts;
import dev.millrace.media.Watermark;
import dev.millrace.proof.StreamProof;
import dev.millrace.timeline.AudioGrid;
import dev.millrace.timeline.Timeline;
import java.util.List;

/**
 * Everything that decides a video's stream, computed once from the probe and the settings, and stored.
 *
 * @param source what the probe found
 * @param timeline where segments and chunks begin
 * @param ladder video renditions, highest first; none of a sound-only source
 * @param audio sound renditions, the default one first
 * @param preset of x264
 * @param posters sizes of the poster, ascending; none when there is no picture at all
 * @param watermark over all pictures; null for none, and in plans stored before there were any
 * @param edition of the rules of the proof that were known; 0 in plans stored before there were editions
 */
public record StreamPlan(
        SourceFacts source,
        Timeline timeline,
        List<Rung> ladder,
        List<Sound> audio,
        String preset,
        List<Resolution> posters,
        Watermark watermark,
        int edition) {

    public StreamPlan {
        ladder = List.copyOf(ladder);
        audio = List.copyOf(audio);
        posters = List.copyOf(posters);
    }

    /** Without a watermark. */
    public StreamPlan(
            SourceFacts source,
            Timeline timeline,
            List<Rung> ladder,
            List<Sound> audio,
            String preset,
            List<Resolution> posters,
            int edition) {
        this(source, timeline, ladder, audio, preset, posters, null, edition);
    }

    /** The same under a watermark, or without one when it is null. */
    StreamPlan under(Watermark other) {
        return new StreamPlan(source, timeline, ladder, audio, preset, posters, other, edition);
    }

    /**
     * A planned sound rendition: AAC-LC, stereo or 5.1.
     *
     * @param name names the rendition and its folder: {@code a0}
     * @param stream index in the source
     * @param label for people, distinct among the sounds of a video
     * @param language BCP 47, {@code und} when unknown
     * @param bitRate of the encoder
     * @param channels 2 or 6
     * @param right index of a second mono track, which becomes the right side, the first being the left; null as a rule
     */
    public record Sound(
            String name,
            int stream,
            String label,
            String language,
            AudioGrid grid,
            long bitRate,
            int channels,
            Integer right) {

        public static final String CODECS = "mp4a.40.2";

        public Sound {
            channels = channels == 0 ? 2 : channels; // plans stored before there was 5.1 lack it
        }
    }

    /** What the engine lays over the pictures; null for nothing. */
    Overlay overlay(EngineLease engine) {
        return watermark == null ? null : new Overlay(engine.watermark(), watermark);
    }

    /** Whether rules were added or became stricter since it was made. */
    boolean outdated() {
        return edition < StreamProof.EDITION;
    }

    /** The sound rendition of a name that is planned. */
    Sound sound(String rendition) {
        return audio.stream()
                .filter(s -> s.name().equals(rendition))
                .findFirst()
                .orElseThrow();
    }

    /** Whether a rendition of this name is planned and has a segment of this number. */
    public boolean names(String rendition, int segment) {
        return segment >= 0
                && segment < timeline.segments().size()
                && (ladder.stream().anyMatch(r -> r.name().equals(rendition))
                        || audio.stream().anyMatch(s -> s.name().equals(rendition)));
    }
}
