package dev.millrace.playback;

import java.util.Optional;
import java.util.UUID;

/** The grammar of the paths below {@code /v/}; read by hand because every request comes by here. */
final class TargetPath {

    private static final String ROOT = "/v/";
    private static final int ID_END = ROOT.length() + 36;
    private static final String PLAYLIST = "index.m3u8";
    private static final String RENDITIONS = "vas";
    private static final char TEXT = 's';
    private static final String CHAPTERS = "chapters.vtt";
    private static final String CAPTIONS = "captions.vtt";
    private static final int NONE = -1;

    private TargetPath() {}

    static Optional<Target> parse(String path) {
        if (path.length() <= ID_END || !path.startsWith(ROOT) || path.charAt(ID_END) != '/' || !hasId(path)) {
            return Optional.empty();
        }
        var video = UUID.fromString(path.substring(ROOT.length(), ID_END));
        int begin = ID_END + 1;
        int slash = path.indexOf('/', begin);
        if (slash < 0) {
            return Optional.ofNullable(top(video, path.substring(begin)));
        }
        return Optional.ofNullable(below(video, path.substring(begin, slash), path.substring(slash + 1)));
    }

    private static Target top(UUID video, String file) {
        return switch (file) {
            case PLAYLIST -> new Target.Multivariant(video);
            case "manifest.mpd" -> new Target.Dash(video);
            case "storyboard.vtt" -> new Target.StoryboardText(video, "vtt");
            case "storyboard.json" -> new Target.StoryboardText(video, "json");
            case "thumbnail.jpg" -> new Target.Thumbnail(video, "jpg");
            case "thumbnail.webp" -> new Target.Thumbnail(video, "webp");
            case "preview.webp" -> new Target.Preview(video);
            case CHAPTERS -> new Target.Chapters(video);
            default -> null;
        };
    }

    private static Target below(UUID video, String folder, String file) {
        if (folder.equals("poster")) {
            return poster(video, file);
        }
        if (folder.equals("storyboard")) {
            int number = file.endsWith(".jpg") ? number(file, file.length() - ".jpg".length()) : NONE;
            return number == NONE ? null : new Target.Sheet(video, number);
        }
        if (!isRendition(folder)) {
            return null;
        }
        if (file.equals(PLAYLIST)) {
            return new Target.Media(video, folder);
        }
        if (folder.charAt(0) == TEXT) {
            return text(video, folder, file);
        }
        if (file.equals("iframes.m3u8")) {
            return new Target.IFrames(video, folder);
        }
        if (file.equals("init.mp4")) {
            return new Target.Init(video, folder);
        }
        int number = file.endsWith(".m4s") ? number(file, file.length() - ".m4s".length()) : NONE;
        return number == NONE ? null : new Target.Segment(video, folder, number);
    }

    private static Target text(UUID video, String rendition, String file) {
        if (file.equals(CAPTIONS)) {
            return new Target.Captions(video, rendition);
        }
        int number = file.endsWith(".vtt") ? number(file, file.length() - ".vtt".length()) : NONE;
        return number == NONE ? null : new Target.TextSegment(video, rendition, number);
    }

    private static Target poster(UUID video, String file) {
        int dot = file.indexOf('.');
        int width = dot < 0 ? NONE : number(file, dot);
        if (width == NONE) {
            return null;
        }
        var format = file.substring(dot + 1);
        return format.equals("jpg") || format.equals("webp") ? new Target.Poster(video, width, format) : null;
    }

    /** Eight, four, four, four and twelve hexadecimal digits. */
    private static boolean hasId(String path) {
        for (int i = 0; i < 36; i++) {
            char c = path.charAt(ROOT.length() + i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : !isHex(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    /** {@code v}, {@code a} or {@code s} and one to four digits. */
    private static boolean isRendition(String name) {
        if (name.length() < 2 || name.length() > 5 || RENDITIONS.indexOf(name.charAt(0)) < 0) {
            return false;
        }
        return name.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
    }

    /** The decimal number that ends before {@code end}: one to seven digits, the first no zero unless alone. */
    private static int number(String text, int end) {
        if (end < 1 || end > 7 || end > 1 && text.charAt(0) == '0') {
            return NONE;
        }
        int value = 0;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return NONE;
            }
            value = 10 * value + c - '0';
        }
        return value;
    }
}
