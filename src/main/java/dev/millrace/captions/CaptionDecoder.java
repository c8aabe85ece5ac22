package dev.millrace.captions;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out what characters the bytes of a text file are: a byte order mark, valid UTF-8, zeros where UTF-16 has them, what
 * the sender says, and in the end what the letters look like.
 */
public final class CaptionDecoder {

    /** How much likelier a guess is when it fits the language the captions are said to be in. Of 100. */
    private static final int RIGHT_LANGUAGE = 15;

    /** A guess that is less sure than this is none. */
    private static final int UNSURE = 15;

    private static final String WESTERN = "windows-1252";

    /** What people wrote a language in before there was UTF-8. */
    private static final Map<String, String> CUSTOMARY = customary();

    /** Languages whose letters the detector does not know. */
    private static final Set<String> STRANGE = Set.of("th", "vi", "lt", "lv", "et");

    private static final int SAMPLE = 8_000;

    /** What the detector takes noise for: charsets of mainframes, and Unicode, which has been looked for before. */
    private static final List<String> UNLIKELY = List.of("IBM4", "UTF-");

    /** A byte order mark, longer ones first: that of UTF-32 begins like that of UTF-16. */
    private enum Mark {
        UTF_32LE("UTF-32LE", 0xff, 0xfe, 0, 0),
        UTF_32BE("UTF-32BE", 0, 0, 0xfe, 0xff),
        UTF_8("UTF-8", 0xef, 0xbb, 0xbf),
        UTF_16LE("UTF-16LE", 0xff, 0xfe),
        UTF_16BE("UTF-16BE", 0xfe, 0xff);

        private final Charset charset;
        private final int[] bytes;

        Mark(String charset, int... bytes) {
            this.charset = Charset.forName(charset);
            this.bytes = bytes;
        }

        boolean begins(byte[] text) {
            for (int i = 0; i < bytes.length; i++) {
                if (i >= text.length || (text[i] & 0xff) != bytes[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    private CaptionDecoder() {}

    /**
     * The text of a file, without a byte order mark. Never fails; what cannot be read becomes replacement characters.
     *
     * @param declared the charset the sender names, or null
     * @param language BCP 47, {@code und} when unknown
     */
    public static String decode(byte[] bytes, String declared, String language) {
        for (var mark : Mark.values()) {
            if (mark.begins(bytes)) {
                int length = mark.bytes.length;
                return new String(bytes, length, bytes.length - length, mark.charset);
            }
        }
        return named(bytes, declared)
                .or(() -> strictly(bytes, StandardCharsets.UTF_8))
                .or(() -> wide(bytes))
                .or(() -> supported(declared).flatMap(charset -> strictly(bytes, charset)))
                .orElseGet(() -> new String(bytes, guess(bytes, language)));
    }

    /**
     * The charset of several bytes a character that a text without marks seems to be in, where one byte may look like
     * another character; empty for UTF-8 and for charsets of one byte.
     *
     * @param language BCP 47, {@code und} when unknown
     */
    public static Optional<Charset> wideCharset(byte[] bytes, String language) {
        return Optional.of(guess(bytes, language))
                .filter(Charset::canEncode)
                .filter(charset -> charset.newEncoder().maxBytesPerChar() > 1
                        && !charset.name().startsWith("UTF"));
    }

    /** Whether there is a charset of this name here. */
    public static boolean knows(String charset) {
        return supported(charset).isPresent();
    }

    /** What the sender says of bytes that look like ASCII: charsets that switch with escapes, such as ISO-2022-JP, do so. */
    private static Optional<String> named(byte[] bytes, String declared) {
        for (byte b : bytes) {
            if (b < 0) {
                return Optional.empty();
            }
        }
        return supported(declared).flatMap(charset -> strictly(bytes, charset));
    }

    private static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** In UTF-16 the digits of the times have a zero on one side. */
    private static Optional<String> wide(byte[] bytes) {
        int length = Math.min(bytes.length, SAMPLE) & ~1;
        int even = 0;
        int odd = 0;
        for (int i = 0; i < length; i += 2) {
            even += bytes[i] == 0 ? 1 : 0;
            odd += bytes[i + 1] == 0 ? 1 : 0;
        }
        if (Math.max(even, odd) * 8 < length) {
            return Optional.empty();
        }
        return Optional.of(new String(bytes, odd > even ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE));
    }

    private static Charset guess(byte[] bytes, String language) {
        var spoken = language.split("-")[0];
        var customary = supported(CUSTOMARY.getOrDefault(spoken, WESTERN));
        if (STRANGE.contains(spoken) && customary.isPresent()) {
            return customary.get();
        }
        var detector = new CharsetDetector();
        detector.setText(tellingLines(bytes));
        return Arrays.stream(detector.detectAll())
                .filter(m -> UNLIKELY.stream().noneMatch(m.getName()::startsWith))
                .filter(m -> supported(m.getName()).isPresent() && likelihood(m, spoken) >= UNSURE)
                .max(Comparator.comparingInt(m -> likelihood(m, spoken)))
                .map(CharsetMatch::getName)
                .flatMap(CaptionDecoder::supported)
                .or(() -> customary)
                .orElse(StandardCharsets.ISO_8859_1);
    }

    private static int likelihood(CharsetMatch match, String spoken) {
        return match.getConfidence() + (spoken.equals(match.getLanguage()) ? RIGHT_LANGUAGE : 0);
    }

    private static Map<String, String> customary() {
        var charsets = new HashMap<String, String>();
        Map.of(
                        "windows-1250", "cs sk pl hu sl hr ro bs sq",
                        "windows-1251", "ru uk be bg mk sr",
                        "windows-1253", "el",
                        "windows-1254", "tr az",
                        "windows-1255", "he",
                        "windows-1256", "ar fa ur",
                        "windows-1257", "lt lv et",
                        "windows-1258", "vi",
                        "x-windows-874", "th")
                .forEach((charset, languages) ->
                        List.of(languages.split(" ")).forEach(language -> charsets.put(language, charset)));
        Map.of("ja", "Shift_JIS", "ko", "x-windows-949", "zh", "GB18030").forEach(charsets::put);
        return Map.copyOf(charsets);
    }

    private static Optional<Charset> supported(String name) {
        try {
            return name == null ? Optional.empty() : Optional.of(Charset.forName(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Lines with other bytes than ASCII: the detector looks at the beginning only, and times tell it nothing. */
    private static byte[] tellingLines(byte[] bytes) {
        var telling = new ByteArrayOutputStream();
        int start = 0;
        boolean tells = false;
        for (int i = 0; i < bytes.length && telling.size() < SAMPLE; i++) {
            tells |= bytes[i] < 0;
            if (bytes[i] == '\n' || bytes[i] == '\r' || i == bytes.length - 1) {
                if (tells) {
                    telling.write(bytes, start, i + 1 - start);
                }
                start = i + 1;
                tells = false;
            }
        }
        return telling.toByteArray();
    }
}
