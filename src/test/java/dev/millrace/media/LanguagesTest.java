package dev.millrace.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "en, eng",
        "de, ger",
        "pt-BR, por",
        "zh-Hant, chi",
        "EN, eng",
        "haw, haw",
        "und, und",
        "xy, und",
        "english, und"
    })
    void haveThreeLettersToo(String tag, String expected) {
        assertThat(Languages.threeLetters(tag)).isEqualTo(expected);
    }
}
