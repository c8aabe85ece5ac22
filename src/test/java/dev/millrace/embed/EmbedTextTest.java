package dev.millrace.embed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbedTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"A film", "</script><b>", "\"quoted\" & 'so'", "back\\slash", "line\nbreak\u2028", "שלום 🎬"})
    void jsonIsReadBackAsItWasAndKnowsNoMarkup(String text) throws Exception {
        var written = EmbedText.json(text);

        assertThat(written).matches("[ -~]*").doesNotContain("<", ">", "&", "\"", "'");
        assertThat(new com.fasterxml.jackson.databind.ObjectMapper().readValue('"' + written + '"', String.class))
                .isEqualTo(text);
    }

    @Test
    void aColourIsReadWithAndWithoutItsSign() {
        assertThat(dev.millrace.site.PlayerOptions.colour("FF8800")).contains("#ff8800");
        assertThat(dev.millrace.site.PlayerOptions.colour("#ff8800")).contains("#ff8800");
        assertThat(dev.millrace.site.PlayerOptions.colour("red;x:y")).isEmpty();
    }
}
