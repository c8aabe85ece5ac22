package dev.millrace.captions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssTextTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain|plain",
                "{\\i1}a{\\i0}b|<i>a</i>b",
                "{\\b700}a{\\b0}b{\\u1}c|<b>a</b>b<u>c</u>",
                "{\\i1\\b1}a{\\i0}b{\\r}c|<i><b>a</b></i><b>b</b>c",
                "{\\blur3\\bord2\\be1\\iclip(1,2)\\fnArial}a|a",
                "a\\nb\\hc|a b\u00a0c",
                "a\\{b\\}c\\\\d\\x|a{b}c\\d\\x",
                "{comment}a{unclosed|a{unclosed",
                "{\\p1}m 0 0 l 9 9{\\p0}a{\\pos(1,2)}b|ab",
                "<i>&amp;|&lt;i&gt;&amp;amp;",
                "{\\k20}ka{\\k30}ra|kara"
            })
    void keepsWordsAndTheirWeight(String raw, String text) {
        assertThat(AssText.of(raw).text()).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "{\\an8}a, line:0",
        "{\\an7\\i1}a, line:0 align:start",
        "{\\an2}a, ''",
        "{\\an0}a, ''",
        "{\\an5}a, line:50%"
    })
    void keepsThePlaceAtTheEdge(String raw, String settings) {
        assertThat(AssText.of(raw).settings()).isEqualTo(settings);
    }

    @Test
    void passesOverTheFieldsBeforeTheText() {
        assertThat(AssText.ofEvent("0,0,Default,Tom, the cat,0,0,0,,Hi").text()).isEqualTo(",Hi");
        assertThat(AssText.ofEvent("12,0,Default,,0,0,0,,Hi, you\\NThere").text())
                .isEqualTo("Hi, you\nThere");
        assertThat(AssText.ofEvent("").text()).isEmpty();
    }
}
