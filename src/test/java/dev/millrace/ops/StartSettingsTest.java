package dev.millrace.ops;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "millrace.roles, bogus, MILLRACE_ROLES",
        "millrace.roles, 'web,work', MILLRACE_ROLES",
        "millrace.worker-slots, 0, MILLRACE_WORKER_SLOTS",
        "millrace.worker-slots, many, MILLRACE_WORKER_SLOTS",
        "millrace.public-url, films.example.org, MILLRACE_PUBLIC_URL",
        "millrace.trusted-proxies, '10.0.0.0/8,proxy', MILLRACE_TRUSTED_PROXIES",
        "millrace.trusted-proxies, 10.0.0.0/33, MILLRACE_TRUSTED_PROXIES",
        "millrace.admin-token, short, MILLRACE_ADMIN_TOKEN",
        "quarkus.http.port, 99999, QUARKUS_HTTP_PORT",
    })
    void saysInASentenceWhatCannotBe(String property, String value, String variable) {
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> StartSettings.of(config(property, value)))
                .withMessageStartingWith(variable)
                .withMessageEndingWith(".");
    }

    @ParameterizedTest
    @CsvSource({
        "millrace.roles, 'web, worker'",
        "millrace.roles, worker",
        "millrace.worker-slots, 12",
        "millrace.worker-slots, ''",
        "millrace.public-url, https://films.example.org/here",
        "millrace.trusted-proxies, '10.0.0.0/8, fd00::/8, ::1'",
    })
    void takesTheRest(String property, String value) {
        assertThatCode(() -> StartSettings.of(config(property, value))).doesNotThrowAnyException();
    }

    private static Config config(String property, String value) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(Map.of(property, value), "test", 500))
                .build();
    }
}
