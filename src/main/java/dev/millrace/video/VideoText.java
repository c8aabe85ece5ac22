package dev.millrace.video;

import dev.millrace.media.PlainText;
import dev.millrace.problem.InvalidFieldsException;
import dev.millrace.problem.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * What people write about a video, cleaned and within its limits: NFC, no control characters, no surrounding space,
 * lengths counted in code points.
 */
record VideoText(String title, String description, String visibility, List<String> tags, String category) {

    static final int TITLE = 200;
    static final int DESCRIPTION = 10_000;
    static final int TAGS = 30;
    static final int TAG = 50;
    static final int CATEGORY = 100;

    private static final Set<String> VISIBILITIES = Set.of("public", "unlisted", "private");

    /** Takes the text of a new video over, or throws {@link InvalidFieldsException} with everything that is wrong. */
    static VideoText of(NewVideo video) {
        String title = line(video.title());
        return checked(new VideoText(
                title.isEmpty() ? titleOf(video.fileName()) : title,
                PlainText.text(video.description()),
                line(video.visibility()).isEmpty() ? "public" : line(video.visibility()),
                tags(video.tags()),
                emptyToNull(line(video.category()))));
    }

    /** This text with a change applied; throws like {@link #of}. */
    VideoText with(VideoChange change) {
        return checked(new VideoText(
                change.title() == null ? title : line(change.title()),
                change.description() == null ? description : PlainText.text(change.description()),
                change.visibility() == null ? visibility : line(change.visibility()),
                change.tags() == null ? tags : tags(change.tags()),
                change.category() == null
                        ? category
                        : emptyToNull(line(change.category().orElse("")))));
    }

    /** The file name without folders and extension, its separators read as spaces. */
    static String titleOf(String fileName) {
        String name = line(fileName).replaceFirst("^.*[/\\\\]", "").replaceFirst("(?<=.)\\.[^. ]{1,5}$", "");
        String title = line(name.contains(" ") ? name : name.replaceAll("[._]+", " "));
        if (title.isEmpty()) {
            return "Untitled";
        }
        return shortened(title);
    }

    /** As much of a title as may be. */
    static String shortened(String title) {
        return title.codePointCount(0, title.length()) <= TITLE
                ? title
                : title.substring(0, title.offsetByCodePoints(0, TITLE)).strip();
    }

    static String line(String raw) {
        return PlainText.line(raw);
    }

    /** Tags have one spelling: lower case, without the sign that other services put before them. */
    static String tag(String raw) {
        return line(line(raw).replaceFirst("^#+", "")).toLowerCase(Locale.ROOT);
    }

    private static List<String> tags(List<String> raw) {
        return raw == null
                ? List.of()
                : raw.stream()
                        .map(VideoText::tag)
                        .filter(t -> !t.isEmpty())
                        .distinct()
                        .toList();
    }

    private static String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static VideoText checked(VideoText text) {
        var errors = new ArrayList<FieldError>();
        if (text.title.isEmpty()) {
            errors.add(new FieldError("title", "must not be blank"));
        }
        atMost(TITLE, "title", text.title, errors);
        atMost(DESCRIPTION, "description", text.description, errors);
        atMost(CATEGORY, "category", Objects.requireNonNullElse(text.category, ""), errors);
        if (!VISIBILITIES.contains(text.visibility)) {
            errors.add(new FieldError("visibility", "must be public, unlisted or private"));
        }
        if (text.tags.size() > TAGS) {
            errors.add(new FieldError("tags", "must not be more than " + TAGS));
        }
        text.tags.forEach(tag -> atMost(TAG, "tags", tag, errors));
        if (!errors.isEmpty()) {
            throw new InvalidFieldsException(errors.stream().distinct().toList());
        }
        return text;
    }

    private static void atMost(int limit, String field, String text, List<FieldError> errors) {
        if (text.codePointCount(0, text.length()) > limit) {
            errors.add(new FieldError(field, "must not be longer than " + limit + " characters"));
        }
    }
}
