package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt_name;

import dev.millrace.job.JobEvent;
import dev.millrace.media.AudioTrack;
import dev.millrace.media.Bitrate;
import dev.millrace.media.FrameRate;
import dev.millrace.media.Orientation;
import dev.millrace.media.Resolution;
import dev.millrace.media.SeekPoint;
import dev.millrace.media.SourceFacts;
import dev.millrace.media.SourceFacts.Seeking;
import dev.millrace.media.TimeBase;
import dev.millrace.media.VideoTrack;
import dev.millrace.media.Warning;
import dev.millrace.timeline.RateFinder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.IntPointer;

/** Finds out what a source is: every packet is read once, one picture is decoded. */
public final class SourceProbe {

    private static final int LARGEST_SIDE = 8192;
    private static final double LONGEST_SECONDS = 12 * 3600;
    private static final double SEEK_POINT_DISTANCE = 0.5;

    /** Sound that goes on for longer than this after the last picture keeps the last picture standing. */
    private static final double SOUND_MAY_OUTLAST = 1;

    private final SourceFile source;
    private final TrackChoice tracks;
    private final List<Warning> warnings = new ArrayList<>();

    private SourceProbe(SourceFile source) {
        this.source = source;
        this.tracks = new TrackChoice(source);
    }

    /** Throws {@link SourceException} when the source cannot be played. */
    public static SourceFacts probe(String path, Consumer<JobEvent> events) {
        try (var source = SourceFile.open(path)) {
            return new SourceProbe(source).probe(new ProgressMeter(events));
        }
    }

    private SourceFacts probe(ProgressMeter progress) {
        refuseEncrypted();
        int video = pictureTrack();
        var firstPicture = FirstPicture.decode(source, video);
        source.restart();
        var scan = PacketScan.of(source, video, progress);
        if (scan.encrypted()) {
            throw encrypted();
        }
        var times = scan.pictureTimes();
        if (times.length == 0) {
            throw new SourceException("no_video_or_audio", "The file has a picture track, but no picture in it.");
        }
        var base = source.timeBase(video);
        var sounds = sounds(scan);
        var found = RateFinder.find(times, base, declaredRates(source.stream(video)));
        long frames = frames(times, base, found, scan.lastDuration(), sounds);
        double seconds = frames / found.rate().perSecond();
        if (seconds > LONGEST_SECONDS) {
            throw new SourceException("too_long", "The film is longer than 12 hours.");
        }
        var track = videoTrack(video, firstPicture, base, times, found);
        var seeking = seeking(scan, times, base);
        return new SourceFacts(
                source.container(),
                track,
                sounds,
                seconds,
                new Bitrate(Math.round(source.sizeBytes() * 8 / Math.max(seconds, 0.001))),
                seeking == Seeking.FROM_START ? List.of() : thinned(scan.keys(), base),
                seeking,
                warnings,
                frames);
    }

    private void refuseEncrypted() {
        for (int i = 0; i < source.streams(); i++) {
            if (tracks.encrypted(i)) {
                throw encrypted();
            }
        }
    }

    private static SourceException encrypted() {
        return new SourceException(
                "encrypted_source", "The file is encrypted (DRM). Upload a copy without copy protection.");
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
                    && parameters.sample_rate() > 0;
            if (!usable) {
                warnings.add(new Warning(
                        "audio_track_skipped",
                        "A sound track (" + tracks.codec(index) + ") was left out: it cannot be decoded or is empty."));
                continue;
            }
            var base = source.timeBase(index);
            sounds.add(new AudioTrack(
                    index,
                    tracks.codec(index),
                    parameters.ch_layout().nb_channels(),
                    parameters.sample_rate(),
                    TrackChoice.tag(source.stream(index), "language", "und"),
                    TrackChoice.tag(source.stream(index), "title", ""),
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
        if (Math.max(stored.width(), stored.height()) > LARGEST_SIDE) {
            throw new SourceException("too_large", "The picture is larger than 8192 pixels.");
        }
        var orientation = orientation(source.stream(video));
        var square = squarePixels(video, stored);
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

    /** Wider pixels make the picture wider, taller ones make it taller: never fewer pixels than stored. */
    private Resolution squarePixels(int video, Resolution stored) {
        AVRational pixel = av_guess_sample_aspect_ratio(source.context(), source.stream(video), null);
        if (pixel.num() <= 0 || pixel.den() <= 0 || pixel.num() == pixel.den()) {
            return stored;
        }
        double aspect = (double) pixel.num() / pixel.den();
        return aspect > 1
                ? new Resolution((int) Math.round(stored.width() * aspect), stored.height())
                : new Resolution(stored.width(), (int) Math.round(stored.height() / aspect));
    }

    private static Orientation orientation(AVStream stream) {
        var parameters = stream.codecpar();
        if (parameters.nb_coded_side_data() == 0) {
            return Orientation.UPRIGHT;
        }
        var data = av_packet_side_data_get(
                parameters.coded_side_data(), parameters.nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
        if (data == null || data.isNull() || data.size() < 36) {
            return Orientation.UPRIGHT;
        }
        var values = new IntPointer(data.data());
        return new DisplayMatrix(values.get(0), values.get(1), values.get(3), values.get(4)).orientation();
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

    private Seeking seeking(PacketScan scan, long[] times, TimeBase base) {
        if (scan.timesMissing() || brokenTimes(scan, base)) {
            return Seeking.FROM_START;
        }
        var container = source.container();
        if (container.contains("mp4") || container.contains("matroska")) {
            return Seeking.BY_TIME;
        }
        return container.equals("mpegts") ? Seeking.BY_POSITION : Seeking.FROM_START;
    }

    /** Key frames that do not ascend: the clock was set back in mid-stream, seeking would land anywhere. */
    private static boolean brokenTimes(PacketScan scan, TimeBase base) {
        var keys = scan.keys();
        for (int i = 1; i < keys.size(); i++) {
            if (keys.get(i).presentation() <= keys.get(i - 1).presentation()) {
                return true;
            }
        }
        return false;
    }

    private static List<SeekPoint> thinned(List<SeekPoint> keys, TimeBase base) {
        var kept = new ArrayList<SeekPoint>();
        var ascending = keys.stream()
                .sorted(Comparator.comparingLong(SeekPoint::presentation))
                .toList();
        for (var key : ascending) {
            if (kept.isEmpty()
                    || base.seconds(key.presentation()
                                    - kept.get(kept.size() - 1).presentation())
                            >= SEEK_POINT_DISTANCE) {
                kept.add(key);
            }
        }
        return kept;
    }
}
