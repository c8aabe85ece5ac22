package dev.millrace.transcode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** The payloads of our tasks, and the stored plan, as JSON. */
final class Runs {

    static final String PROBE = "probe";
    static final String VIDEO = "video";
    static final String AUDIO = "audio";
    static final String POSTERS = "posters";
    static final String STORYBOARD = "storyboard";
    static final String LOUDNESS = "loudness";

    /**
     * Segments to make for some rungs.
     *
     * @param first number of the first segment
     * @param end number after the last
     * @param rungs names; empty for all
     */
    record VideoRun(int first, int end, List<String> rungs) {}

    /** Segments to make of one sound. */
    record AudioRun(String rendition, int first, int end) {}

    /** A sound to be heard whole. */
    record LoudnessRun(String rendition) {}

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Runs() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be stored: " + value, e);
        }
    }

    static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored " + type.getSimpleName() + " cannot be read", e);
        }
    }
}
