package de.lopezitwelt.system.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A change of an agent takes effect in its next reply: at once for the user who made it, within moments for all others. */
class AgentChangeIT {
    private static final int CHANGES = 5;
    /** The promise is a second; a busy machine proves nothing about it, so the time is printed. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Platform platform = Platform.running();
    private final Person maker = Person.register(platform, "Maker");
    private final String agent = maker.createAgent(platform, Platform.OFFLINE_MODEL);
    private final String session = maker.startSession(platform, agent);

    @Test
    void rolledBackAgentRepliesInItsFirstVersionAtOnceForWhoShowsTheNewETag() {
        assertThat(reply(Map.of()).path("agent_version").asInt()).isEqualTo(1);

        String changed = change(0.5);
        assertThat(reply(Map.of("Agent-ETag", changed)).path("agent_version").asInt())
                .as("after the change")
                .isEqualTo(2);

        String rolledBack = etag(maker.client()
                .send("POST", platform.agent(path() + "/versions/1/publish"), "", Map.of("If-Match", changed))
                .expect(200));
        assertThat(reply(Map.of("Agent-ETag", rolledBack)).path("agent_version").asInt())
                .as("after rolling back")
                .isEqualTo(1);
    }

    @Test
    void everybodyElseFeelsAChangeByItsEvent() {
        List<Long> millis = new ArrayList<>();
        for (int change = 1; change <= CHANGES; change++) {
            change(change / 10.0);
            long since = System.nanoTime();
            int version = change + 1;
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> reply(Map.of()).path("agent_version").asInt() == version);
            millis.add((System.nanoTime() - since) / 1_000_000);
        }
        System.out.println("a change of an agent was felt in replies after " + millis + " ms");
    }

    private String path() {
        return "/api/v1/agents/" + agent;
    }

    /** @return the agent's ETag afterwards */
    private String change(double temperature) {
        String before = etag(maker.client().get(platform.agent(path())).expect(200));
        return etag(maker.client()
                .send(
                        "PATCH",
                        platform.agent(path()),
                        "{\"config\":{\"temperature\":%s}}".formatted(temperature),
                        Map.of("If-Match", before))
                .expect(200));
    }

    private JsonNode reply(Map<String, String> headers) {
        return maker.client()
                .send(
                        "POST",
                        platform.chat("/api/v1/sessions/" + session + "/messages"),
                        "{\"content\":\"What is 17 * 23?\"}",
                        headers)
                .expect(200)
                .json()
                .path("message")
                .path("metadata");
    }

    private static String etag(Answer answer) {
        return answer.headers().firstValue("ETag").orElseThrow(() -> new AssertionError("no ETag: " + answer));
    }
}
