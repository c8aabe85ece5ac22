package dev.millrace.video;

import dev.millrace.media.PlainText;
import dev.millrace.media.Watermark;
import dev.millrace.media.Watermark.Corner;
import dev.millrace.problem.InvalidFieldsException;
import dev.millrace.problem.Problem.FieldError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A watermark as somebody asks for it, in words; what is null or blank is as usual.
 *
 * @param corner {@code bottom-right} by default
 * @param opacity in per cent
 * @param width in per cent of the picture's
 */
public record NewWatermark(String corner, String opacity, String width) {

    private static final int USUAL_OPACITY = 80;
    private static final int USUAL_WIDTH = 15;

    /** What is meant; throws {@link InvalidFieldsException} with everything that is wrong. */
    public Watermark look() {
        var errors = new ArrayList<FieldError>();
        var place = blank(corner) ? Optional.of(Corner.BOTTOM_RIGHT) : Corner.of(PlainText.line(corner));
        if (place.isEmpty()) {
            errors.add(new FieldError(
                    "watermarkCorner",
                    "must be one of "
                            + Arrays.stream(Corner.values()).map(Corner::key).collect(Collectors.joining(", "))));
        }
        int strength = number(
                "watermarkOpacity", opacity, USUAL_OPACITY, Watermark.LEAST_OPACITY, Watermark.MOST_OPACITY, errors);
        int share = number("watermarkWidth", width, USUAL_WIDTH, Watermark.LEAST_WIDTH, Watermark.MOST_WIDTH, errors);
        if (!errors.isEmpty()) {
            throw new InvalidFieldsException(errors);
        }
        return new Watermark(place.get(), strength, share);
    }

    private static int number(String field, String text, int usual, int least, int most, List<FieldError> errors) {
        if (blank(text)) {
            return usual;
        }
        String digits = PlainText.line(text);
        int number = digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : -1;
        if (number < least || number > most) {
            errors.add(new FieldError(field, "must be a whole number from %d to %d".formatted(least, most)));
        }
        return number;
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
