package dev.millrace.libav;

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
import java.util.Set;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** Finds out what a source is: every packet is read once, one picture is decoded. */
public final class SourceProbe {

    private static final double LAST_MAY_STAND = 10;

    private static final Set<String> MOVING_PICTURES = Set.of("gif", "apng");

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
        if (Scrambling.marks(path)) {
            throw Encryption.refusal();
        }
        try (var source = SourceFile.open(path, new ProgressMeter(events))) {
            source.joinEdits();
            return new SourceProbe(source).probe(output == null ? null : Path.of(output));
        } catch (ArithmeticException e) {
            throw new SourceException("corrupt_source", "The file is damaged: its clock makes no sense.");
        }
    }

    private SourceFacts probe(Path output) {
        refuseEncrypted();
        SourceLimits.checkSounds(tracks.sounds().size());
        if (tracks.pictures().isEmpty() && !tracks.sounds().isEmpty()) {
            return new SoundOnlyProbe(source, tracks, warnings, output).probe();
        }
        int video = pictureTrack();
        var parameters = source.stream(video).codecpar();
        SourceLimits.checkSize(parameters.width(), parameters.height());
        DolbyVision.refuseWithoutBase(source.stream(video));
        var firstPicture = FirstPicture.decode(source, video).orElse(null);
        source.restart();
        if (firstPicture == null) {
            return withoutPictures(output);
        }
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
        if (Ending.isEarly(source, scan)) {
            warnings.add(Ending.WARNING);
        }
        var base = source.timeBase(video);
        SourceLimits.checkRate(times, base);
        var sounds = SoundTracks.of(source, tracks, scan, warnings);
        var found = rate(times, base, declaredRates(source.stream(video)));
        long packets = frames(times, base, found, lastDuration(scan, times), sounds);
        SourceLimits.checkLength(packets / found.rate().perSecond());
        var entries = new Entries(source.container(), scan, base);
        var fields = FieldProbe.find(source, video, firstPicture, tracks.codec(video), entries, found);
        long frames = fields.slots(packets);
        double seconds = frames / fields.rate().perSecond();
        var track = videoTrack(video, firstPicture, base, times, found.constant(), fields);
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
                null,
                closedCaptions.found());
    }

    private void refuseEncrypted() {
        if (Encryption.marks(source.context())) {
            throw Encryption.refusal();
        }
        for (int i = 0; i < source.streams(); i++) {
            if (Encryption.marks(source.stream(i))) {
                throw Encryption.refusal();
            }
        }
    }

    /** A picture track that was announced and never came. */
    private SourceFacts withoutPictures(Path output) {
        if (tracks.sounds().isEmpty()) {
            throw new SourceException("no_video_or_audio", "The file has a picture track, but no picture in it.");
        }
        warnings.add(new Warning(
                "video_track_empty", "The file's picture track has no picture in it: only the sound is played."));
        return new SoundOnlyProbe(source, tracks, warnings, output).probe();
    }

    private int pictureTrack() {
        var pictures = tracks.pictures();
        if (pictures.isEmpty()) {
            throw new SourceException("no_video_or_audio", "The file contains neither video nor audio.");
        }
        return pictures.stream()
                .filter(tracks::decodable)
                .findFirst()
                .orElseThrow(() -> new SourceException(
                        "unsupported_codec",
                        "The file's video codec (" + tracks.codec(pictures.get(0))
                                + ") is not one that Millrace decodes."));
    }

    /** Transport and program streams do not say how long a picture stands; libav's guess has nothing to go by for one alone. */
    private long lastDuration(PacketScan scan, long[] times) {
        return times.length == 1 && source.container().startsWith("mpeg") ? 0 : scan.duration(times[times.length - 1]);
    }

    /**
     * Of a constant rate as many as there are pictures. Else to the end of the last one: at half the rate of a film of 100
     * that is half as many.
     */
    private static long pictureSlots(long[] times, TimeBase base, RateFinder.Found found, long lastDuration) {
        long last = times[times.length - 1] - times[0];
        // a picture alone may stand for as long as the container says
        boolean alone = times.length == 1;
        long stands = alone ? lastDuration : Math.min(lastDuration, longestBelievable(times, base));
        return found.constant() && !alone || stands == 0
                ? found.rate().slotAt(last, base) + 1
                : Math.max(1, found.rate().slotAt(last + stands, base));
    }

    /** Slots of the packets' rate: to the end of the last picture, or of sound that goes on much longer. */
    private static long frames(
            long[] times, TimeBase base, RateFinder.Found found, long lastDuration, List<AudioTrack> sounds) {
        var rate = found.rate();
        long frames = pictureSlots(times, base, found, lastDuration);
        double pictureEnd = base.seconds(times[0]) + frames / rate.perSecond();
        double soundEnd =
                sounds.stream().mapToDouble(AudioTrack::endSeconds).max().orElse(pictureEnd);
        if (soundEnd - pictureEnd > SourceFacts.SOUND_MAY_OUTLAST) {
            frames = (long) Math.ceil((soundEnd - base.seconds(times[0])) * rate.perSecond());
        }
        return frames;
    }

    /** The last picture may stand twice as long as any other, or some seconds: containers claim days. */
    private static long longestBelievable(long[] times, TimeBase base) {
        long longest = Math.round(LAST_MAY_STAND * base.denominator() / base.numerator());
        for (int i = 1; i < times.length; i++) {
            longest = Math.max(longest, 2 * (times[i] - times[i - 1]));
        }
        return longest;
    }

    private VideoTrack videoTrack(
            int video, FirstPicture picture, TimeBase base, long[] times, boolean constant, FieldProbe.Fields fields) {
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
                fields.pictures(times.length),
                constant,
                fields.rate(),
                picture.colour(),
                fields.interlacing());
    }

    private RateFinder.Found rate(long[] times, TimeBase base, List<FrameRate> declared) {
        return MOVING_PICTURES.contains(source.container())
                ? RateFinder.findSlow(times, base, declared)
                : RateFinder.find(times, base, declared);
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
