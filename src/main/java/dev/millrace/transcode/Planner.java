package dev.millrace.transcode;

import dev.millrace.ladder.Ladder;
import dev.millrace.media.AudioTrack;
import dev.millrace.media.Languages;
import dev.millrace.media.Resolution;
import dev.millrace.media.SourceFacts;
import dev.millrace.media.SourceFacts.Seeking;
import dev.millrace.timeline.AudioGrid;
import dev.millrace.timeline.Grid;
import dev.millrace.timeline.Timeline;
import dev.millrace.transcode.StreamPlan.Sound;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes the plan of a stream from what was probed and the settings. A pure function. */
final class Planner {

    private static final int SAMPLE_RATE = 48_000;
    private static final List<Integer> POSTER_WIDTHS = List.of(320, 640, 1280);

    private final String preset;
    private final int highestRung;
    private final long audioBitRate;

    Planner(String preset, int highestRung, long audioBitRate) {
        this.preset = preset;
        this.highestRung = highestRung;
        this.audioBitRate = audioBitRate;
    }

    StreamPlan plan(SourceFacts facts) {
        var track = facts.video();
        var grid = Grid.of(track.rate(), facts.frames());
        var timeline = Timeline.plan(grid, facts.seekable() == Seeking.FROM_START ? null : keySlots(facts, grid));
        return new StreamPlan(
                facts,
                timeline,
                Ladder.forSource(track.display(), track.rate(), highestRung),
                sounds(facts, AudioGrid.along(timeline, SAMPLE_RATE)),
                preset,
                posters(track.display()));
    }

    private static List<Long> keySlots(SourceFacts facts, Grid grid) {
        var track = facts.video();
        return facts.seekPoints().stream()
                .map(p -> grid.rate().slotAt(p.presentation() - track.first(), track.timeBase()))
                .toList();
    }

    /** The container's default track first; players offer them under distinct labels. */
    private List<Sound> sounds(SourceFacts facts, AudioGrid grid) {
        var ordered = facts.audio().stream()
                .sorted(Comparator.comparing(AudioTrack::preferred).reversed())
                .toList();
        var labels = new HashSet<String>();
        var sounds = new ArrayList<Sound>();
        for (var track : ordered) {
            var language = Languages.tag(track.language());
            sounds.add(new Sound(
                    "a" + sounds.size(), track.index(), label(track, language, labels), language, grid, audioBitRate));
        }
        return sounds;
    }

    private static String label(AudioTrack track, String language, HashSet<String> taken) {
        var spoken = Locale.forLanguageTag(language).getDisplayLanguage(Locale.ENGLISH);
        var name = Stream.of(track.title(), language.equals(Languages.UNKNOWN) ? "" : spoken, "Audio")
                .map(t -> t.replaceAll("[\"\\p{Cntrl}]", " ").strip())
                .filter(t -> !t.isBlank())
                .findFirst()
                .orElseThrow();
        return IntStream.iterate(1, n -> n + 1)
                .mapToObj(n -> n == 1 ? name : name + " " + n)
                .filter(taken::add)
                .findFirst()
                .orElseThrow();
    }

    private static List<Resolution> posters(Resolution display) {
        var sizes = POSTER_WIDTHS.stream()
                .filter(w -> w <= display.width())
                .map(w -> new Resolution(w, (int) Math.round((double) w * display.height() / display.width())).even())
                .toList();
        return sizes.isEmpty() ? List.of(display.even()) : sizes;
    }
}
