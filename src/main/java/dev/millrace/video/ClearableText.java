package dev.millrace.video;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads text that a merge patch may take away (RFC 7396): absent is null and leaves it, JSON's {@code null} is empty and
 * clears it.
 */
class ClearableText extends StdDeserializer<Optional<String>> {

    private static final long serialVersionUID = 1L;

    ClearableText() {
        super(Optional.class);
    }

    @Override
    public Optional<String> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return Optional.of(context.readValue(parser, String.class));
    }

    @Override
    public Optional<String> getNullValue(DeserializationContext context) {
        return Optional.empty();
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
        return null;
    }

    /** The same for text that may be empty: JSON's {@code null} is the empty text, absent is null. */
    static class OrEmpty extends StdDeserializer<String> {

        private static final long serialVersionUID = 1L;

        OrEmpty() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return context.readValue(parser, String.class);
        }

        @Override
        public String getNullValue(DeserializationContext context) {
            return "";
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }

    /** The same for several texts: JSON's {@code null} is none, absent is null. */
    static class OrNone extends StdDeserializer<List<String>> {

        private static final long serialVersionUID = 1L;

        OrNone() {
            super(List.class);
        }

        @Override
        public List<String> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return Arrays.asList(context.readValue(parser, String[].class));
        }

        @Override
        public List<String> getNullValue(DeserializationContext context) {
            return List.of();
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }
}
