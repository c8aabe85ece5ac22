package dev.millrace.timeline;

import dev.millrace.media.Resolution;

/**
 * Which pictures of a film stand where on the sheets of its storyboard: the first picture of every so many GOPs, row by
 * row, sheet by sheet.
 *
 * @param tile size of one picture
 * @param columns of every sheet
 * @param rows of every sheet; the last one may have empty places
 * @param gopsPerTile how many GOPs a picture stands for
 * @param tiles how many pictures there are
 */
public record Storyboard(Resolution tile, int columns, int rows, int gopsPerTile, int tiles) {

    /** Pictures of a long film lie further apart instead of being more. */
    private static final int MOST_TILES = 300;

    private static final int LONGEST_SIDE = 160;
    private static final int MOST_COLUMNS = 5;
    private static final int MOST_ROWS = 5;

    public Storyboard {
        if (columns < 1 || rows < 1 || gopsPerTile < 1 || tiles < 1) {
            throw new IllegalArgumentException("a storyboard has at least one picture");
        }
    }

    /** @param picture what the sheets are made from */
    public static Storyboard plan(Grid grid, Resolution picture) {
        int gops = gops(grid);
        int gopsPerTile = (gops + MOST_TILES - 1) / MOST_TILES;
        int tiles = (gops + gopsPerTile - 1) / gopsPerTile;
        int columns = Math.min(MOST_COLUMNS, tiles);
        int rows = Math.min(MOST_ROWS, (tiles + columns - 1) / columns);
        return new Storyboard(picture.within(LONGEST_SIDE, LONGEST_SIDE), columns, rows, gopsPerTile, tiles);
    }

    /** How many GOPs a film has; the last may be shorter. */
    public static int gops(Grid grid) {
        return Math.toIntExact((grid.frames() + grid.gopFrames() - 1) / grid.gopFrames());
    }

    public int sheets() {
        return sheet(tiles - 1) + 1;
    }

    public int sheet(int number) {
        return number / (columns * rows);
    }

    /** Pixels from the left of its sheet. */
    public int x(int number) {
        return number % columns * tile.width();
    }

    /** Pixels from the top of its sheet. */
    public int y(int number) {
        return number % (columns * rows) / columns * tile.height();
    }

    /** The GOP whose first picture it is. */
    public int gop(int number) {
        return number * gopsPerTile;
    }

    /** The slot of its picture; for the number after the last the end of the film. */
    public long slot(int number, Grid grid) {
        return Math.min(grid.frames(), (long) gop(number) * grid.gopFrames());
    }
}
