package dev.millrace.studio;

import dev.millrace.video.VideoChange;
import dev.millrace.video.VideoView;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a form says of a video; a part is null where a form says nothing of it.
 *
 * @param tags separated by commas
 */
public record EditedText(String title, String description, String visibility, String category, String tags) {

    static EditedText of(VideoView video) {
        return new EditedText(
                video.title(),
                video.description(),
                video.visibility(),
                video.category() == null ? "" : video.category(),
                String.join(", ", video.tags()));
    }

    /** What somebody changed of a form that showed another text, and of the rest what is stored by now. */
    EditedText over(EditedText stored, EditedText shown) {
        return new EditedText(
                kept(stored, shown, EditedText::title),
                kept(stored, shown, EditedText::description),
                kept(stored, shown, EditedText::visibility),
                kept(stored, shown, EditedText::category),
                kept(stored, shown, EditedText::tags));
    }

    /**
     * What somebody changed of a form that showed another text: the rest stays as it is by now, which may be otherwise than
     * the form showed. All, when it is not known what it showed.
     */
    VideoChange changeOf(EditedText shown) {
        var newTags = changed(shown, EditedText::tags);
        return new VideoChange(
                changed(shown, EditedText::title),
                changed(shown, EditedText::description),
                changed(shown, EditedText::visibility),
                newTags == null ? null : Arrays.stream(newTags.split(",")).toList(),
                category(changed(shown, EditedText::category)));
    }

    /** For a change, null is none, and empty takes the category away. */
    private static Optional<String> category(String name) {
        return name == null ? null : Optional.of(name);
    }

    private String kept(EditedText stored, EditedText shown, Function<EditedText, String> part) {
        var changed = changed(shown, part);
        return changed == null ? part.apply(stored) : changed;
    }

    private String changed(EditedText shown, Function<EditedText, String> part) {
        var is = part.apply(this);
        var was = part.apply(shown);
        return is == null || was != null && lines(is).equals(lines(was)) ? null : is;
    }

    /** Browsers send other line ends than the page had. */
    private static String lines(String text) {
        return text.replace("\r\n", "\n").strip();
    }
}
