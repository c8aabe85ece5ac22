package dev.millrace.libav;

import dev.millrace.job.SoundSource;
import dev.millrace.libav.SoundLane.Stretch;

/** A stretch of a rendition's sound before it is encoded: one track of the source, or two mono tracks side by side. */
final class SoundInput implements AutoCloseable {

    private final SoundLane first;
    private final SoundLane right;

    /**
     * @param start first sample, where the first block begins
     * @param end sample after the last; whole blocks
     */
    SoundInput(SoundSource sound, int blockSamples, long start, long end, ProgressMeter progress) {
        int channels = sound.right() == null ? sound.channels() : 1;
        first = new SoundLane(new Stretch(sound, sound.stream(), channels, blockSamples, start, end), progress);
        try {
            right = sound.right() == null
                    ? null
                    : new SoundLane(new Stretch(sound, sound.right(), channels, blockSamples, start, end), progress);
        } catch (RuntimeException e) {
            first.close();
            throw e;
        }
    }

    /** The next block, channel by channel; not to be changed. */
    float[][] next() {
        var block = first.next();
        return right == null ? block : new float[][] {block[0], right.next()[0]};
    }

    @Override
    public void close() {
        first.close();
        if (right != null) {
            right.close();
        }
    }
}
