package dev.millrace.libav;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Decodes a film's pictures and reads the numbers painted into them. */
final class Pictures {

    /** A decoded picture: its time in ticks of the track, the number in it ({@link FrameNumber}). */
    record Picture(long time, int number, int width, int height) {}

    private Pictures() {}

    /** All pictures in the order they are shown; damage of any kind is an error. */
    static List<Picture> of(Path file) {
        Libav.load();
        var pictures = new ArrayList<Picture>();
        try (var source = SourceFile.open(file.toString(), new ProgressMeter(e -> {}));
                var plain = new FilterChain("format=yuv420p", frame -> pictures.add(read(frame)));
                var decoder = new Decoder(source.stream(0), 1, plain::accept)) {
            for (var packet = source.next(); packet != null; packet = source.next()) {
                if (packet.stream_index() == 0) {
                    decoder.accept(packet);
                }
            }
            decoder.drain();
            if (decoder.damagedPackets() > 0) {
                throw new AssertionError(decoder.damagedPackets() + " damaged packets in " + file);
            }
        }
        return pictures;
    }

    /** The luma of all pictures. */
    static List<byte[]> luma(Path file) {
        var pictures = new ArrayList<byte[]>();
        try (var source = SourceFile.open(file.toString(), new ProgressMeter(e -> {}));
                var decoder = new Decoder(source.stream(0), 1, frame -> pictures.add(luma(frame)))) {
            for (var packet = source.next(); packet != null; packet = source.next()) {
                decoder.accept(packet);
            }
            decoder.drain();
        }
        return pictures;
    }

    private static Picture read(AVFrame frame) {
        var luma = luma(frame);
        return new Picture(
                frame.pts(), FrameNumber.read(luma, frame.width(), frame.height()), frame.width(), frame.height());
    }

    private static byte[] luma(AVFrame frame) {
        int width = frame.width();
        int height = frame.height();
        var luma = new byte[width * height];
        for (int y = 0; y < height; y++) {
            frame.data(0).position((long) y * frame.linesize(0)).get(luma, y * width, width);
        }
        frame.data(0).position(0);
        return luma;
    }
}
