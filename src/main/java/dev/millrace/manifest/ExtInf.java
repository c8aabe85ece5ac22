package dev.millrace.manifest;

/** The EXTINF tag: how long what follows lasts (RFC 8216 §4.3.2.1). */
final class ExtInf {

    private static final long MICROS = 1_000_000;

    private ExtInf() {}

    /** Six decimals, rounded to the nearest microsecond: hours of segments stay within a frame of the truth. */
    static void append(StringBuilder out, long ticks, int timescale) {
        long micros = Math.floorDiv(Math.multiplyExact(ticks, 2 * MICROS) + timescale, 2L * timescale);
        out.append("#EXTINF:").append(micros / MICROS).append('.');
        var decimals = Long.toString(MICROS + micros % MICROS);
        out.append(decimals, 1, decimals.length()).append(",\n");
    }
}
