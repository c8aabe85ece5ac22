package dev.millrace.upload;

import java.util.Objects;

/** What the upload form shows in its fields: what somebody typed, or what it begins with. None is null. */
record TypedFields(
        String title,
        String description,
        String tags,
        String category,
        String visibility,
        String corner,
        String width,
        String opacity) {

    private static final String CORNER = "bottom-right";
    private static final String WIDTH = "15";
    private static final String OPACITY = "80";

    static TypedFields empty(String visibility) {
        return new TypedFields("", "", "", "", visibility, CORNER, WIDTH, OPACITY);
    }

    static TypedFields of(UploadFields fields) {
        var mark = fields.watermark();
        return new TypedFields(
                text(fields.title(), ""),
                text(fields.description(), ""),
                String.join(",", fields.tags()),
                text(fields.category(), ""),
                text(fields.visibility(), ""),
                text(mark.corner(), CORNER),
                text(mark.width(), WIDTH),
                text(mark.opacity(), OPACITY));
    }

    /** Whether the watermark's part of the form has something to show. */
    public boolean marked() {
        return !corner.equals(CORNER) || !width.equals(WIDTH) || !opacity.equals(OPACITY);
    }

    private static String text(String typed, String otherwise) {
        return Objects.requireNonNullElse(typed, otherwise);
    }
}
