package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import dev.millrace.job.Overlay;
import dev.millrace.libav.WatermarkImage.Pixels;
import dev.millrace.media.Resolution;
import dev.millrace.media.Watermark;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * A watermark made ready for 8-bit 4:2:0 pictures of one size and one meaning of their numbers: what each sample keeps of
 * the picture, and what is added to it. The same arithmetic for every picture, so joints between chunks do not show.
 */
final class Stamp {

    /** The numbers that pictures are made of. */
    enum Numbers {
        /** Of streams. */
        BT709_LIMITED(0.2126, 0.0722, 16, 219, 224),
        /** Of WebP. */
        BT601_LIMITED(0.299, 0.114, 16, 219, 224),
        /** Of JPEG. */
        BT601_FULL(0.299, 0.114, 0, 255, 255);

        private final double red;
        private final double blue;
        private final int black;
        private final int luma;
        private final int chroma;

        Numbers(double red, double blue, int black, int luma, int chroma) {
            this.red = red;
            this.blue = blue;
            this.black = black;
            this.luma = luma;
            this.chroma = chroma;
        }

        /** Y′ of 0 to 1. */
        private double lightness(double r, double g, double b) {
            return red * r + (1 - red - blue) * g + blue * b;
        }
    }

    /** Weights are in 1/65536. */
    private static final int ONE = 1 << 16;

    private static final int GREY = 128;

    private final StampPlace place;
    private final Layer[] layers;
    private final byte[] row;

    private Stamp(StampPlace place, Layer[] layers) {
        this.place = place;
        this.layers = layers;
        this.row = new byte[place.size().width()];
    }

    /** What is done to a plane's samples under the mark. {@code add} has the half in it that rounds. */
    private record Layer(int[] keep, int[] add) {

        private Layer(int samples) {
            this(new int[samples], new int[samples]);
        }

        private void set(int at, double alpha, double value) {
            keep[at] = (int) Math.round((1 - alpha) * ONE);
            add[at] = (int) Math.round(value * ONE) + ONE / 2;
        }
    }

    /**
     * Reads and scales the image.
     *
     * @param size of the pictures
     * @param inner of what is shown in their middle; the rest is black
     */
    static Stamp of(Overlay overlay, Resolution size, Resolution inner, Numbers numbers) {
        try (var image = WatermarkImage.open(overlay.image())) {
            var shape = new Resolution(image.width(), image.height());
            var place = StampPlace.of(overlay.watermark(), shape, size, inner);
            return new Stamp(place, layers(image.scaled(place.size()), overlay.watermark(), numbers));
        }
    }

    /** Lays the mark over a picture, on a copy where somebody else has the same picture. */
    void on(AVFrame picture) {
        Libav.check(av_frame_make_writable(picture), "write on picture");
        lay(picture, 0, 1);
        lay(picture, 1, 2);
        lay(picture, 2, 2);
    }

    private void lay(AVFrame picture, int plane, int step) {
        var layer = layers[plane];
        int width = place.size().width() / step;
        int height = place.size().height() / step;
        var data = picture.data(plane);
        for (int y = 0; y < height; y++) {
            long start = (long) (place.y() / step + y) * picture.linesize(plane) + place.x() / step;
            data.position(start).get(row, 0, width);
            for (int x = 0, at = y * width; x < width; x++, at++) {
                int sum = (row[x] & 0xff) * layer.keep[at] + layer.add[at] >>> 16;
                row[x] = (byte) Math.min(0xff, sum); // pure red in full range is 255.5
            }
            data.position(start).put(row, 0, width);
        }
    }

    private static Layer[] layers(Pixels pixels, Watermark watermark, Numbers numbers) {
        int width = pixels.width();
        int height = pixels.height();
        var luma = new Layer(width * height);
        var blueness = new Layer(width * height / 4);
        var redness = new Layer(width * height / 4);
        double weight = watermark.opacity() / 100.0 / 255;
        for (int y = 0; y < height; y += 2) {
            for (int x = 0; x < width; x += 2) {
                var sum = new double[4];
                for (int i = 0; i < 4; i++) {
                    add(pixels, (y + i / 2) * width + x + i % 2, weight, numbers, luma, sum);
                }
                int at = y / 2 * (width / 2) + x / 2;
                double lightness = numbers.lightness(sum[0], sum[1], sum[2]);
                double scale = numbers.chroma / 2.0;
                blueness.set(at, sum[3], GREY * sum[3] + scale * (sum[2] - lightness) / (1 - numbers.blue));
                redness.set(at, sum[3], GREY * sum[3] + scale * (sum[0] - lightness) / (1 - numbers.red));
            }
        }
        return new Layer[] {luma, blueness, redness};
    }

    /** One pixel to the luma, and a quarter of it to the sum of red, green, blue and alpha that a sample of chroma is of. */
    private static void add(Pixels pixels, int at, double weight, Numbers numbers, Layer luma, double[] sum) {
        int alpha = pixels.alpha()[at] & 0xff;
        // each is rounded by itself: no more light than there is mark
        double a = alpha * weight;
        double r = Math.min(pixels.red()[at] & 0xff, alpha) * weight;
        double g = Math.min(pixels.green()[at] & 0xff, alpha) * weight;
        double b = Math.min(pixels.blue()[at] & 0xff, alpha) * weight;
        luma.set(at, a, numbers.black * a + numbers.luma * numbers.lightness(r, g, b));
        sum[0] += r / 4;
        sum[1] += g / 4;
        sum[2] += b / 4;
        sum[3] += a / 4;
    }
}
