package dev.millrace.ops;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.millrace.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class HealthTest {

    @Inject
    StartupReport report;

    @Test
    void saysThatTheServiceIsAlive() {
        get("/q/health/live")
                .then()
                .statusCode(200)
                .body("checks.name", hasItem("service"))
                .body("checks.find { it.name == 'service' }.data.version", not(emptyOrNullString()));
    }

    @Test
    void saysThatDatabaseAndStoreAreReady() {
        get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItem("Database connections health check"))
                .body("checks.find { it.name == 'store' }.data.freeBytes", greaterThan(0L));
    }

    @Test
    void tellsTheOperatorInAboutTenLinesWhatRuns() throws SQLException {
        assertThat(report.lines())
                .hasSizeBetween(6, 10)
                .anyMatch(line -> line.matches("Millrace .+ runs at http://127\\.0\\.0\\.1:\\d+ after .+"))
                .anyMatch(line -> line.matches(" +data +/.+ GB free"))
                .anyMatch(line -> line.matches(" +database +PostgreSQL 17.+"))
                .anyMatch(line -> line.contains("QUARKUS_HTTP_HOST=0.0.0.0"))
                .anyMatch(line -> line.endsWith("/upload") || line.contains("/setup?token="));
    }
}
