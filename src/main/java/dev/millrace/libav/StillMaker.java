package dev.millrace.libav;

import dev.millrace.job.Job;
import dev.millrace.job.JobEvent;
import dev.millrace.media.Orientation;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;

/** Writes one picture of an excerpt as an image. */
public final class StillMaker {

    private StillMaker() {}

    /** Does the job. Throws {@link ProofException} when the excerpt has no such picture. */
    public static void make(Job.MakeStill job, Consumer<JobEvent> events) {
        var format = Arrays.stream(ImageWriter.Format.values())
                .filter(f -> f.extension().equals(job.format()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no image is called " + job.format()));
        var file = Path.of(job.output()).resolve("still." + job.format());
        var filters = PictureFilters.toImage(Orientation.UPRIGHT, job.size(), format.pixelFormat(), format.range());
        var at = new int[1];
        try (var scaled = new FilterChain(filters, picture -> ImageWriter.write(picture, format, file))) {
            int most = job.picture() + 1;
            int shown = new ExcerptPictures(job.source(), new ProgressMeter(events)).all(most, picture -> {
                if (at[0]++ == job.picture()) {
                    scaled.accept(picture);
                }
            });
            if (shown < most) {
                throw new ProofException("there is no picture " + job.picture() + " among " + shown);
            }
        }
    }
}
