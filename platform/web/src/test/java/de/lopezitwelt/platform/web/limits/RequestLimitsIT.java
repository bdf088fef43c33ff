package de.lopezitwelt.platform.web.limits;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.ManagementPort;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import de.lopezitwelt.platform.web.app.AuthDouble;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(AuthDouble.class)
class RequestLimitsIT {
    private static final int PER_CALLER = 400;

    private static Response me(String token) {
        return given().header("Authorization", "Bearer " + token).get("/api/v1/me");
    }

    @Test
    void callerBeyondHisRateWaitsAndOthersDoNot() {
        String eager = TestTokens.user(UUID.randomUUID().toString());
        Response first = me(eager);
        assertThat(first.statusCode()).as(first.asString()).isEqualTo(200);
        assertThat(first.header("RateLimit-Policy")).isEqualTo("\"caller\";q=400;w=60");
        assertThat(first.header("RateLimit")).matches("\"caller\";r=399;t=\\d+");
        assertThat(first.header("X-RateLimit-Limit-Requests")).isEqualTo("400");
        assertThat(first.header("X-RateLimit-Remaining-Requests")).isEqualTo("399");
        assertThat(first.header("X-RateLimit-Reset-Requests")).matches("\\d+s");
        Response refused = first;
        for (int i = 0; i < 2 * PER_CALLER && refused.statusCode() == 200; i++) {
            refused = me(eager);
        }
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.contentType()).startsWith("application/problem+json");
        assertThat(refused.header("Retry-After")).matches("[1-9]\\d*");
        assertThat(refused.header("RateLimit")).contains(";r=0;");
        assertThat(me(TestTokens.user(UUID.randomUUID().toString())).statusCode())
                .isEqualTo(200);
    }

    @Test
    void healthIsNeverLimited() {
        assertThat(given().get(ManagementPort.url("/q/health/live")).headers().hasHeaderWithName("RateLimit"))
                .isFalse();
    }
}
