package dev.millrace.upload;

import java.util.Locale;

/** Numbers of bytes for people. */
final class Size {

    private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB"};

    private Size() {}

    static String inWords(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1024 && unit < UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, size % 1 == 0 ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
    }
}
