package dev.millrace.upload;

import dev.millrace.problem.InvalidFieldsException;
import dev.millrace.problem.ProblemException;
import java.util.Objects;

/**
 * What the upload form shows in its fields: what somebody typed, or what it begins with. None is null.
 *
 * @param markRefused whether something was wrong with the watermark
 */
record TypedFields(
        String title,
        String description,
        String tags,
        String category,
        String visibility,
        String corner,
        String width,
        String opacity,
        boolean markRefused) {

    private static final String CORNER = "bottom-right";
    private static final String WIDTH = "15";
    private static final String OPACITY = "80";

    static TypedFields empty(String visibility) {
        return new TypedFields("", "", "", "", visibility, CORNER, WIDTH, OPACITY, false);
    }

    static TypedFields of(UploadFields fields, ProblemException problem) {
        var mark = fields.watermark();
        return new TypedFields(
                text(fields.title(), ""),
                text(fields.description(), ""),
                String.join(",", fields.tags()),
                text(fields.category(), ""),
                text(fields.visibility(), ""),
                text(mark.corner(), CORNER),
                text(mark.width(), WIDTH),
                text(mark.opacity(), OPACITY),
                concernsMark(problem));
    }

    /** Whether the watermark's part of the form has something to show. */
    public boolean marked() {
        return markRefused || !corner.equals(CORNER) || !width.equals(WIDTH) || !opacity.equals(OPACITY);
    }

    private static boolean concernsMark(ProblemException problem) {
        return problem instanceof InvalidFieldsException wrong
                && wrong.errors().stream().anyMatch(error -> error.field().startsWith("watermark"));
    }

    private static String text(String typed, String otherwise) {
        return Objects.requireNonNullElse(typed, otherwise);
    }
}
