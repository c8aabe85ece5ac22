package dev.millrace.web;

import java.net.URI;
import java.util.Locale;

/** Host names as they stand in addresses. Never resolves anything. */
final class HostName {

    private HostName() {}

    /** Whether a name or literal address means this machine whatever a name server says. */
    static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "");
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("::1")
                || name.equals("0:0:0:0:0:0:0:1")
                || name.matches("127(\\.\\d{1,3}){3}");
    }

    /** Scheme and authority, as the Origin header writes them. */
    static String originOf(URI url) {
        return url.getScheme() + "://" + url.getAuthority();
    }
}
