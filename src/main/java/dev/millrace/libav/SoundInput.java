package dev.millrace.libav;

import dev.millrace.job.SoundSource;
import dev.millrace.libav.SoundLane.Stretch;

/**
 * A rendition's sound before it is encoded: one track of the source, or two mono tracks side by side. Read stretch by
 * stretch.
 */
final class SoundInput implements AutoCloseable {

    private final SoundSource sound;
    private final int blockSamples;
    private final ProgressMeter progress;
    private final SourceFile source;
    private final SourceFile rightSource;

    private SoundLane lane;
    private SoundLane rightLane;

    SoundInput(SoundSource sound, int blockSamples, ProgressMeter progress) {
        this.sound = sound;
        this.blockSamples = blockSamples;
        this.progress = progress;
        source = SourceFile.open(sound.path(), progress);
        try {
            rightSource = sound.right() == null ? null : SourceFile.open(sound.path(), progress);
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /**
     * Goes to a stretch.
     *
     * @param start first sample, where the first block begins
     * @param end sample after the last; whole blocks
     * @param exact whether every sample must be at its place; else what comes before is passed over undecoded where the
     *     container cannot seek, and stretches must ascend
     */
    void enter(long start, long end, boolean exact) {
        leave();
        lane = lane(source, sound.stream(), start, end, exact);
        rightLane = rightSource == null ? null : lane(rightSource, sound.right(), start, end, exact);
    }

    /** The next block, channel by channel; not to be changed. */
    float[][] next() {
        var block = lane.next();
        return rightLane == null ? block : new float[][] {block[0], rightLane.next()[0]};
    }

    @Override
    public void close() {
        leave();
        source.close();
        if (rightSource != null) {
            rightSource.close();
        }
    }

    private SoundLane lane(SourceFile file, int stream, long start, long end, boolean exact) {
        int channels = rightSource == null ? sound.channels() : 1;
        return new SoundLane(file, new Stretch(sound, stream, channels, blockSamples, start, end, exact), progress);
    }

    private void leave() {
        if (lane != null) {
            lane.close();
            lane = null;
        }
        if (rightLane != null) {
            rightLane.close();
            rightLane = null;
        }
    }
}
