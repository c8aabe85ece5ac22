package dev.millrace.job;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.millrace.ladder.Rung;
import dev.millrace.media.FrameRate;
import dev.millrace.media.Resolution;
import dev.millrace.media.SeekPoint;
import dev.millrace.media.SourceFacts.Seeking;
import dev.millrace.media.VideoTrack;
import dev.millrace.timeline.AudioGrid;
import dev.millrace.timeline.Grid;
import dev.millrace.timeline.Segment;
import dev.millrace.timeline.Storyboard;
import java.util.List;

/**
 * One piece of work for the engine. Paths are as the engine sees them; it reads {@code source} and writes only below
 * {@code output}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "job")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Job.Probe.class, name = "probe"),
    @JsonSubTypes.Type(value = Job.CheckImage.class, name = "image"),
    @JsonSubTypes.Type(value = Job.MakeInits.class, name = "inits"),
    @JsonSubTypes.Type(value = Job.EncodeVideo.class, name = "video"),
    @JsonSubTypes.Type(value = Job.EncodeAudio.class, name = "audio"),
    @JsonSubTypes.Type(value = Job.MeasureLoudness.class, name = "loudness"),
    @JsonSubTypes.Type(value = Job.MakePosters.class, name = "posters"),
    @JsonSubTypes.Type(value = Job.MakeStoryboard.class, name = "storyboard"),
    @JsonSubTypes.Type(value = Job.MakePreview.class, name = "preview"),
    @JsonSubTypes.Type(value = Job.MakeStill.class, name = "still"),
    @JsonSubTypes.Type(value = Job.Stop.class, name = "stop"),
    @JsonSubTypes.Type(value = Job.Misbehave.class, name = "misbehave")
})
public sealed interface Job {

    /**
     * Scans every packet: exact duration, pictures, key frames, tracks, words.
     *
     * @param output folder that gets the words of each text track as {@code t<index>.vtt}; null when nobody wants them
     */
    record Probe(String source, String output) implements Job {

        /** The facts alone. */
        public Probe(String source) {
            this(source, null);
        }
    }

    /** Looks whether an image can be a watermark; ends as failed with {@code watermark_unreadable} when it cannot. */
    record CheckImage(String image) implements Job {}

    /**
     * Makes the init segment of every planned rendition. They follow from the plan alone: nothing is read.
     *
     * @param preset of x264
     * @param output folder that gets {@code <rendition>/init.mp4}
     */
    record MakeInits(String output, Grid grid, List<Rung> rungs, String preset, List<Sound> sounds) implements Job {

        /** A sound rendition of that name, for the encoder. */
        public record Sound(String rendition, int channels, int sampleRate, long bitRate) {}
    }

    /**
     * Encodes a run of segments to every given rung, with one decode.
     *
     * @param seekPoints key frames to start from, best first; empty to start at the beginning
     * @param segments the run, ascending and without a gap
     * @param preset of x264
     * @param threads of x264, for the highest rung
     * @param output folder that gets {@code <rung>/init.mp4} and {@code <rung>/<number>.m4s}
     * @param overlay null for none
     */
    record EncodeVideo(
            String source,
            String output,
            VideoTrack track,
            Seeking seeking,
            List<SeekPoint> seekPoints,
            Grid grid,
            List<Segment> segments,
            List<Rung> rungs,
            String preset,
            int threads,
            Overlay overlay)
            implements Job {

        /** Of the pictures as they are. */
        public EncodeVideo(
                String source,
                String output,
                VideoTrack track,
                Seeking seeking,
                List<SeekPoint> seekPoints,
                Grid grid,
                List<Segment> segments,
                List<Rung> rungs,
                String preset,
                int threads) {
            this(source, output, track, seeking, seekPoints, grid, segments, rungs, preset, threads, null);
        }
    }

    /**
     * Encodes a run of segments of one sound rendition to AAC-LC.
     *
     * @param output folder that gets {@code <rendition>/init.mp4} and {@code <rendition>/<number>.m4s}
     * @param rendition names the rendition and its folder: {@code a0}
     * @param firstSegment first segment to make
     * @param segments how many to make
     * @param bitRate of the encoder in bits per second
     * @param gainDb by which the sound is made louder
     */
    record EncodeAudio(
            SoundSource sound,
            String output,
            String rendition,
            AudioGrid grid,
            int firstSegment,
            int segments,
            long bitRate,
            double gainDb)
            implements Job {}

    /**
     * Measures how loud a sound rendition is before any gain.
     *
     * @param samples how long the rendition is
     * @param whole whether to listen to all of it, however long; else to parts, which takes half a second
     */
    record MeasureLoudness(SoundSource sound, long samples, boolean whole) implements Job {}

    /**
     * Picks the most representative of several pictures and writes it in several widths.
     *
     * @param seekPoints key frames to look at, of one before the track's first picture at that one; empty to look at the
     *     first picture
     * @param sizes none larger than the picture
     * @param output folder that gets {@code <width>.jpg} and {@code <width>.webp}
     * @param overlay null for none
     */
    record MakePosters(
            String source,
            String output,
            VideoTrack track,
            Seeking seeking,
            List<SeekPoint> seekPoints,
            List<Resolution> sizes,
            Overlay overlay)
            implements Job {

        /** Of the pictures as they are. */
        public MakePosters(
                String source,
                String output,
                VideoTrack track,
                Seeking seeking,
                List<SeekPoint> seekPoints,
                List<Resolution> sizes) {
            this(source, output, track, seeking, seekPoints, sizes, null);
        }
    }

    /**
     * Draws the sheets of a storyboard.
     *
     * @param source an excerpt of our own stream: init segment and fragments of one rung, whose key pictures become the
     *     tiles in their order
     * @param output folder that gets {@code <number>.jpg} for each sheet
     */
    record MakeStoryboard(String source, String output, Storyboard storyboard) implements Job {}

    /**
     * Makes a short moving picture without sound.
     *
     * @param source an excerpt of our own stream: init segment and fragments of one rung
     * @param output folder that gets {@code preview.webp}
     * @param size not larger than the rung
     * @param pictures which of the excerpt's pictures to show, counted from 0 in the order of presentation, ascending
     * @param rate how fast to show them
     * @param mostBytes it is made coarser until it is no larger
     */
    record MakePreview(
            String source, String output, Resolution size, List<Integer> pictures, FrameRate rate, int mostBytes)
            implements Job {}

    /**
     * Writes one picture as an image.
     *
     * @param source an excerpt of our own stream: init segment and fragments of one rung
     * @param output folder that gets {@code still.<format>}
     * @param size not larger than the rung
     * @param picture which of the excerpt's pictures, counted from 0 in the order of presentation
     * @param format {@code jpg} or {@code webp}
     */
    record MakeStill(String source, String output, Resolution size, int picture, String format) implements Job {}

    /** Not a job of its own: the one that runs now ends early, with {@link JobEvent.Done}; what it has made stays. */
    record Stop() implements Job {}

    /**
     * A test's hook: the engine dies or hangs. Refused unless the engine was started with
     * hooks on.
     *
     * @param how {@code exit} or {@code hang}
     */
    record Misbehave(String how) implements Job {}
}
