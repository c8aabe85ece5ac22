package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import java.util.Random;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Paints pictures: the number above, below a landscape of noise that pans, which is as hard to encode as a film. */
final class SamplePainter implements AutoCloseable {

    private static final int TEXTURE = 256;
    private static final byte[] LANDSCAPE = landscape();

    private final SampleFilm film;
    private final AVFrame frame = av_frame_alloc();

    SamplePainter(SampleFilm film) {
        this.film = film;
        frame.width(film.width).height(film.height).format(AV_PIX_FMT_YUV420P);
        Libav.check(av_frame_get_buffer(frame, 0), "allocate picture");
    }

    /** The picture of a number, 8-bit 4:2:0, limited range; valid until the next call. */
    AVFrame paint(int number) {
        Libav.check(av_frame_make_writable(frame), "reuse picture");
        plane(0, film.width, film.height, number);
        plane(1, (film.width + 1) / 2, (film.height + 1) / 2, number);
        plane(2, (film.width + 1) / 2, (film.height + 1) / 2, number);
        return frame;
    }

    @Override
    public void close() {
        av_frame_free(frame);
    }

    private void plane(int plane, int width, int height, int number) {
        var row = new byte[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                row[x] = (byte) value(plane, x, y, width, height, shown(number, y));
            }
            frame.data(plane).position((long) y * frame.linesize(plane)).put(row);
        }
        frame.data(plane).position(0);
    }

    /** Of two fields, each has its own number. */
    private int shown(int number, int line) {
        if (film.topFirst == null) {
            return number;
        }
        boolean first = (line % 2 == 0) == film.topFirst;
        int field = 2 * number + (first ? 0 : 1);
        return film.telecined ? Pulldown.picture(field) : field;
    }

    private int value(int plane, int p, int q, int width, int height, int number) {
        int[] m = film.matrix;
        boolean swapped = m[0] == 0;
        int shownWidth = swapped ? height : width;
        int shownHeight = swapped ? width : height;
        // a turned or mirrored axis counts from the far side
        int x = m[0] * p + m[2] * q + (m[0] + m[2] < 0 ? shownWidth - 1 : 0);
        int y = m[1] * p + m[3] * q + (m[1] + m[3] < 0 ? shownHeight - 1 : 0);
        if (plane > 0) {
            return 128 + (LANDSCAPE[at(x + number, y * 2 + plane * 50)] - 128 & 0xff) / 8 - 16;
        }
        if (2 * y < shownHeight && film.topFirst != null) {
            return FieldNumber.brightness(number, x);
        }
        if (2 * y < shownHeight) {
            return FrameNumber.brightness(number, (double) x / shownWidth, (double) y / shownHeight);
        }
        return 16 + (LANDSCAPE[at(x + 2 * number, y + number / 2)] & 0xff) * 200 / 255;
    }

    private static int at(int x, int y) {
        return Math.floorMod(y, TEXTURE) * TEXTURE + Math.floorMod(x, TEXTURE);
    }

    /** Value noise of several octaves, seeded. */
    private static byte[] landscape() {
        var random = new Random(4);
        var sum = new double[TEXTURE * TEXTURE];
        double weight = 0.5;
        for (int cell = 64; cell >= 2; cell /= 2, weight *= 0.55) {
            int points = TEXTURE / cell;
            var heights = random.doubles((long) points * points).toArray();
            for (int y = 0; y < TEXTURE; y++) {
                for (int x = 0; x < TEXTURE; x++) {
                    sum[y * TEXTURE + x] += weight * between(heights, points, (double) x / cell, (double) y / cell);
                }
            }
        }
        var bytes = new byte[sum.length];
        for (int i = 0; i < sum.length; i++) {
            bytes[i] = (byte) Math.max(0, Math.min(255, sum[i] * 230));
        }
        return bytes;
    }

    private static double between(double[] heights, int points, double x, double y) {
        int left = (int) x;
        int top = (int) y;
        double fx = x - left;
        double fy = y - top;
        double upper = heights[top % points * points + left % points] * (1 - fx)
                + heights[top % points * points + (left + 1) % points] * fx;
        double lower = heights[(top + 1) % points * points + left % points] * (1 - fx)
                + heights[(top + 1) % points * points + (left + 1) % points] * fx;
        return upper * (1 - fy) + lower * fy;
    }
}
