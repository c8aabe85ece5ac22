package dev.millrace.media;

import java.util.List;

/**
 * What the probe found in a playable source.
 *
 * @param container libav's short name of the demuxer, such as {@code mov,mp4,m4a,3gp,3g2,mj2}
 * @param video the picture track, or null in a sound-only source
 * @param audio the decodable sound tracks, in container order
 * @param texts the text subtitle tracks, in container order
 * @param chapters in order of their starts
 * @param durationSeconds from the first displayed picture to the end of the last
 * @param bitRate of the whole file
 * @param seekPoints key frames in presentation order, at least half a second apart
 * @param seekable how a worker may reach a seek point
 * @param warnings what was left out or repaired
 * @param frames slots of the output grid: at the video track's rate, or AAC frames in a sound-only source
 * @param cover the attached picture of a sound-only source, as a track of one picture, or null
 * @param closedCaptions channels of the captions inside the pictures: {@code CC1}, {@code SERVICE1}
 */
public record SourceFacts(
        String container,
        VideoTrack video,
        List<AudioTrack> audio,
        List<TextTrack> texts,
        List<Chapter> chapters,
        double durationSeconds,
        Bitrate bitRate,
        List<SeekPoint> seekPoints,
        Seeking seekable,
        List<Warning> warnings,
        long frames,
        VideoTrack cover,
        List<String> closedCaptions) {

    /** Seconds that sound may go on after the last picture; if it goes on longer, that picture stands. */
    public static final double SOUND_MAY_OUTLAST = 1;

    private static final TimeBase NANOSECONDS = new TimeBase(1, 1_000_000_000);

    public SourceFacts {
        audio = List.copyOf(audio);
        texts = texts == null ? List.of() : List.copyOf(texts); // facts stored before there were any lack them
        chapters = chapters == null ? List.of() : List.copyOf(chapters);
        seekPoints = List.copyOf(seekPoints);
        warnings = List.copyOf(warnings);
        closedCaptions = closedCaptions == null ? List.of() : List.copyOf(closedCaptions);
    }

    /** The instant of the source that becomes zero: the first displayed picture, else the first sound. */
    public Timestamp origin() {
        if (video != null) {
            return new Timestamp(video.first(), video.timeBase());
        }
        double first =
                audio.stream().mapToDouble(AudioTrack::startSeconds).min().orElse(0);
        return new Timestamp(Math.round(first * NANOSECONDS.denominator()), NANOSECONDS);
    }

    /** How a key frame is reached in this container. */
    public enum Seeking {
        /** by time: the container has an index (MP4, Matroska) */
        BY_TIME,
        /** by byte offset: a packet scan found the places (MPEG-TS) */
        BY_POSITION,
        /** not at all: one chunk from the start to the end */
        FROM_START
    }
}
