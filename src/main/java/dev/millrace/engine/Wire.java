package dev.millrace.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.job.Job;
import dev.millrace.job.JobEvent;

/** The language between server and engine: one JSON object a line. */
public final class Wire {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Wire() {}

    /** A job as one line, without the line's end. */
    public static String line(Job job) {
        return write(job, Job.class);
    }

    /** An event as one line, without the line's end. */
    public static String line(JobEvent event) {
        return write(event, JobEvent.class);
    }

    public static Job job(String line) throws JsonProcessingException {
        return MAPPER.readValue(line, Job.class);
    }

    public static JobEvent event(String line) throws JsonProcessingException {
        return MAPPER.readValue(line, JobEvent.class);
    }

    private static String write(Object value, Class<?> as) {
        try {
            return MAPPER.writerFor(as).writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a message: " + value, e);
        }
    }
}
