package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt_name;

import dev.millrace.job.JobEvent;
import dev.millrace.media.AudioTrack;
import dev.millrace.media.Bitrate;
import dev.millrace.media.FrameRate;
import dev.millrace.media.SourceFacts;
import dev.millrace.media.TimeBase;
import dev.millrace.media.Timestamp;
import dev.millrace.media.VideoTrack;
import dev.millrace.media.Warning;
import dev.millrace.timeline.RateFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** Finds out what a source is: every packet is read once, one picture is decoded. */
public final class SourceProbe {

    /** Sound that goes on for longer than this after the last picture keeps the last picture standing. */
    private static final double SOUND_MAY_OUTLAST = 1;

    /** A container may hold megabytes of title; BCP 47 tags are short. */
    static final int LONGEST_TITLE = 200;

    static final int LONGEST_LANGUAGE = 35;

    private final SourceFile source;
    private final TrackChoice tracks;
    private final List<Warning> warnings = new ArrayList<>();

    private SourceProbe(SourceFile source) {
        this.source = source;
        this.tracks = new TrackChoice(source);
    }

    /** The facts alone. */
    public static SourceFacts probe(String path, Consumer<JobEvent> events) {
        return probe(path, null, events);
    }

    /**
     * Throws {@link SourceException} when the source cannot be played.
     *
     * @param output folder that gets the words of each text track as {@code t<index>.vtt}; null when nobody wants them
     */
    public static SourceFacts probe(String path, String output, Consumer<JobEvent> events) {
        try (var source = SourceFile.open(path, new ProgressMeter(events))) {
            return new SourceProbe(source).probe(output == null ? null : Path.of(output));
        } catch (ArithmeticException e) {
            throw new SourceException("corrupt_source", "The file is damaged: its clock makes no sense.");
        }
    }

    private SourceFacts probe(Path output) {
        refuseEncrypted();
        int video = pictureTrack();
        var parameters = source.stream(video).codecpar();
        SourceLimits.checkSize(parameters.width(), parameters.height());
        var firstPicture = FirstPicture.decode(source, video);
        source.restart();
        try (var texts = new TextTracks(source, tracks)) {
            return scan(video, firstPicture, texts, output);
        }
    }

    private SourceFacts scan(int video, FirstPicture firstPicture, TextTracks texts, Path output) {
        var closedCaptions = new ClosedCaptionScan(video);
        var scan = PacketScan.of(source, video, packet -> {
            texts.accept(packet);
            closedCaptions.accept(packet);
        });
        if (scan.encrypted()) {
            throw Encryption.refusal();
        }
        var times = scan.pictureTimes();
        if (times.length == 0) {
            throw new SourceException("no_video_or_audio", "The file has a picture track, but no picture in it.");
        }
        var base = source.timeBase(video);
        SourceLimits.checkRate(times, base);
        var sounds = sounds(scan);
        var found = RateFinder.find(times, base, declaredRates(source.stream(video)));
        long frames = frames(times, base, found, scan.lastDuration(), sounds);
        double seconds = frames / found.rate().perSecond();
        SourceLimits.checkLength(seconds);
        var track = videoTrack(video, firstPicture, base, times, found);
        var entries = new Entries(source.container(), scan, base);
        var origin = new Timestamp(times[0], base);
        texts.warning().ifPresent(warnings::add);
        return new SourceFacts(
                source.container(),
                track,
                sounds,
                texts.write(origin, seconds, output),
                Chapters.of(source, origin, seconds),
                seconds,
                new Bitrate(Math.round(source.sizeBytes() * 8 / Math.max(seconds, 0.001))),
                entries.points(),
                entries.seeking(),
                warnings,
                frames,
                closedCaptions.found());
    }

    private void refuseEncrypted() {
        for (int i = 0; i < source.streams(); i++) {
            if (Encryption.marks(source.stream(i))) {
                throw Encryption.refusal();
            }
        }
    }

    private int pictureTrack() {
        var pictures = tracks.pictures();
        if (pictures.isEmpty()) {
            if (tracks.sounds().isEmpty()) {
                throw new SourceException("no_video_or_audio", "The file contains neither video nor audio.");
            }
            throw new SourceException("no_video", "The file contains sound but no video.");
        }
        return pictures.stream()
                .filter(tracks::decodable)
                .findFirst()
                .orElseThrow(() -> new SourceException(
                        "unsupported_codec",
                        "The file's video codec (" + tracks.codec(pictures.get(0))
                                + ") is not one that Millrace decodes."));
    }

    private List<AudioTrack> sounds(PacketScan scan) {
        var sounds = new ArrayList<AudioTrack>();
        for (int index : tracks.sounds()) {
            var extent = scan.extent(index);
            var parameters = source.stream(index).codecpar();
            boolean usable = tracks.decodable(index)
                    && extent.packets > 0
                    && extent.end > extent.first
                    && SourceLimits.audible(parameters.ch_layout().nb_channels(), parameters.sample_rate());
            if (!usable) {
                warnings.add(new Warning(
                        "audio_track_skipped",
                        "A sound track (" + tracks.codec(index) + ") was left out: it cannot be decoded, is empty, or"
                                + " has more than 8 channels or a rate outside 8 to 192 kHz."));
                continue;
            }
            var base = source.timeBase(index);
            sounds.add(new AudioTrack(
                    index,
                    tracks.codec(index),
                    parameters.ch_layout().nb_channels(),
                    parameters.sample_rate(),
                    TrackChoice.tag(source.stream(index), "language", "und", LONGEST_LANGUAGE),
                    TrackChoice.tag(source.stream(index), "title", "", LONGEST_TITLE),
                    (source.stream(index).disposition() & AV_DISPOSITION_DEFAULT) != 0,
                    base.seconds(extent.first),
                    base.seconds(extent.end)));
        }
        return sounds;
    }

    /** Slots of the output: to the end of the last picture, or of sound that goes on much longer. */
    private static long frames(
            long[] times, TimeBase base, RateFinder.Found found, long lastDuration, List<AudioTrack> sounds) {
        var rate = found.rate();
        long last = rate.slotAt(times[times.length - 1] - times[0], base);
        long lastSlots = found.constant() ? 1 : Math.max(1, rate.slotAt(lastDuration, base));
        long frames = last + lastSlots;
        double pictureEnd = base.seconds(times[0]) + frames / rate.perSecond();
        double soundEnd =
                sounds.stream().mapToDouble(AudioTrack::endSeconds).max().orElse(pictureEnd);
        if (soundEnd - pictureEnd > SOUND_MAY_OUTLAST) {
            frames = (long) Math.ceil((soundEnd - base.seconds(times[0])) * rate.perSecond());
        }
        return frames;
    }

    private VideoTrack videoTrack(
            int video, FirstPicture picture, TimeBase base, long[] times, RateFinder.Found found) {
        var stored = picture.size();
        SourceLimits.checkSize(stored.width(), stored.height());
        var orientation = Shape.orientation(source.stream(video));
        var square = Shape.square(stored, Shape.pixel(source.context(), source.stream(video)));
        if (!SourceLimits.showable(square)) {
            warnings.add(new Warning("pixel_shape_ignored", "The file claims a pixel shape that cannot be right."));
            square = stored;
        }
        return new VideoTrack(
                video,
                tracks.codec(video),
                stored,
                orientation.swapsSides() ? square.turned() : square,
                orientation,
                av_get_pix_fmt_name(picture.pixelFormat()).getString(),
                base,
                times[0],
                times.length,
                found.constant(),
                found.rate());
    }

    private static List<FrameRate> declaredRates(AVStream stream) {
        var rates = new ArrayList<FrameRate>();
        for (var rate : List.of(stream.avg_frame_rate(), stream.r_frame_rate())) {
            if (rate.num() > 0 && rate.den() > 0) {
                rates.add(new FrameRate(rate.num(), rate.den()));
            }
        }
        return rates;
    }
}
