package dev.millrace.captions;

import dev.millrace.media.Chapter;
import java.util.List;

/** Writes WebVTT files. Cues have no names: players need none, and none can be there twice. */
public final class WebVtt {

    private static final String HEADER = "WEBVTT\n";

    /** Cues and pictures count from the same zero: the first decode time of every rendition. */
    private static final String TIMESTAMP_MAP = "X-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n";

    private WebVtt() {}

    /** A whole file of captions. */
    public static String file(List<Cue> cues) {
        return write(HEADER, cues);
    }

    /**
     * An HLS segment (RFC 8216 §3.5): every cue that is shown at some time of [from, to), with its own times unchanged.
     */
    public static String segment(List<Cue> cues, long fromMillis, long toMillis) {
        var shown = cues.stream().filter(c -> c.shows(fromMillis, toMillis)).toList();
        return write(HEADER + TIMESTAMP_MAP, shown);
    }

    /** A chapters file; a chapter without a title has its number. */
    public static String chapters(List<Chapter> chapters) {
        var out = new StringBuilder(HEADER);
        for (int i = 0; i < chapters.size(); i++) {
            var chapter = chapters.get(i);
            var title =
                    new CueMarkup().add(chapter.title().replaceAll("\\R", " ")).text();
            append(
                    out,
                    Math.round(chapter.startSeconds() * 1000),
                    Math.round(chapter.endSeconds() * 1000),
                    "",
                    title.isBlank() ? "Chapter " + (i + 1) : title);
        }
        return out.toString();
    }

    private static String write(String header, List<Cue> cues) {
        var out = new StringBuilder(header.length() + 80 * cues.size()).append(header);
        for (var cue : cues) {
            append(out, cue.startMillis(), cue.endMillis(), cue.settings(), cue.text());
        }
        return out.toString();
    }

    private static void append(StringBuilder out, long start, long end, String settings, String text) {
        out.append('\n');
        appendTime(out, start);
        out.append(" --> ");
        appendTime(out, end);
        out.append(settings.isEmpty() ? "" : " ").append(settings).append('\n');
        out.append(text).append('\n');
    }

    /** {@code 01:02:03.004}: hours always, three decimals. */
    private static void appendTime(StringBuilder out, long millis) {
        appendNumber(out, millis / 3_600_000, 2).append(':');
        appendNumber(out, millis / 60_000 % 60, 2).append(':');
        appendNumber(out, millis / 1000 % 60, 2).append('.');
        appendNumber(out, millis % 1000, 3);
    }

    private static StringBuilder appendNumber(StringBuilder out, long number, int digits) {
        var text = Long.toString(number);
        return out.append("0".repeat(Math.max(0, digits - text.length()))).append(text);
    }
}
