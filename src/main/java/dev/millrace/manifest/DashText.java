package dev.millrace.manifest;

import dev.millrace.manifest.Words.Audience;

/**
 * Captions in a DASH manifest: one WebVTT file over the whole film, whose times are the film's (ISO/IEC 23009-1 §5.3.9.1: a
 * representation that is one segment).
 *
 * @param name of the rendition, below which the file is
 * @param label for people
 * @param language BCP 47, {@code und} when unknown
 * @param preferred is shown unless somebody chooses otherwise; at most one
 * @param forced has only what viewers of the film's own language must read
 */
public record DashText(
        String name, String label, String language, boolean preferred, boolean forced, Audience audience) {

    /** Bits per second that must be stated: more than anybody reads, times and all. */
    private static final int RATE = 1000;

    void append(XmlText xml, int id) {
        xml.element("AdaptationSet")
                .set("id", id)
                .set("contentType", "text")
                .set("mimeType", "text/vtt")
                .set("profiles", DashManifest.FULL_PROFILE)
                .set("lang", language)
                .open();
        xml.element("Label").text(label);
        DashManifest.role(xml, role());
        if (preferred) {
            DashManifest.role(xml, "main");
        }
        xml.element("Representation").set("id", name).set("bandwidth", RATE).open();
        xml.element("BaseURL").text(name + "/captions.vtt");
        xml.close("Representation");
        xml.close("AdaptationSet");
    }

    /** §5.8.5.5. */
    private String role() {
        if (forced) {
            return "forced-subtitle";
        }
        return audience == Audience.FOREIGN ? "subtitle" : "caption";
    }
}
