package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt_name;

import dev.millrace.media.AudioTrack;
import dev.millrace.media.Bitrate;
import dev.millrace.media.FrameRate;
import dev.millrace.media.Orientation;
import dev.millrace.media.SourceFacts;
import dev.millrace.media.SourceFacts.Seeking;
import dev.millrace.media.TimeBase;
import dev.millrace.media.Timestamp;
import dev.millrace.media.VideoTrack;
import dev.millrace.media.Warning;
import dev.millrace.timeline.AudioGrid;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Finds out what a source without pictures is: where its sounds begin and end, and whether it has a cover. */
final class SoundOnlyProbe {

    /** Where libav finds a time by an index, or by reading packets without decoding them. */
    private static final Set<String> SEEKABLE = Set.of("mp3", "flac", "ogg", "wav", "w64", "aiff", "caf", "mpegts");

    private static final TimeBase MICROSECONDS = new TimeBase(1, 1_000_000);

    private final SourceFile source;
    private final TrackChoice tracks;
    private final List<Warning> warnings;
    private final Path output;

    /**
     * @param source read from its start on
     * @param warnings gets what was left out
     * @param output gets the words of text tracks, as with pictures; null when nobody wants them
     */
    SoundOnlyProbe(SourceFile source, TrackChoice tracks, List<Warning> warnings, Path output) {
        this.source = source;
        this.tracks = tracks;
        this.warnings = warnings;
        this.output = output;
    }

    /** Throws {@link SourceException} when nothing can be heard. */
    SourceFacts probe() {
        var cover = cover();
        source.restart();
        var speaking = FirstSounds.decode(
                source, tracks.sounds().stream().filter(tracks::decodable).toList());
        source.restart();
        try (var texts = new TextTracks(source, tracks)) {
            return scan(cover, speaking, texts);
        }
    }

    private SourceFacts scan(VideoTrack cover, Set<Integer> speaking, TextTracks texts) {
        var scan = PacketScan.of(source, -1, texts::accept);
        if (scan.encrypted()) {
            throw Encryption.refusal();
        }
        var sounds = SoundTracks.of(source, tracks, scan, warnings).stream()
                .filter(s -> hears(s, speaking))
                .toList();
        if (sounds.isEmpty()) {
            throw refusal(scan);
        }
        double start =
                sounds.stream().mapToDouble(AudioTrack::startSeconds).min().orElseThrow();
        double end = sounds.stream().mapToDouble(AudioTrack::endSeconds).max().orElseThrow();
        double seconds = Math.max(end - start, 1 / AudioGrid.FRAME_RATE.perSecond());
        SourceLimits.checkLength(seconds);
        if (Ending.isEarly(source, scan)) {
            warnings.add(Ending.WARNING);
        }
        texts.warning().ifPresent(warnings::add);
        return new SourceFacts(
                source.container(),
                null,
                sounds,
                texts.write(origin(start), seconds, output),
                Chapters.of(source, origin(start), seconds),
                seconds,
                new Bitrate(Math.round(source.sizeBytes() * 8 / seconds)),
                List.of(),
                seeking(scan),
                warnings,
                (long) Math.ceil(seconds * AudioGrid.FRAME_RATE.perSecond() - 1e-6),
                cover,
                List.of());
    }

    private static Timestamp origin(double seconds) {
        return new Timestamp(Math.round(seconds * MICROSECONDS.denominator()), MICROSECONDS);
    }

    private boolean hears(AudioTrack sound, Set<Integer> speaking) {
        boolean hears = speaking.contains(sound.index());
        if (!hears) {
            warnings.add(SoundTracks.skipped(sound.codec()));
        }
        return hears;
    }

    private SourceException refusal(PacketScan scan) {
        if (tracks.sounds().stream().allMatch(i -> scan.extent(i).packets == 0 && !indexed(i))) {
            return new SourceException("no_video_or_audio", "The file names tracks, but nothing is in them.");
        }
        var known = tracks.sounds().stream().filter(tracks::decodable).findFirst();
        return known.isPresent()
                ? new SourceException("corrupt_source", "The file is damaged or incomplete: no sound could be decoded.")
                : new SourceException(
                        "unsupported_codec",
                        "The file's audio codec ("
                                + tracks.codec(tracks.sounds().get(0)) + ") is not one that Millrace decodes.");
    }

    /** Whether the container says where the track's packets are, or would be. */
    private boolean indexed(int track) {
        return avformat_index_get_entries_count(source.stream(track)) > 0;
    }

    private Seeking seeking(PacketScan scan) {
        if (scan.clockJumped()) {
            return Seeking.FROM_START; // times are right only when all is read
        }
        var container = source.container();
        return container.contains("mp4") || container.contains("matroska") || SEEKABLE.contains(container)
                ? Seeking.BY_TIME
                : Seeking.FROM_START;
    }

    /** The first attached picture that can be shown, or null: a file without a good cover is a good file. */
    private VideoTrack cover() {
        for (int index : tracks.covers()) {
            if (tracks.decodable(index)) {
                source.restart();
                try {
                    var picture = FirstPicture.decode(source, index);
                    if (picture.isPresent()
                            && SourceLimits.showable(picture.get().size())) {
                        return track(index, picture.get());
                    }
                } catch (SourceException e) {
                    continue; // damaged
                }
            }
        }
        return null;
    }

    private VideoTrack track(int index, FirstPicture picture) {
        return new VideoTrack(
                index,
                tracks.codec(index),
                picture.size(),
                picture.size(),
                Orientation.UPRIGHT,
                av_get_pix_fmt_name(picture.pixelFormat()).getString(),
                source.timeBase(index),
                0,
                1,
                true,
                FrameRate.of(1),
                picture.colour(),
                null);
    }
}
