package dev.millrace.libav;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_INTERLACED;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;

import dev.millrace.job.Job;
import dev.millrace.job.JobEvent;
import dev.millrace.media.Orientation;
import dev.millrace.media.Resolution;
import dev.millrace.media.SeekPoint;
import dev.millrace.media.SourceFacts.Seeking;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Picks the most representative of several pictures and writes it as JPEG and WebP.
 *
 * <p>Representative: its brightness histogram is nearest to the average of all candidates', and it is neither dark nor
 * flat (fades, titles, test cards).
 */
public final class PosterMaker {

    private static final Resolution SAMPLE = new Resolution(64, 36);

    private final Job.MakePosters job;
    private final ProgressMeter progress;
    private final List<AVFrame> candidates = new ArrayList<>();
    private final List<BrightnessHistogram> histograms = new ArrayList<>();

    private PosterMaker(Job.MakePosters job, Consumer<JobEvent> events) {
        this.job = job;
        this.progress = new ProgressMeter(events);
    }

    /** Does the job. Throws {@link SourceException} when no picture can be decoded. */
    public static void make(Job.MakePosters job, Consumer<JobEvent> events) {
        new PosterMaker(job, events).make();
    }

    private void make() {
        try (var source = SourceFile.open(job.source(), progress)) {
            if (job.seeking() == Seeking.FROM_START) {
                source.joinEdits();
            }
            source.only(job.track().index());
            collect(source);
            if (candidates.isEmpty()) {
                throw new SourceException("corrupt_source", "No picture could be decoded for the poster.");
            }
            write(candidates.get(BrightnessHistogram.mostRepresentative(histograms)));
        } finally {
            candidates.forEach(f -> av_frame_free(f));
        }
    }

    private void collect(SourceFile source) {
        if (job.seekPoints().isEmpty()) {
            keepFirst(source, true);
        }
        for (var point : job.seekPoints()) {
            if (seek(source, point)) {
                keepFirst(source, point.presentation() < job.track().first());
            }
        }
    }

    private boolean seek(SourceFile source, SeekPoint point) {
        return job.seeking() == Seeking.BY_POSITION
                ? source.seekToPosition(point.position())
                : source.seekToTime(job.track().index(), point.decode());
    }

    /**
     * @param before whether what is read may begin before the track does: what was cut out of a clip is not shown
     */
    private void keepFirst(SourceFile source, boolean before) {
        int index = job.track().index();
        try (var first = new FirstShown(job.track(), before);
                var decoder = new Decoder(source.stream(index), 1, picture -> {
                    source.time(picture, index);
                    first.accept(picture);
                })) {
            for (var packet = source.next(); packet != null && !first.isFound(); packet = source.next()) {
                if (packet.stream_index() == index) {
                    decoder.accept(packet);
                    progress.count(1);
                }
            }
            if (!first.isFound()) {
                decoder.drain();
            }
            if (first.picture() != null) {
                keep(first.picture());
            }
        }
    }

    private void keep(AVFrame picture) {
        var kept = av_frame_alloc();
        candidates.add(kept); // from here on it is freed at the end
        Libav.check(av_frame_ref(kept, picture), "keep picture");
        kept.flags(kept.flags() & ~AV_FRAME_FLAG_INTERLACED | fields());
        try (var sampler = sampler()) {
            sampler.accept(picture);
        }
    }

    /** The track knows better than the picture whether it is made of fields. */
    private int fields() {
        return job.track().interlacing() == null ? 0 : AV_FRAME_FLAG_INTERLACED;
    }

    private FilterChain sampler() {
        return new FilterChain(
                PictureFilters.toImage(Orientation.UPRIGHT, SAMPLE, "gray", "full"),
                job.track().colour(),
                1,
                small -> histograms.add(BrightnessHistogram.of(small)));
    }

    private void write(AVFrame picture) {
        for (var size : job.sizes()) {
            for (var format : ImageWriter.Format.values()) {
                var file = Path.of(job.output()).resolve(size.width() + "." + format.extension());
                var filters =
                        PictureFilters.toImage(job.track().orientation(), size, format.pixelFormat(), format.range());
                var stamp = job.overlay() == null ? null : Stamp.of(job.overlay(), size, size, format.numbers());
                try (var chain = new FilterChain(filters, job.track().colour(), 1, scaled -> {
                    if (stamp != null) {
                        stamp.on(scaled);
                    }
                    ImageWriter.write(scaled, format, file);
                })) {
                    accept(chain, picture);
                }
                progress.count(1);
            }
        }
    }

    private static void accept(FilterChain chain, AVFrame picture) {
        var copy = av_frame_alloc();
        try {
            Libav.check(av_frame_ref(copy, picture), "copy picture");
            copy.pts(0);
            chain.accept(copy);
        } finally {
            av_frame_free(copy);
        }
    }
}
