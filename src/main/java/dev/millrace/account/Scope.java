package dev.millrace.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** A part of an account's rights that a key may have. A browser that is signed in has all. */
public enum Scope {
    /** See what the account may see. */
    READ,
    /** Add videos. */
    UPLOAD,
    /** Change and delete what the account may, comment. */
    MANAGE,
    /** Use an administrator's rights. */
    ADMIN;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As pages call it. */
    public String label() {
        return name().charAt(0) + key().substring(1);
    }

    @JsonCreator
    public static Scope of(String key) {
        return Arrays.stream(values())
                .filter(scope -> scope.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no scope is called " + key));
    }
}
