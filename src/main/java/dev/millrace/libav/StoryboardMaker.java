package dev.millrace.libav;

import dev.millrace.job.Job;
import dev.millrace.job.JobEvent;
import dev.millrace.media.Orientation;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Draws the key pictures of an excerpt onto sheets, as JPEG. */
public final class StoryboardMaker {

    private static final ImageWriter.Format FORMAT = ImageWriter.Format.JPEG;

    private final Job.MakeStoryboard job;
    private final ProgressMeter progress;

    private int sheets;

    private StoryboardMaker(Job.MakeStoryboard job, Consumer<JobEvent> events) {
        this.job = job;
        this.progress = new ProgressMeter(events);
    }

    /** Does the job. Throws {@link ProofException} when the excerpt has not the pictures that were planned. */
    public static void make(Job.MakeStoryboard job, Consumer<JobEvent> events) {
        new StoryboardMaker(job, events).make();
    }

    private void make() {
        var storyboard = job.storyboard();
        var tile = PictureFilters.toImage(Orientation.UPRIGHT, storyboard.tile(), FORMAT.pixelFormat(), FORMAT.range());
        var onSheets = ",tile=%dx%d".formatted(storyboard.columns(), storyboard.rows());
        try (var sheet = new FilterChain(colours -> tile.text(colours) + onSheets, picture -> {
            ImageWriter.write(picture, FORMAT, Path.of(job.output()).resolve(sheets++ + "." + FORMAT.extension()));
            progress.count(1);
        })) {
            int tiles = new ExcerptPictures(job.source(), progress).keys(sheet::accept);
            if (tiles != storyboard.tiles()) {
                throw new ProofException("storyboard: " + tiles + " of " + storyboard.tiles() + " pictures were found");
            }
            sheet.drain();
        }
        if (sheets != storyboard.sheets()) {
            throw new ProofException("storyboard: " + sheets + " of " + storyboard.sheets() + " sheets were made");
        }
    }
}
