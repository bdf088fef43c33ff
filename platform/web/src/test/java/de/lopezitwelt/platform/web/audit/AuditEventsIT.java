package de.lopezitwelt.platform.web.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.EventJson;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.stream.AuditAction;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import de.lopezitwelt.platform.web.app.AuthDouble;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(AuthDouble.class)
class AuditEventsIT {
    private static final Actor ACTOR = new Actor("u-1", "k-1", null, "203.0.113.9", "test/1");

    @Inject
    AuditEvents audit;

    @Inject
    ActivityEvents activity;

    record User(String email, String passwordHash, int maxTokens) {}

    private static JsonNode envelope(OutboxMessage message) throws Exception {
        return EventJson.MAPPER.readTree(String.valueOf(message.payload()));
    }

    @Test
    void auditRecordSaysWhoWhatAndFromWhereWithoutSecrets() throws Exception {
        var message = audit.message(
                ACTOR,
                AuditAction.UPDATE,
                "users",
                "u-2",
                "user.changed",
                new User("a@example.org", "canary", 5),
                Map.of("email", "b@example.org", "token", "canary"));
        JsonNode event = envelope(message);
        JsonNode data = event.path("data");
        assertThat(message.topic()).isEqualTo("lopez.audit");
        assertThat(event.path("actor").asText()).isEqualTo("api_key:k-1");
        assertThat(data.path("table_name").asText()).isEqualTo("users");
        assertThat(data.path("record_id").asText()).isEqualTo("u-2");
        assertThat(data.path("action").asText()).isEqualTo("UPDATE");
        assertThat(data.path("event_type").asText()).isEqualTo("user.changed");
        assertThat(data.path("user_id").asText()).isEqualTo("u-1");
        assertThat(data.path("ip_address").asText()).isEqualTo("203.0.113.9");
        assertThat(data.path("user_agent").asText()).isEqualTo("test/1");
        assertThat(data.at("/old_values/email").asText()).isEqualTo("a@example.org");
        assertThat(data.at("/old_values/password_hash").asText()).isEqualTo(Redaction.MARK);
        assertThat(data.at("/old_values/max_tokens").asInt()).isEqualTo(5);
        assertThat(event.toString()).doesNotContain("canary");
    }

    @Test
    void activityRecordBelongsToItsUser() throws Exception {
        var message = activity.message("u-9", ACTOR, "login.failed", "user", "u-9", Map.of("password", "canary"));
        JsonNode data = envelope(message).path("data");
        assertThat(message.topic()).isEqualTo("lopez.activity");
        assertThat(data.path("user_id").asText()).isEqualTo("u-9");
        assertThat(data.path("action").asText()).isEqualTo("login.failed");
        assertThat(data.toString()).doesNotContain("canary");
    }

    @Test
    void requestLendsItsActorAndTrace() throws Exception {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var answer = given().header("Authorization", "Bearer " + TestTokens.user("u-5"))
                .header("User-Agent", "test/2")
                .header("X-Forwarded-For", "198.51.100.7")
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .get("/api/v1/audited");
        JsonNode event = EventJson.MAPPER.readTree(answer.asString());
        assertThat(event.path("actor").asText()).isEqualTo("user:u-5");
        assertThat(event.path("traceparent").asText()).contains(trace);
        assertThat(event.at("/data/ip_address").asText()).isEqualTo("198.51.100.7");
        assertThat(event.at("/data/user_agent").asText()).isEqualTo("test/2");
    }
}
