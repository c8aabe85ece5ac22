package dev.millrace.libav;

import dev.millrace.media.Chapter;
import dev.millrace.media.TimeBase;
import dev.millrace.media.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The chapters of a source, put right: in order, within the film, each to the beginning of the next at most. */
final class Chapters {

    private static final int MOST = 500;
    private static final double SHORTEST_SECONDS = 0.001;

    private Chapters() {}

    /**
     * @param origin instant of the source that becomes zero
     * @param seconds length of the film
     */
    static List<Chapter> of(SourceFile source, Timestamp origin, double seconds) {
        var found = new ArrayList<Chapter>();
        var context = source.context();
        for (int i = 0; i < Math.min(context.nb_chapters(), MOST); i++) {
            var chapter = context.chapters(i);
            if (chapter.time_base().num() > 0 && chapter.time_base().den() > 0) {
                var base = new TimeBase(
                        chapter.time_base().num(), chapter.time_base().den());
                found.add(new Chapter(
                        base.seconds(chapter.start()) - origin.seconds(),
                        base.seconds(chapter.end()) - origin.seconds(),
                        TrackChoice.tag(chapter.metadata(), "title", "", TrackChoice.LONGEST_TITLE)));
            }
        }
        return putRight(found, seconds);
    }

    static List<Chapter> putRight(List<Chapter> found, double seconds) {
        var sorted = found.stream()
                .sorted(Comparator.comparingDouble(Chapter::startSeconds))
                .toList();
        var chapters = new ArrayList<Chapter>();
        for (int i = 0; i < sorted.size(); i++) {
            double start = Math.max(0, sorted.get(i).startSeconds());
            double next = i + 1 < sorted.size() ? sorted.get(i + 1).startSeconds() : seconds;
            double said = sorted.get(i).endSeconds();
            double end = Math.min(said > start ? Math.min(said, next) : next, seconds);
            if (end - start >= SHORTEST_SECONDS) {
                chapters.add(new Chapter(start, end, sorted.get(i).title()));
            }
        }
        return chapters;
    }
}
