package dev.millrace.transcode;

import dev.millrace.media.FrameRate;
import dev.millrace.timeline.Grid;
import dev.millrace.timeline.Storyboard;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What of a film its moving preview shows: three seconds, from three places when it is longer than that.
 *
 * @param gops the GOPs they are in, ascending
 * @param pictures which pictures of these GOPs behind one another, counted from 0
 * @param rate of the preview
 */
record Moments(List<Integer> gops, List<Integer> pictures, FrameRate rate) {

    private static final int PLACES = 3;
    private static final double SECONDS_EACH = 1;
    private static final double SECONDS_IN_ALL = 3;

    /** Smooth enough to see what goes on, at a third of the bytes. */
    private static final double PICTURES_PER_SECOND = 10;

    static Moments of(Grid grid) {
        int all = Storyboard.gops(grid);
        double perSecond = grid.rate().perSecond();
        int step = (int) Math.max(1, Math.round(perSecond / PICTURES_PER_SECOND));
        boolean whole = all < PLACES;
        var gops = whole
                ? IntStream.range(0, all).boxed().toList()
                : IntStream.range(0, PLACES)
                        .mapToObj(i -> (2 * i + 1) * all / (2 * PLACES))
                        .toList();
        long each = Math.max(1, Math.round(perSecond * (whole ? SECONDS_IN_ALL / all : SECONDS_EACH)));
        var pictures = new ArrayList<Integer>();
        int before = 0;
        for (int gop : gops) {
            int frames = (int) Math.min(grid.gopFrames(), grid.frames() - (long) gop * grid.gopFrames());
            for (int i = 0; i < Math.min(frames, each); i += step) {
                pictures.add(before + i);
            }
            before += frames;
        }
        return new Moments(
                gops,
                pictures,
                new FrameRate(
                        grid.rate().numerator(), Math.multiplyExact(grid.rate().denominator(), step)));
    }
}
