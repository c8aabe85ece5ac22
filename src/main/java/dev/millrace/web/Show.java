package dev.millrace.web;

import dev.millrace.media.Amount;
import dev.millrace.media.WebAddresses;
import io.quarkus.qute.TemplateExtension;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Quantities as people read them. In templates: <code>{show:length(video.durationSeconds)}</code>. */
@TemplateExtension(namespace = "show")
public class Show {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Show() {}

    /** A text in pieces, of which web addresses are to be links. */
    static List<WebAddresses.Piece> addresses(String text) {
        return WebAddresses.split(text);
    }

    /** Whether a text is so long that its beginning is shown first. */
    static boolean folded(String text) {
        return text.length() > 420 || text.lines().count() > 6;
    }

    /** {@code 0:07}, {@code 12:34}, {@code 1:02:03}; what is shorter than a second is one. */
    static String length(Double seconds) {
        long whole = Math.max(1, Math.round(seconds));
        long hours = whole / 3600;
        long minutes = whole % 3600 / 60;
        return hours > 0
                ? "%d:%02d:%02d".formatted(hours, minutes, whole % 60)
                : "%d:%02d".formatted(minutes, whole % 60);
    }

    /** As a machine reads a duration: {@code PT12M34S}. */
    static String isoLength(Double seconds) {
        return Duration.ofSeconds(Math.round(seconds)).toString();
    }

    /** Decimal units, as disks and networks count: {@code 1.4 GB}. */
    static String size(long bytes) {
        return Amount.bytes(bytes);
    }

    /** {@code 4.2 Mbit/s}. */
    static String bitRate(Long bitsPerSecond) {
        return bitsPerSecond >= 999_500
                ? Amount.decimal(bitsPerSecond / 1e6) + " Mbit/s"
                : Math.round(bitsPerSecond / 1e3) + " kbit/s";
    }

    /** At most three decimals, none of them a trailing zero: {@code 25 fps}, {@code 29.97 fps}. */
    static String frameRate(Double framesPerSecond) {
        var text = String.format(Locale.ROOT, "%.2f", framesPerSecond);
        return text.replaceFirst("\\.?0+$", "") + " fps";
    }

    static String percent(double percent) {
        return (int) Math.floor(Math.min(100, Math.max(0, percent))) + "%";
    }

    /** {@code Less than a minute left}, {@code About 3 minutes left}. */
    static String remaining(Integer seconds) {
        if (seconds < 60) {
            return "Less than a minute left";
        }
        int minutes = (seconds + 30) / 60;
        if (minutes < 60) {
            return "About %s left".formatted(counted(minutes, "minute"));
        }
        return "About %s left".formatted(counted((minutes + 30) / 60, "hour"));
    }

    /** How long ago, coarser the longer it is; after a month the day itself. */
    static String age(Instant then, Instant now) {
        long minutes = Duration.between(then, now).toMinutes();
        if (minutes < 1) {
            return "just now";
        }
        if (minutes < 60) {
            return counted(minutes, "minute") + " ago";
        }
        if (minutes < 24 * 60) {
            return counted(minutes / 60, "hour") + " ago";
        }
        long days = minutes / (24 * 60);
        return days <= 30 ? counted(days, "day") + " ago" : DAY.format(then);
    }

    static String moment(Instant instant) {
        return MINUTE.format(instant);
    }

    /** Codec names as they are written by those who made them. */
    static String codec(String name) {
        return switch (name) {
            case "h264" -> "H.264";
            case "hevc" -> "HEVC";
            case "vp8", "vp9", "av1", "aac", "mp3", "flac" -> name.toUpperCase(Locale.ROOT);
            case "ac3" -> "AC-3";
            case "eac3" -> "E-AC-3";
            case "mpeg1video" -> "MPEG-1";
            case "mpeg2video" -> "MPEG-2";
            case "mpeg4" -> "MPEG-4 part 2";
            case "opus" -> "Opus";
            case "vorbis" -> "Vorbis";
            case "prores" -> "ProRes";
            default -> name.startsWith("pcm_") ? "PCM" : name;
        };
    }

    /** {@code mono}, {@code stereo}, {@code 6 channels}. */
    static String channels(int count) {
        return switch (count) {
            case 1 -> "mono";
            case 2 -> "stereo";
            default -> count + " channels";
        };
    }

    /** {@code 48 kHz}, {@code 44.1 kHz}. */
    static String sampleRate(int hertz) {
        return BigDecimal.valueOf(hertz, 3).stripTrailingZeros().toPlainString() + " kHz";
    }

    /** libav names a family of containers by all its members: the one that people know. */
    static String container(String names) {
        return switch (names) {
            case "mov,mp4,m4a,3gp,3g2,mj2" -> "MP4 or QuickTime";
            case "matroska,webm" -> "Matroska or WebM";
            case "mpegts" -> "MPEG transport stream";
            case "mpeg" -> "MPEG program stream";
            default -> names.toUpperCase(Locale.ROOT);
        };
    }

    /** The same for what is counted in a list. */
    static String count(int number, String noun) {
        return count((long) number, noun);
    }

    /** {@code 1 view}, {@code 12 views}. */
    static String count(long number, String noun) {
        return counted(number, noun);
    }

    /** As the value of a query parameter. */
    static String query(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String counted(long count, String unit) {
        return String.format(Locale.ROOT, "%,d", count) + " " + unit + (count == 1 ? "" : "s");
    }
}
