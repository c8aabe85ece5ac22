package dev.millrace.libav;

import dev.millrace.job.Job;
import dev.millrace.job.JobEvent;
import dev.millrace.media.Loudness;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Measures how loud a rendition's sound is before anything is done to it: all of it, or, when there is no time for that,
 * short stretches spread over all of it.
 */
public final class LoudnessScan {

    private static final int BLOCK_SAMPLES = 1024;

    /** Many short stretches say more of a film than few long ones; a short-term value needs three seconds. */
    private static final int STRETCHES = 90;

    private static final double STRETCH_SECONDS = 3.1;

    /** Of what is too short for so many, this share is heard. */
    private static final double SHARE = 0.5;

    /** Stretches at the same distance would keep time with what repeats: their places in their parts follow this. */
    private static final double GOLDEN = 0.6180339887498949;

    private final Job.MeasureLoudness job;
    private final ProgressMeter progress;

    private record Part(long start, long end) {}

    private LoudnessScan(Job.MeasureLoudness job, Consumer<JobEvent> events) {
        this.job = job;
        this.progress = new ProgressMeter(events);
    }

    public static Loudness measure(Job.MeasureLoudness job, Consumer<JobEvent> events) {
        return new LoudnessScan(job, events).measure();
    }

    private Loudness measure() {
        boolean whole = job.whole();
        var meter = new LoudnessMeter(job.sound().channels());
        try (var input = new SoundInput(job.sound(), BLOCK_SAMPLES, progress)) {
            for (var part : whole ? List.of(new Part(0, blocks(job.samples()))) : parts()) {
                input.enter(part.start(), part.end(), whole);
                for (long at = part.start(); at < part.end(); at += BLOCK_SAMPLES) {
                    meter.add(input.next());
                }
                meter.gap();
            }
        }
        return meter.result(whole);
    }

    private List<Part> parts() {
        double length = STRETCH_SECONDS * job.sound().sampleRate();
        int stretches = stretches(job.samples() / length);
        double distance = (double) job.samples() / stretches;
        var parts = new ArrayList<Part>();
        for (int i = 0; i < stretches; i++) {
            double share = (i * GOLDEN) % 1;
            long start = (long) ((i * distance + share * (distance - length)) / BLOCK_SAMPLES) * BLOCK_SAMPLES;
            parts.add(new Part(start, Math.min(start + blocks((long) length), blocks(job.samples()))));
        }
        return parts;
    }

    /** @param fit as many as the sound is long */
    private static int stretches(double fit) {
        return fit >= STRETCHES ? STRETCHES : Math.max(1, (int) (fit * SHARE));
    }

    /** Whole blocks, rounded up. */
    private static long blocks(long samples) {
        return (samples + BLOCK_SAMPLES - 1) / BLOCK_SAMPLES * BLOCK_SAMPLES;
    }
}
