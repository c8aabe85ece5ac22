package dev.millrace.captions;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whatever comes in, what goes out is safe. Runs over its seeds with the other tests; with {@code JAZZER_FUZZ=1} one of
 * its methods looks for new inputs.
 */
class CaptionFuzzTest {

    private static final Pattern TAG = Pattern.compile("<(/?)(\\w+)([^<>]*)>");
    private static final List<String> KNOWN = List.of("b", "i", "u", "ruby", "rt", "v", "lang");

    @FuzzTest(maxDuration = "3m")
    void anyFileBecomesCaptions(byte[] file) {
        var cues = CaptionReader.read(new String(file, StandardCharsets.UTF_8));

        cues.forEach(cue -> checkText(cue.text()));
        for (int i = 1; i < cues.size(); i++) {
            assertThat(cues.get(i).startMillis())
                    .isGreaterThanOrEqualTo(cues.get(i - 1).startMillis());
        }
        CaptionReader.read(WebVtt.file(cues))
                .forEach(cue -> assertThat(CueText.of(cue.text()).text())
                        .as("read again")
                        .isEqualTo(cue.text()));
        assertThat(CaptionSegments.text(cues, 0)).startsWith("WEBVTT\nX-TIMESTAMP-MAP=");
    }

    @FuzzTest(maxDuration = "3m")
    void anyEventBecomesText(byte[] event) {
        var text = AssText.of(new String(event, StandardCharsets.ISO_8859_1));

        checkText(text.text());
        assertThat(CueSettings.of(text.settings())).isEqualTo(text.settings());
    }

    @FuzzTest(maxDuration = "3m")
    void anyCaptionDataNamesChannels(FuzzedDataProvider data) {
        var channels = new CaptionChannels();
        while (data.remainingBytes() >= 3) {
            channels.add(data.consumeByte(), data.consumeByte(), data.consumeByte());
        }

        assertThat(channels.found()).doesNotHaveDuplicates().allMatch(n -> n.matches("(CC|SERVICE)[1-9][0-9]?"));
    }

    /** Only known tags, each closed in its turn; nothing else that could be read as markup. */
    private static void checkText(String text) {
        var open = new ArrayDeque<String>();
        var tags = TAG.matcher(text);
        while (tags.find()) {
            assertThat(KNOWN).contains(tags.group(2));
            if (tags.group(1).isEmpty()) {
                open.push(tags.group(2));
            } else {
                assertThat(open.pop()).isEqualTo(tags.group(2));
            }
        }
        assertThat(open).isEmpty();
        assertThat(TAG.matcher(text).replaceAll("")).doesNotContain("<", ">", "\n\n");
        assertThat(text.chars()).noneMatch(c -> c < ' ' && c != '\n');
    }
}
