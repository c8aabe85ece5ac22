package dev.millrace.libav;

import static dev.millrace.libav.Libav.check;
import static org.bytedeco.ffmpeg.global.avfilter.AV_BUFFERSRC_FLAG_KEEP_REF;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame_flags;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_get_by_name;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_create_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_parse_ptr;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_inout_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_inout_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_strdup;

import dev.millrace.media.Colour;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/**
 * A chain of picture filters; those we use leave time stamps as they are, except for {@link Deinterlacer}. Built for the first picture and
 * built anew when the pictures change their size, format or colours in mid-stream.
 */
final class FilterChain implements Stage<AVFrame> {

    private final PictureFilters filters;
    private final Colour colour;
    private final int threads;
    private final Consumer<AVFrame> downstream;
    private final AVFrame output = av_frame_alloc();
    private final PictureShape shape = new PictureShape();

    private AVFilterGraph graph;
    private AVFilterContext source;
    private AVFilterContext sink;

    FilterChain(String filters, Consumer<AVFrame> downstream) {
        this(colours -> filters, downstream);
    }

    FilterChain(PictureFilters filters, Consumer<AVFrame> downstream) {
        this(filters, Colour.UNKNOWN, 1, downstream);
    }

    /**
     * @param colour what the source says of all its pictures
     * @param threads that a filter may use, 1 or more
     */
    FilterChain(PictureFilters filters, Colour colour, int threads, Consumer<AVFrame> downstream) {
        this.filters = filters;
        this.colour = colour;
        this.threads = threads;
        this.downstream = downstream;
    }

    @Override
    public void accept(AVFrame picture) {
        UntaggedColours.name(picture, colour);
        if (shape.changesTo(picture)) {
            drain();
            close(graph);
            build(picture);
        }
        check(av_buffersrc_add_frame_flags(source, picture, AV_BUFFERSRC_FLAG_KEEP_REF), "filter picture");
        handOn();
    }

    @Override
    public void drain() {
        if (graph != null) {
            check(av_buffersrc_add_frame_flags(source, null, 0), "drain filters");
            handOn();
        }
    }

    @Override
    public void close() {
        av_frame_free(output);
        close(graph);
    }

    private void handOn() {
        while (true) {
            int result = av_buffersink_get_frame(sink, output);
            if (result == AVERROR_EAGAIN() || result == AVERROR_EOF) {
                return;
            }
            check(result, "filter picture");
            downstream.accept(output);
            av_frame_unref(output);
        }
    }

    private void build(AVFrame picture) {
        graph = avfilter_graph_alloc();
        graph.nb_threads(threads);
        source = new AVFilterContext(null);
        sink = new AVFilterContext(null);
        check(
                avfilter_graph_create_filter(
                        source, avfilter_get_by_name("buffer"), "in", describe(picture), null, graph),
                "make filter source");
        check(
                avfilter_graph_create_filter(
                        sink, avfilter_get_by_name("buffersink"), "out", (String) null, null, graph),
                "make filter sink");
        var text = filters.text(PictureColours.of(picture, colour.peakNits()));
        var outputs = avfilter_inout_alloc();
        var inputs = avfilter_inout_alloc();
        try {
            outputs.name(name("in")).filter_ctx(source).pad_idx(0).next(null);
            inputs.name(name("out")).filter_ctx(sink).pad_idx(0).next(null);
            check(avfilter_graph_parse_ptr(graph, text, inputs, outputs, null), "read filters " + text);
        } finally {
            avfilter_inout_free(inputs);
            avfilter_inout_free(outputs);
        }
        check(avfilter_graph_config(graph, null), "set up filters " + text);
    }

    /** A copy that libav frees with what it names. */
    private static BytePointer name(String text) {
        try (var ours = new BytePointer(text)) {
            return av_strdup(ours);
        }
    }

    private static String describe(AVFrame picture) {
        var pixel = picture.sample_aspect_ratio();
        return "video_size=%dx%d:pix_fmt=%d:time_base=1/1:pixel_aspect=%d/%d:colorspace=%d:range=%d"
                .formatted(
                        picture.width(),
                        picture.height(),
                        picture.format(),
                        pixel.num(),
                        Math.max(1, pixel.den()),
                        picture.colorspace(),
                        picture.color_range());
    }

    private static void close(AVFilterGraph graph) {
        if (graph != null) {
            avfilter_graph_free(graph);
        }
    }

    /** What a filter graph was built for. */
    private static final class PictureShape {

        private int width;
        private int height;
        private int format = -1;
        private int matrix;
        private int range;
        private int primaries;
        private int transfer;

        boolean changesTo(AVFrame picture) {
            if (picture.width() == width
                    && picture.height() == height
                    && picture.format() == format
                    && picture.colorspace() == matrix
                    && picture.color_range() == range
                    && picture.color_primaries() == primaries
                    && picture.color_trc() == transfer) {
                return false;
            }
            width = picture.width();
            height = picture.height();
            format = picture.format();
            matrix = picture.colorspace();
            range = picture.color_range();
            primaries = picture.color_primaries();
            transfer = picture.color_trc();
            return true;
        }
    }
}
