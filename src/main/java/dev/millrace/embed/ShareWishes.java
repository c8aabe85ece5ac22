package dev.millrace.embed;

import java.util.StringJoiner;
import org.jboss.resteasy.reactive.RestQuery;

/** What somebody wants a link or a frame to do, as the form of the share page asks it: a box that is not ticked is not sent. */
class ShareWishes {

    @RestQuery
    String t;

    @RestQuery
    String autoplay;

    @RestQuery
    String loop;

    @RestQuery
    String bare;

    Shown shown() {
        return new Shown(
                StartTime.of(t).map(StartTime::clock).orElse(""), autoplay != null, loop != null, bare != null);
    }

    /**
     * The form as it is shown again.
     *
     * @param start empty for the beginning
     * @param bare whether the frame is without controls and title
     */
    public record Shown(String start, boolean autoplay, boolean loop, boolean bare) {

        /** What goes behind the link; empty for nothing. */
        String ofLink() {
            return StartTime.of(start).map(t -> "?t=" + t.seconds()).orElse("");
        }

        /** What goes behind the frame's address; empty for nothing. */
        String ofFrame() {
            var words = new StringJoiner("&", "?", "").setEmptyValue("");
            if (autoplay) {
                words.add("autoplay=1").add("muted=1"); // else browsers do not let it
            }
            if (loop) {
                words.add("loop=1");
            }
            if (bare) {
                words.add("controls=0").add("title=0");
            }
            StartTime.of(start).ifPresent(t -> words.add("start=" + t.seconds()));
            return words.toString();
        }
    }
}
