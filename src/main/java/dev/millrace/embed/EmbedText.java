package dev.millrace.embed;

import dev.millrace.media.PlainText;
import dev.millrace.video.VideoView;
import io.quarkus.qute.TemplateExtension;

/** What other pages are told of a video. In templates: <code>{embed:code(video)}</code>. */
@TemplateExtension(namespace = "embed")
class EmbedText {

    private static final int SUMMARY = 200;

    private EmbedText() {}

    /** The frame, as HTML to be pasted into a page. */
    static String code(VideoView video) {
        return code(video, FrameSize.of(video));
    }

    static String code(VideoView video, FrameSize size) {
        return code(video, size, "");
    }

    /**
     * @param query what the frame asks of the player, with its question mark; empty for nothing
     */
    static String code(VideoView video, FrameSize size, String query) {
        return ("<iframe src=\"%s\" width=\"%d\" height=\"%d\" title=\"%s\" allow=\"autoplay; fullscreen;"
                        + " picture-in-picture\" loading=\"lazy\" style=\"border:0\"></iframe>")
                .formatted(
                        attribute(video.playback().embed() + query),
                        size.width(),
                        size.height(),
                        attribute(video.title()));
    }

    static FrameSize size(VideoView video) {
        return FrameSize.of(video);
    }

    /** The beginning of its description, as one line; empty when it has none. */
    static String summary(VideoView video) {
        String line = PlainText.line(video.description());
        return PlainText.length(line) <= SUMMARY
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SUMMARY - 1)).strip() + "…";
    }

    /**
     * A text as it stands between the quotes of a JSON string, without any character that HTML or JSON knows: what templates
     * escape finds nothing in it, and nothing in it ends a script element.
     */
    static String json(String text) {
        var out = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> {
            boolean plain = c >= ' ' && c < 0x7f && "\"'\\<>&`=".indexOf(c) < 0;
            out.append(plain ? Character.toString(c) : "\\u%04x".formatted(c));
        });
        return out.toString();
    }

    private static String attribute(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
