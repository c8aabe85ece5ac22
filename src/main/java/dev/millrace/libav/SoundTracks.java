package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;

import dev.millrace.media.AudioTrack;
import dev.millrace.media.Warning;
import java.util.ArrayList;
import java.util.List;

/** The sound tracks of a source that can be heard; the others are left out with a warning. */
final class SoundTracks {

    private SoundTracks() {}

    static List<AudioTrack> of(SourceFile source, TrackChoice tracks, PacketScan scan, List<Warning> warnings) {
        var sounds = new ArrayList<AudioTrack>();
        for (int index : tracks.sounds()) {
            var extent = scan.extent(index);
            var parameters = source.stream(index).codecpar();
            boolean usable = tracks.decodable(index)
                    && extent.packets > 0
                    && extent.end > extent.first
                    && SourceLimits.audible(parameters.ch_layout().nb_channels(), parameters.sample_rate());
            if (usable) {
                sounds.add(track(source, tracks, index, extent));
            } else {
                warnings.add(skipped(tracks.codec(index)));
            }
        }
        return sounds;
    }

    static Warning skipped(String codec) {
        return new Warning(
                "audio_track_skipped",
                "A sound track (" + codec + ") was left out: it cannot be decoded, is empty, or"
                        + " has more than 8 channels or a rate outside 8 to 192 kHz.");
    }

    private static AudioTrack track(SourceFile source, TrackChoice tracks, int index, PacketScan.Extent extent) {
        var stream = source.stream(index);
        var base = source.timeBase(index);
        double start = base.seconds(extent.first)
                + (double) extent.priming / stream.codecpar().sample_rate();
        return new AudioTrack(
                index,
                tracks.codec(index),
                stream.codecpar().ch_layout().nb_channels(),
                stream.codecpar().sample_rate(),
                TrackChoice.tag(stream, "language", "und", TrackChoice.LONGEST_LANGUAGE),
                TrackChoice.tag(stream, "title", "", TrackChoice.LONGEST_TITLE),
                (stream.disposition() & AV_DISPOSITION_DEFAULT) != 0,
                start,
                Math.max(start, base.seconds(extent.end)));
    }
}
