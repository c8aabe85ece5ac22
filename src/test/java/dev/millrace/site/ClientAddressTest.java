package dev.millrace.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    private static final Optional<String> URL = Optional.of("https://films.example.org");

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "'192.0.2.7:4711', 192.0.2.7",
        "'198.51.100.1, 192.0.2.7', 192.0.2.7",
        "'198.51.100.1, 192.0.2.7, 127.0.0.1', 192.0.2.7",
        "::ffff:192.0.2.7, 192.0.2.7",
        "2001:db8:1:2::3, 2001:db8:1:2::/64",
        "'[2001:db8:1:2:3:4:5:6]:443', 2001:db8:1:2::/64",
        "unknown, 127.0.0.1",
        "'192.0.2.7, films.example.org', 127.0.0.1",
        "'', 127.0.0.1"
    })
    void theProxyOfThisMachineIsBelievedWhomItForwardsLast(String forwarded, String client) {
        assertThat(new ClientAddress(Optional.empty(), URL).of("127.0.0.1", List.of(forwarded)))
                .isEqualTo(client);
    }

    @Test
    void aHeaderOfTwoLinesIsOneList() {
        assertThat(new ClientAddress(Optional.empty(), URL).of("::1", List.of("198.51.100.1", "192.0.2.7")))
                .isEqualTo("192.0.2.7");
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.9, 203.0.113.9", "2001:db8:9:8:7:6:5:4, 2001:db8:9:8::/64"})
    void strangersAreNotBelieved(String peer, String client) {
        assertThat(new ClientAddress(Optional.empty(), URL).of(peer, List.of("192.0.2.7")))
                .isEqualTo(client);
    }

    @Test
    void nobodyIsBelievedWhereNoProxyIsSaidToBe() {
        assertThat(new ClientAddress(Optional.empty(), Optional.empty()).of("127.0.0.1", List.of("192.0.2.7")))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void listedProxiesAreBelievedAndNoOthers() {
        var address = new ClientAddress(Optional.of("10.0.0.0/9, fd00::/8"), URL);

        assertThat(address.of("10.127.0.1", List.of("192.0.2.7"))).isEqualTo("192.0.2.7");
        assertThat(address.of("fd00::1", List.of("192.0.2.7, 10.0.0.1"))).isEqualTo("192.0.2.7");
        assertThat(address.of("10.128.0.1", List.of("192.0.2.7"))).isEqualTo("10.128.0.1");
        assertThat(address.of("127.0.0.1", List.of("192.0.2.7"))).isEqualTo("127.0.0.1");
    }
}
