package dev.millrace.playback;

import java.util.Locale;

/** Reads {@code Accept-Encoding} (RFC 9110 §12.5.3). */
final class AcceptEncoding {

    private AcceptEncoding() {}

    /** Whether the client said that it takes gzip; one that says nothing gets plain text. */
    static boolean gzip(String header) {
        if (header == null) {
            return false;
        }
        Boolean any = null;
        for (var part : header.toLowerCase(Locale.ROOT).split(",")) {
            var pieces = part.split(";");
            var coding = pieces[0].trim();
            if (coding.equals("gzip") || coding.equals("x-gzip")) {
                return wanted(pieces);
            }
            if (coding.equals("*")) {
                any = wanted(pieces);
            }
        }
        return any != null && any;
    }

    /** A weight of zero in any spelling means "not acceptable". */
    private static boolean wanted(String[] pieces) {
        for (int i = 1; i < pieces.length; i++) {
            var parameter = pieces[i].replace(" ", "");
            if (parameter.matches("q=0(\\.0*)?")) {
                return false;
            }
        }
        return true;
    }
}
