package dev.millrace.playback;

import dev.millrace.captions.CaptionSegments;
import dev.millrace.manifest.DashText;
import dev.millrace.manifest.TextPlaylist;
import dev.millrace.manifest.Words;
import dev.millrace.manifest.Words.Audience;
import dev.millrace.manifest.Words.ClosedCaptions;
import dev.millrace.manifest.Words.Subtitles;
import dev.millrace.media.DistinctNames;
import dev.millrace.media.Languages;
import dev.millrace.transcode.StreamPlan;
import dev.millrace.transcode.Streams;
import dev.millrace.words.CaptionKind;
import dev.millrace.words.CaptionView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The captions of a stream as its playlists have them. */
final class PlannedWords {

    /** The first of its kind is by custom in the language of the film. */
    private static final Set<String> FIRST = Set.of("CC1", "SERVICE1");

    private static final Map<CaptionKind, Audience> AUDIENCES = Map.of(
            CaptionKind.SUBTITLES, Audience.FOREIGN,
            CaptionKind.CAPTIONS, Audience.DEAF_TO_SPEECH,
            CaptionKind.SDH, Audience.DEAF);

    private PlannedWords() {}

    static Words of(Streams.Stream stream) {
        return new Words(subtitles(stream.captions()), closedCaptions(stream.plan()));
    }

    /** The media playlist of each, by name of the rendition. */
    static Map<String, TextPlaylist> playlists(Streams.Stream stream) {
        var grid = stream.plan().timeline().grid();
        var playlist = new TextPlaylist(grid.frames() * grid.frameTicks(), grid.timescale(), CaptionSegments.SECONDS);
        return stream.captions().stream().collect(Collectors.toMap(CaptionView::id, c -> playlist));
    }

    /** The same captions for the DASH manifest, under the same names. */
    static List<DashText> dash(Streams.Stream stream) {
        var names = new DistinctNames();
        return stream.captions().stream()
                .map(c -> new DashText(
                        c.id(),
                        names.take(c.label()),
                        c.language(),
                        c.preferred(),
                        c.forced(),
                        AUDIENCES.get(c.kind())))
                .toList();
    }

    private static List<Subtitles> subtitles(List<CaptionView> captions) {
        var names = new DistinctNames();
        var subtitles = new ArrayList<Subtitles>();
        for (var caption : captions) {
            subtitles.add(new Subtitles(
                    caption.id() + "/index.m3u8",
                    names.take(caption.label()),
                    caption.language(),
                    caption.preferred(),
                    caption.forced(),
                    AUDIENCES.get(caption.kind())));
        }
        return subtitles;
    }

    static List<ClosedCaptions> closedCaptions(StreamPlan plan) {
        var spoken =
                plan.audio().isEmpty() ? Languages.UNKNOWN : plan.audio().get(0).language();
        return plan.source().closedCaptions().stream()
                .map(channel -> {
                    var language = FIRST.contains(channel) ? spoken : Languages.UNKNOWN;
                    var name = Languages.englishName(language);
                    return new ClosedCaptions(
                            channel, (name.isEmpty() ? "Captions" : name) + " (" + channel + ")", language);
                })
                .toList();
    }
}
