package dev.millrace.video;

import com.fasterxml.jackson.annotation.JsonProperty;

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

    /** As in the API and the database: lower case. */
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
