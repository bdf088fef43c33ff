package de.lopezitwelt.system.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import de.lopezitwelt.system.support.ServerSentEvent;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The main path through all five services, as a client takes it. */
class JourneyIT {
    private final Platform platform = Platform.running();
    private final Person ada = Person.register(platform, "Ada");

    @Test
    void conversationEndsInCorrectSummaries() {
        String organization = ada.client()
                .post(platform.orgBilling("/api/v1/organizations"), "{\"name\":\"Analytical Engines\"}")
                .expect(201)
                .text("id");
        assertThat(ada.client()
                        .get(platform.orgBilling("/api/v1/subscriptions?organization_id=" + organization))
                        .expect(200)
                        .body())
                .contains(organization)
                .contains("\"free\"");
        String agent = ada.createAgent(platform, Platform.OFFLINE_MODEL);
        String session = ada.startSession(platform, agent);

        long tokens = 0;
        long processing = 0;
        for (String question : List.of("What is 17 * 23?", "Wie spät ist es?", "Thank you!")) {
            JsonNode reply = say(session, question);
            tokens += reply.path("tokens_used").asLong();
            processing += reply.path("processing_time_ms").asLong();
        }
        assertThat(tokens).isPositive();

        JsonNode messages = ada.client()
                .get(platform.chat("/api/v1/sessions/" + session + "/messages"))
                .expect(200)
                .json();
        assertThat(messages.path("data").findValuesAsText("type")).hasSize(6).containsOnly("user", "agent");
        assertThat(messages.path("data").findValuesAsText("content")).anyMatch(content -> content.contains("391"));

        assertSummaries(session, agent, tokens, processing);
    }

    private JsonNode say(String session, String text) {
        List<ServerSentEvent> events = ada.client().stream(
                platform.chat("/api/v1/sessions/" + session + "/messages"), "{\"content\":\"" + text + "\"}");
        assertThat(events.getFirst().name()).isEqualTo("message.created");
        assertThat(events.getLast().name()).as("%s", events.getLast()).isEqualTo("message.completed");
        JsonNode message = events.getLast().json().path("message");
        String streamed = events.stream()
                .filter(event -> event.name().equals("delta"))
                .map(event -> event.json().path("text").asText())
                .reduce("", String::concat);
        assertThat(streamed).isNotBlank().isEqualTo(message.path("content").asText());
        return message;
    }

    private void assertSummaries(String session, String agent, long tokens, long processing) {
        Platform.eventually(() -> {
            JsonNode summary = ada.client()
                    .get(platform.analytics("/api/v1/analytics/sessions/" + session))
                    .expect(200)
                    .json();
            assertThat(summary.path("total_messages").asInt()).isEqualTo(6);
            assertThat(summary.path("user_messages").asInt()).isEqualTo(3);
            assertThat(summary.path("agent_messages").asInt()).isEqualTo(3);
            assertThat(summary.path("total_tokens").asLong()).isEqualTo(tokens);
            assertThat(summary.path("total_processing_time_ms").asLong()).isEqualTo(processing);
            JsonNode user = ada.client()
                    .get(platform.analytics("/api/v1/analytics/users/me"))
                    .expect(200)
                    .json();
            assertThat(user.path("total_sessions").asInt()).isEqualTo(1);
            assertThat(user.path("total_messages").asInt()).isEqualTo(6);
            JsonNode ofAgent = ada.client()
                    .get(platform.analytics("/api/v1/analytics/agents/" + agent))
                    .expect(200)
                    .json();
            assertThat(ofAgent.path("total_sessions").asInt()).isEqualTo(1);
            assertThat(ofAgent.path("total_messages").asInt()).isEqualTo(6);
            JsonNode activity = ada.client()
                    .get(platform.analytics("/api/v1/analytics/activity?limit=100"))
                    .expect(200)
                    .json();
            assertThat(activity.path("data").findValuesAsText("action"))
                    .filteredOn("message.sent"::equals)
                    .hasSize(3);
            JsonNode audit = platform.administrator()
                    .client()
                    .get(platform.analytics("/api/v1/analytics/audit?record_id=" + session))
                    .expect(200)
                    .json();
            assertThat(audit.path("data").findValuesAsText("event_type")).contains("session.started");
        });
    }

    @Test
    void sameIdempotencyKeyCreatesOneSession() {
        String agent = ada.createAgent(platform, Platform.OFFLINE_MODEL);
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        String body = "{\"agent_id\":\"" + agent + "\"}";
        Answer first = ada.client()
                .send("POST", platform.chat("/api/v1/sessions"), body, key)
                .expect(201);
        Answer again = ada.client()
                .send("POST", platform.chat("/api/v1/sessions"), body, key)
                .expect(201);
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void everyServiceShowsHealthMetricsAndItsApi() {
        for (var service : de.lopezitwelt.platform.local.platform.PlatformService.values()) {
            Client anyone = Client.anonymous();
            anyone.get(platform.management(service, "/q/health/live")).expect(200);
            anyone.get(platform.management(service, "/q/health/ready")).expect(200);
            assertThat(anyone.get(platform.management(service, "/q/metrics"))
                            .expect(200)
                            .body())
                    .contains("jvm_memory_used_bytes");
            assertThat(anyone.get(platform.url(service, "/openapi?format=json"))
                            .expect(200)
                            .text("openapi"))
                    .startsWith("3.1");
            assertThat(anyone.get(platform.url(service, "/swagger-ui/"))
                            .expect(200)
                            .body())
                    .contains("swagger");
        }
    }
}
