package dev.millrace.video;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.millrace.problem.InvalidFieldsException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where a video is in its life. */
public enum VideoState {
    @JsonProperty("uploading")
    UPLOADING,
    @JsonProperty("queued")
    QUEUED,
    @JsonProperty("processing")
    PROCESSING,
    @JsonProperty("ready")
    READY,
    @JsonProperty("failed")
    FAILED;

    /** Whether no work is under way or waiting: only somebody's wish changes it. */
    public boolean isSettled() {
        return this == READY || this == FAILED;
    }

    /** As in the API and the database: lower case. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of this key; also how a query parameter is read. */
    public static VideoState fromString(String key) {
        return Arrays.stream(values())
                .filter(s -> s.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldsException("state", "must be one of " + keys()));
    }

    private static String keys() {
        return Arrays.stream(values()).map(VideoState::key).collect(Collectors.joining(", "));
    }
}
