package dev.millrace.timeline;

/**
 * The unit of work: a run of whole segments that is encoded by itself.
 *
 * @param number from 0, in presentation order
 * @param firstSegment number of its first segment
 * @param segments how many segments it has
 */
public record Chunk(int number, int firstSegment, int segments) {

    /** The number of the segment after its last. */
    public int endSegment() {
        return firstSegment + segments;
    }
}
