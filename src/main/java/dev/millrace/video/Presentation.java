package dev.millrace.video;

import dev.millrace.access.PlaybackTokens;
import dev.millrace.site.PublicAddress;
import dev.millrace.site.SiteSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/**
 * Videos as somebody who may see them gets them: with addresses that work, the right to a private stream included. Whether
 * they may is asked before.
 */
@ApplicationScoped
class Presentation {

    private final PublicAddress address;
    private final PlaybackTokens tokens;

    private final SiteSettings site;

    Presentation(PublicAddress address, PlaybackTokens tokens, SiteSettings site) {
        this.address = address;
        this.tokens = tokens;
        this.site = site;
    }

    /** Of this service, as the client of the request under way sees it. */
    String base() {
        return address.current();
    }

    VideoView of(Video video, String base) {
        return withPaths(video).at(base);
    }

    VideoView withPaths(Video video) {
        var view = video.view();
        return needsToken(view) ? view.through(tokens.issue(video.id(), video.accessEpoch())) : view;
    }

    /** One whose stream needs a token is to be had until {@code end} only, and no longer than others. */
    VideoView until(VideoView video, Instant end) {
        return needsToken(video)
                ? video.through(tokens.issueUntil(video.id(), video.rights().epoch(), end))
                : video;
    }

    private boolean needsToken(VideoView video) {
        return video.isPrivate() || site.membersOnly();
    }
}
