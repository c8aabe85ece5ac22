package dev.millrace.timeline;

/**
 * One HLS segment on the grid: whole GOPs.
 *
 * @param number from 0, in presentation order
 * @param firstFrame slot of its first picture
 * @param frames pictures in it
 */
public record Segment(int number, long firstFrame, int frames) {

    /** The slot after its last picture. */
    public long endFrame() {
        return firstFrame + frames;
    }
}
