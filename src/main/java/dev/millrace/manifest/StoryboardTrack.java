package dev.millrace.manifest;

import dev.millrace.timeline.Grid;
import dev.millrace.timeline.Storyboard;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A storyboard as players read it: which part of which sheet shows what the film looks like at a time. Covers the film from
 * its start to its end.
 */
public record StoryboardTrack(Storyboard storyboard, Grid grid) {

    private static final String SHEETS = "storyboard/";
    private static final long MILLIS = 1000;

    /** As WebVTT whose cues name a part of a picture (Media Fragments URI, {@code #xywh}). */
    public byte[] webVtt() {
        var out = new StringBuilder("WEBVTT\n");
        for (int i = 0; i < storyboard.tiles(); i++) {
            out.append('\n').append(time(start(i))).append(" --> ");
            out.append(time(start(i + 1))).append('\n');
            out.append(sheet(storyboard.sheet(i)))
                    .append("#xywh=")
                    .append(storyboard.x(i))
                    .append(',')
                    .append(storyboard.y(i))
                    .append(',')
                    .append(storyboard.tile().width())
                    .append(',')
                    .append(storyboard.tile().height())
                    .append('\n');
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** As JSON: the sheets, and for each tile its time in seconds, its sheet and its place. */
    public byte[] json() {
        var out = new StringBuilder(String.format(
                Locale.ROOT,
                "{\"tileWidth\":%d,\"tileHeight\":%d,\"columns\":%d,\"rows\":%d,\"duration\":%s,\"sheets\":[",
                storyboard.tile().width(),
                storyboard.tile().height(),
                storyboard.columns(),
                storyboard.rows(),
                seconds(start(storyboard.tiles()))));
        for (int i = 0; i < storyboard.sheets(); i++) {
            out.append(i == 0 ? "\"" : ",\"").append(sheet(i)).append('"');
        }
        out.append("],\"tiles\":[");
        for (int i = 0; i < storyboard.tiles(); i++) {
            out.append(i == 0 ? "" : ",").append("{\"start\":").append(seconds(start(i)));
            out.append(",\"end\":").append(seconds(start(i + 1)));
            out.append(",\"sheet\":").append(storyboard.sheet(i));
            out.append(",\"x\":").append(storyboard.x(i));
            out.append(",\"y\":").append(storyboard.y(i)).append('}');
        }
        return out.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String sheet(int number) {
        return SHEETS + number + ".jpg";
    }

    /** Milliseconds at which a tile's time begins, rounded up, so that the last one ends no earlier than the film. */
    private long start(int tile) {
        var rate = grid.rate();
        long over = Math.multiplyExact(storyboard.slot(tile, grid) * rate.denominator(), MILLIS);
        return (over + rate.numerator() - 1) / rate.numerator();
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%d.%03d", millis / MILLIS, millis % MILLIS);
    }

    private static String time(long millis) {
        long seconds = millis / MILLIS;
        return String.format(
                Locale.ROOT, "%02d:%02d:%02d.%03d", seconds / 3600, seconds / 60 % 60, seconds % 60, millis % MILLIS);
    }
}
