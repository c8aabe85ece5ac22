package dev.millrace.words;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.millrace.problem.InvalidFieldsException;
import java.util.Arrays;
import java.util.Locale;

/** For whom captions are written. */
public enum CaptionKind {
    /** translate for those who hear */
    @JsonProperty("subtitles")
    SUBTITLES,
    /** write down what is said */
    @JsonProperty("captions")
    CAPTIONS,
    /** write down what is said, and what else is to be heard */
    @JsonProperty("sdh")
    SDH;

    /** As in the API and the database: lower case. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static CaptionKind of(String key) {
        return Arrays.stream(values())
                .filter(k -> k.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldsException("kind", "must be one of subtitles, captions, sdh"));
    }
}
