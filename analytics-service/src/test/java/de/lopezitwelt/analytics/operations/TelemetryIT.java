package de.lopezitwelt.analytics.operations;

import static de.lopezitwelt.analytics.Api.eventually;
import static de.lopezitwelt.analytics.Api.get;
import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@TestProfile(TelemetryIT.SwitchedOn.class)
class TelemetryIT {
    private static final String CATEGORY = "de.lopezitwelt.test.Telemetry";

    private final String moderator = TestTokens.moderator("01980000-0000-7000-8000-000000000001");

    /** As in production, only more often. */
    public static final class SwitchedOn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("lopez.telemetry.enabled", "true", "lopez.telemetry.metrics-interval", "PT0.5S");
        }
    }

    @Test
    void aWarningOfAServiceStandsInTheLogTable() {
        Logger.getLogger(CATEGORY).warn("the model provider answers slowly");

        eventually(() -> {
            JsonPath line =
                    get(moderator, "/logs?level=warn&category=" + CATEGORY).jsonPath();
            assertThat(line.getString("data[0].message")).isEqualTo("the model provider answers slowly");
            assertThat(line.getString("data[0].context.service")).isEqualTo("analytics-service");
        });
    }

    @Test
    void keyFiguresStandInTheMetricsTable() {
        eventually(() -> {
            JsonPath value =
                    get(moderator, "/metrics?metric_name=jvm.memory.used").jsonPath();
            assertThat(value.getDouble("data[0].metric_value")).isPositive();
            assertThat(value.getString("data[0].unit")).isEqualTo("bytes");
            assertThat(value.getString("data[0].tags.service")).isEqualTo("analytics-service");
        });
    }
}
