package dev.millrace.manifest;

import dev.millrace.manifest.Words.ClosedCaptions;
import dev.millrace.media.Languages;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Captions inside the pictures in a DASH manifest: a descriptor for CEA-608 and one for CEA-708, with the language of each
 * channel or service (DASH-IF guidelines for interoperability, 4.3, §6.4.3.3 and §6.4.3.4; ANSI/SCTE 214-1).
 */
record DashClosedCaptions(List<ClosedCaptions> captions) {

    private static final String SERVICE = "SERVICE";

    void append(XmlText xml) {
        append(xml, "urn:scte:dash:cc:cea-608:2015", false, "");
        append(xml, "urn:scte:dash:cc:cea-708:2015", true, "lang:");
    }

    private void append(XmlText xml, String scheme, boolean services, String key) {
        var value = captions.stream()
                .filter(c -> c.channel().startsWith(SERVICE) == services)
                .map(c -> c.channel().replace(SERVICE, "") + "=" + key + Languages.threeLetters(c.language()))
                .collect(Collectors.joining(";"));
        if (!value.isEmpty()) {
            xml.element("Accessibility")
                    .set("schemeIdUri", scheme)
                    .set("value", value)
                    .empty();
        }
    }
}
