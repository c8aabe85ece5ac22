package dev.millrace.studio;

import java.nio.charset.StandardCharsets;

/** A file name in {@code Content-Disposition} (RFC 6266): in ASCII for old clients, and as it is (RFC 8187). */
final class Attachment {

    private static final String UNRESERVED = "!#$&+-.^_`|~";

    private Attachment() {}

    static String named(String fileName) {
        String name = fileName.replaceAll("[/\\\\]", "_");
        if (name.isBlank()) {
            name = "video";
        }
        String ascii = name.replaceAll("[^ -~]|[\"%]", "_");
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded(name);
    }

    private static String encoded(String name) {
        var out = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (plain || UNRESERVED.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(String.format("%02X", (int) c));
            }
        }
        return out.toString();
    }
}
