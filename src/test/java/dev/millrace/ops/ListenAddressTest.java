package dev.millrace.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenAddressTest {

    @Test
    void refusesAPortThatIsTaken() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(StartRefused.class)
                    .isThrownBy(() -> new ListenAddress("127.0.0.1", other.getLocalPort()).requireFree())
                    .withMessage(
                            "Port %d on 127.0.0.1 is in use by another program: stop that one or choose another port "
                                    + "with QUARKUS_HTTP_PORT.",
                            other.getLocalPort());
        }
    }

    @Test
    void takesAnyFreePort() {
        assertThatCode(() -> new ListenAddress("127.0.0.1", 0).requireFree()).doesNotThrowAnyException();
    }

    @Test
    void refusesAnAddressOfAnotherMachine() {
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> new ListenAddress("192.0.2.1", 0).requireFree())
                .withMessage("QUARKUS_HTTP_HOST 192.0.2.1 is no address of this machine: use 127.0.0.1 or 0.0.0.0.");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true, http://127.0.0.1:8080",
        "::1, true, http://[::1]:8080",
        "0.0.0.0, false, http://localhost:8080",
        "192.0.2.1, false, http://192.0.2.1:8080"
    })
    void knowsWhoCanConnectAndWhere(String host, boolean onlyThisMachine, String url) {
        var address = new ListenAddress(host, 8080);

        assertThat(address.onlyThisMachine()).isEqualTo(onlyThisMachine);
        assertThat(address.url()).isEqualTo(url);
    }
}
