package dev.millrace.ladder;

import dev.millrace.media.FrameRate;
import dev.millrace.media.Resolution;
import java.util.Arrays;

/**
 * The levels of H.264 (ITU-T H.264 Annex A, table A-1) with their limits, High profile.
 *
 * <p>A level is planned, not left to the encoder: it is part of CODECS and of the parameter sets, so it is known before
 * anything is encoded and the same in every chunk.
 */
public enum H264Level {
    L1_2(12, 6_000, 396, 384, 2_376),
    L2_1(21, 19_800, 792, 4_000, 4_752),
    L3_0(30, 40_500, 1_620, 10_000, 8_100),
    L3_1(31, 108_000, 3_600, 14_000, 18_000),
    L3_2(32, 216_000, 5_120, 20_000, 20_480),
    L4_0(40, 245_760, 8_192, 20_000, 32_768),
    L4_2(42, 522_240, 8_704, 50_000, 34_816),
    L5_0(50, 589_824, 22_080, 135_000, 110_400),
    L5_1(51, 983_040, 36_864, 240_000, 184_320),
    L5_2(52, 2_073_600, 36_864, 240_000, 184_320),
    L6_0(60, 4_177_920, 139_264, 240_000, 696_320);

    private static final double HIGH_PROFILE_FACTOR = 1.25;

    private final int idc;
    private final int macroblocksPerSecond;
    private final int macroblocksPerFrame;
    private final int kilobitsPerSecond;
    private final int bufferMacroblocks;

    H264Level(
            int idc, int macroblocksPerSecond, int macroblocksPerFrame, int kilobitsPerSecond, int bufferMacroblocks) {
        this.idc = idc;
        this.macroblocksPerSecond = macroblocksPerSecond;
        this.macroblocksPerFrame = macroblocksPerFrame;
        this.kilobitsPerSecond = kilobitsPerSecond;
        this.bufferMacroblocks = bufferMacroblocks;
    }

    /** Ten times the level's number, as it stands in the sequence parameter set: 31 for 3.1. */
    public int idc() {
        return idc;
    }

    /** How many reference pictures of this size the level's buffer holds, at most 16. */
    public int referenceFrames(Resolution size) {
        return (int) Math.min(16, bufferMacroblocks / macroblocks(size));
    }

    /** RFC 6381: High profile, no constraint flags, this level. */
    public String codecs() {
        return "avc1.6400%02x".formatted(idc);
    }

    /** The lowest level that holds such pictures at such rates with at least {@code references} reference pictures. */
    public static H264Level lowest(Resolution size, FrameRate rate, long maxBitsPerSecond, int references) {
        return Arrays.stream(values())
                .filter(l -> l.holds(size, rate, maxBitsPerSecond, references))
                .findFirst()
                .orElse(L6_0);
    }

    private boolean holds(Resolution size, FrameRate rate, long maxBitsPerSecond, int references) {
        long perFrame = macroblocks(size);
        double longSide = Math.max(size.width(), size.height()) / 16.0;
        return perFrame <= macroblocksPerFrame
                && perFrame * rate.perSecond() <= macroblocksPerSecond
                && maxBitsPerSecond <= kilobitsPerSecond * 1000L * HIGH_PROFILE_FACTOR
                && longSide * longSide <= 8.0 * macroblocksPerFrame
                && referenceFrames(size) >= references;
    }

    private static long macroblocks(Resolution size) {
        return (long) ((size.width() + 15) / 16) * ((size.height() + 15) / 16);
    }
}
