package dev.millrace.words;

import java.time.Instant;

/**
 * What the API shows of captions, and what playlists say of them.
 *
 * @param id names the rendition, too: {@code s0}; never given twice for one video
 * @param origin {@code source} or {@code upload}
 * @param language BCP 47, {@code und} when unknown
 * @param label for people; two captions of a video may have the same
 * @param preferred shown unless a viewer chooses otherwise
 * @param forced only what viewers of the film's own language must read
 * @param url where the WebVTT file is, absolute
 */
public record CaptionView(
        String id,
        String origin,
        CaptionKind kind,
        String language,
        String label,
        boolean preferred,
        boolean forced,
        String url,
        Instant createdAt) {

    CaptionView at(String base) {
        return new CaptionView(id, origin, kind, language, label, preferred, forced, base + url, createdAt);
    }
}
