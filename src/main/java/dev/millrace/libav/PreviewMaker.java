package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;

import dev.millrace.job.Job;
import dev.millrace.job.JobEvent;
import dev.millrace.media.Orientation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Makes a short moving WebP of some pictures of an excerpt, as good as its size allows. */
public final class PreviewMaker {

    private static final List<Integer> QUALITIES = List.of(60, 40, 20, 5);

    private final Job.MakePreview job;
    private final ProgressMeter progress;
    private final List<AVFrame> pictures = new ArrayList<>();

    private int seen;

    private PreviewMaker(Job.MakePreview job, Consumer<JobEvent> events) {
        this.job = job;
        this.progress = new ProgressMeter(events);
    }

    /** Does the job. Throws {@link ProofException} when the excerpt has not the pictures that were planned. */
    public static void make(Job.MakePreview job, Consumer<JobEvent> events) {
        new PreviewMaker(job, events).make();
    }

    private void make() {
        try {
            collect();
            if (pictures.size() != job.pictures().size()) {
                throw new ProofException(
                        "preview: " + pictures.size() + " of " + job.pictures().size() + " pictures were found");
            }
            write();
        } finally {
            pictures.forEach(f -> av_frame_free(f));
        }
    }

    private void collect() {
        var wanted = new HashSet<>(job.pictures());
        int end = job.pictures().get(job.pictures().size() - 1) + 1;
        var filters = PictureFilters.toImage(Orientation.UPRIGHT, job.size(), "yuv420p", "limited");
        try (var scaled = new FilterChain(filters, this::keep)) {
            new ExcerptPictures(job.source(), progress).all(end, picture -> {
                if (wanted.contains(seen++)) {
                    scaled.accept(picture);
                }
            });
        }
    }

    private void keep(AVFrame picture) {
        var kept = av_frame_alloc();
        Libav.check(av_frame_ref(kept, picture), "keep picture");
        kept.pts(pictures.size());
        kept.duration(1);
        pictures.add(kept);
    }

    private void write() {
        byte[] bytes = null;
        for (var quality : QUALITIES) {
            bytes = AnimationEncoder.encode(pictures, job.rate(), quality, progress);
            if (bytes.length <= job.mostBytes()) {
                break;
            }
        }
        try {
            Files.write(Path.of(job.output()).resolve("preview.webp"), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
