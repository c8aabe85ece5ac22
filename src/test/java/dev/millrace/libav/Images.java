package dev.millrace.libav;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Images read back by another reader than libav. */
final class Images {

    private Images() {}

    static BufferedImage read(Path file) {
        try {
            return ImageIO.read(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number painted into a part of an image. */
    static int number(BufferedImage image, int x, int y, int width, int height) {
        var luma = new byte[width * height];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int rgb = image.getRGB(x + column, y + row);
                int sum = (rgb >> 16 & 0xff) * 299 + (rgb >> 8 & 0xff) * 587 + (rgb & 0xff) * 114;
                luma[row * width + column] = (byte) (sum / 1000);
            }
        }
        return FrameNumber.read(luma, width, height);
    }
}
