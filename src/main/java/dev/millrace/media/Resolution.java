package dev.millrace.media;

/** The size of a picture in square pixels, as displayed: rotation and pixel shape already applied. */
public record Resolution(int width, int height) {

    public Resolution {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture has at least one pixel, not " + width + "x" + height);
        }
    }

    /** The side that names a rung: 1080 for 1920x1080 and for 1080x1920. */
    public int shortSide() {
        return Math.min(width, height);
    }

    /** Scales so that the short side becomes {@code target}; both sides even, as 4:2:0 needs. */
    public Resolution withShortSide(int target) {
        double factor = (double) target / shortSide();
        return new Resolution(even(width * factor), even(height * factor));
    }

    /** The same picture with both sides rounded to even, at least 2. */
    public Resolution even() {
        return new Resolution(even(width), even(height));
    }

    /** The same shape inside a box, never larger than it is; both sides even. */
    public Resolution within(int boxWidth, int boxHeight) {
        double factor = Math.min(1, Math.min((double) boxWidth / width, (double) boxHeight / height));
        return new Resolution(even(width * factor), even(height * factor));
    }

    /** The picture turned by a quarter. */
    public Resolution turned() {
        return new Resolution(height, width);
    }

    public long pixels() {
        return (long) width * height;
    }

    /** {@code 1920x1080}, as RFC 8216 writes a decimal-resolution. */
    @Override
    public String toString() {
        return width + "x" + height;
    }

    private static int even(double side) {
        return Math.max(2, (int) Math.round(side / 2) * 2);
    }
}
