package dev.millrace.libav;

import dev.millrace.media.Resolution;
import dev.millrace.media.Watermark;

/**
 * Where a watermark lies in pictures of one size, in pixels. All are even, so that each sample of chroma is wholly under the
 * mark or not at all. A pure function.
 */
record StampPlace(int x, int y, Resolution size) {

    /** From the edges of the picture, of its shorter side. */
    private static final double MARGIN = 0.03;

    /**
     * As wide as was asked for; smaller only where it would otherwise be too high for the picture.
     *
     * @param image its shape
     * @param picture the whole of it, even
     * @param inner what is shown in its middle
     */
    static StampPlace of(Watermark watermark, Resolution image, Resolution picture, Resolution inner) {
        int margin = (int) Math.round(Math.min(inner.width(), inner.height()) * MARGIN);
        double width = inner.width() * watermark.width() / 100.0;
        double height = width * image.height() / image.width();
        double factor = Math.min(1, (inner.height() - 2 * margin) / height);
        var size = new Resolution(even(width * factor), even(height * factor));
        int spareX = inner.width() - size.width();
        int spareY = inner.height() - size.height();
        var corner = watermark.corner().name();
        int x = corner.endsWith("LEFT") ? margin : corner.endsWith("RIGHT") ? spareX - margin : spareX / 2;
        int y = corner.startsWith("TOP") ? margin : corner.startsWith("BOTTOM") ? spareY - margin : spareY / 2;
        return new StampPlace(
                within((picture.width() - inner.width()) / 2 + x, picture.width() - size.width()),
                within((picture.height() - inner.height()) / 2 + y, picture.height() - size.height()),
                size);
    }

    private static int even(double side) {
        return Math.max(2, (int) Math.round(side / 2) * 2);
    }

    private static int within(int place, int most) {
        return Math.max(0, Math.min(place, most)) / 2 * 2;
    }
}
