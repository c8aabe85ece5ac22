package dev.millrace.community;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What is wrong with a comment. */
public enum ReportReason {
    SPAM("Spam or advertising"),
    ABUSE("Insults, threats or hate"),
    OTHER("Something else");

    private final String label;

    ReportReason(String label) {
        this.label = label;
    }

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As people are offered it. */
    public String label() {
        return label;
    }

    @JsonCreator
    public static ReportReason of(String key) {
        return Arrays.stream(values())
                .filter(reason -> reason.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no reason is called " + key));
    }
}
