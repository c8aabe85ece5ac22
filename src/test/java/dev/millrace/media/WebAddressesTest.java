package dev.millrace.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.media.WebAddresses.Piece;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    see https://example.org/a?b=1&c=%20#d now | https://example.org/a?b=1&c=%20#d
                    (http://example.org:8080/x). | http://example.org:8080/x
                    https://example.org/Mill_(water), | https://example.org/Mill_(water)
                    https://example.org/@somebody | https://example.org/@somebody
                    <https://example.org>"onclick | https://example.org
                    https://a.example and https://b.example! | https://a.example https://b.example
                    """)
    void anAddressInTheTextIsFound(String text, String found) {
        assertThat(found(text)).isEqualTo(found);
        assertThat(WebAddresses.split(text).stream().map(Piece::text).collect(Collectors.joining()))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "javascript:alert(1)",
                "data:text/html,x",
                "ftp://example.org",
                "xhttps://example.org",
                "https://",
                "https:///path",
                "https://bank.example@evil.example/",
                "https://bank.example:443@evil.example/",
                "//example.org",
                "https://%zz"
            })
    void whatOnlyLooksLikeOneIsNot(String text) {
        assertThat(found(text)).isEmpty();
    }

    private static String found(String text) {
        return WebAddresses.split(text).stream()
                .filter(Piece::address)
                .map(Piece::text)
                .collect(Collectors.joining(" "));
    }
}
