package dev.millrace.media;

import java.util.Locale;

/** Numbers as people read them: two digits where there are that many, and no more. */
public final class Amount {

    private Amount() {}

    /** Decimal units, as disks and networks count: {@code 1.4 GB}, {@code 12 bytes}. */
    public static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + (bytes == 1 ? " byte" : " bytes");
        }
        double value = bytes;
        int unit = -1;
        while (value >= 999.5 && unit < 4) {
            value /= 1000;
            unit++;
        }
        return decimal(value) + ' ' + "kMGTP".charAt(unit) + 'B';
    }

    /** One decimal below ten unless it is zero, else none: {@code 4.2}, {@code 4}, {@code 42}. */
    public static String decimal(double value) {
        return value < 9.95
                ? String.format(Locale.ROOT, "%.1f", value).replaceFirst("\\.0$", "")
                : Long.toString(Math.round(value));
    }
}
