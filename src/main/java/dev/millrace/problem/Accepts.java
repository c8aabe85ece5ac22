package dev.millrace.problem;

import java.util.Locale;

/** Reads the Accept header for the one question we have: a page or JSON. */
public final class Accepts {

    private Accepts() {}

    /** Whether HTML is named, and not liked less than JSON. {@code *}{@code /*} names nothing. */
    public static boolean html(String accept) {
        double html = weight(accept, "text/html", "application/xhtml+xml");
        return html > 0 && html >= weight(accept, "application/json", Problems.MEDIA_TYPE);
    }

    private static double weight(String accept, String... types) {
        double best = 0;
        for (String range :
                accept == null ? new String[0] : accept.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = range.trim().split("\\s*;\\s*");
            for (String type : types) {
                if (parts[0].equals(type)) {
                    best = Math.max(best, quality(parts));
                }
            }
        }
        return best;
    }

    private static double quality(String[] parts) {
        for (String part : parts) {
            if (part.startsWith("q=")) {
                try {
                    return Double.parseDouble(part.substring(2));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
