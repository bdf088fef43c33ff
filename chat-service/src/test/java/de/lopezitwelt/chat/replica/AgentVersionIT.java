package de.lopezitwelt.chat.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.contracts.agent.AgentVisibility;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.outbox.Outbox;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which version of an agent replies. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class AgentVersionIT {
    @Inject
    Events events;

    @Inject
    Outbox outbox;

    @Inject
    Pool pool;

    @Inject
    ObjectMapper json;

    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private final String agent = ChatDatabase.IDS.next();

    @Test
    void replyAfterARollBackIsMadeByTheEarlierVersion() {
        publish(events.state(agent(1, 1), agent, 1));
        await().untilAsserted(() -> assertThat(known()).isEqualTo(1));
        String session = user.startSession(agent);
        assertThat(versionOf(user.say(session, "hello first"))).isEqualTo(1);

        publish(events.state(agent(2, 2), agent, 2));
        await().untilAsserted(() ->
                assertThat(versionOf(user.say(session, "hello second"))).isEqualTo(2));

        publish(events.state(agent(1, 3), agent, 3));
        await().untilAsserted(() ->
                assertThat(versionOf(user.say(session, "hello third"))).isEqualTo(1));
        assertThat(ScriptedProvider.lastRequest("hello third")
                        .path("messages")
                        .path(0)
                        .path("content")
                        .asText())
                .isEqualTo("version 1");
    }

    @Test
    void carriedEtagMakesAChangeFeltAtOnce() throws JsonProcessingException {
        publish(events.state(agent(1, 1), agent, 1));
        await().untilAsserted(() -> assertThat(known()).isEqualTo(1));
        String session = user.startSession(agent);
        user.say(session, "hello before");

        ScriptedProvider.internal("/internal/agents/" + agent, json.writeValueAsString(agent(2, 2)));

        assertThat(versionOf(user.sayWithEtag(session, "hello after", "\"2\""))).isEqualTo(2);
        assertThat(user.sayWithEtag(session, "say 1", "yesterday").status()).isEqualTo(400);
    }

    @Test
    void sessionHoldsOnToItsVersion() {
        publish(events.state(agent(3, 3), agent, 3));
        await().untilAsserted(() -> assertThat(known()).isEqualTo(3));
        version(1, "\"2026-01-01T00:00:00Z\"");

        var opened = user.send("POST", "/api/v1/sessions", "{\"agent_id\":\"" + agent + "\",\"agent_version\":1}");

        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.body().path("agent_version").asLong()).isEqualTo(1);
        String session = opened.body().path("id").asText();
        assertThat(user.get("/api/v1/sessions/" + session)
                        .body()
                        .path("agent_version")
                        .asLong())
                .isEqualTo(1);
        var reply = user.say(session, "hello pinned");
        assertThat(versionOf(reply)).isEqualTo(1);
        assertThat(ScriptedProvider.lastRequest("hello pinned")
                        .path("messages")
                        .path(0)
                        .path("content")
                        .asText())
                .isEqualTo("version 1");
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM agent_versions_replica WHERE agent_id = ?", agent))
                .isEqualTo(1);
        assertThat(user.send("POST", "/api/v1/sessions", "{\"agent_id\":\"" + agent + "\",\"agent_version\":2}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void versionThatWasNeverPublishedIsNotKeptForOthers() {
        publish(events.state(agent(1, 1), agent, 1));
        await().untilAsserted(() -> assertThat(known()).isEqualTo(1));
        version(2, "null");

        var opened = user.send("POST", "/api/v1/sessions", "{\"agent_id\":\"" + agent + "\",\"agent_version\":2}");

        assertThat(versionOf(user.say(opened.body().path("id").asText(), "hello draft")))
                .isEqualTo(2);
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM agent_versions_replica WHERE agent_id = ?", agent))
                .isZero();
    }

    private void version(int number, String publishedAt) {
        ScriptedProvider.internal(
                "/internal/agents/" + agent + "/versions/" + number + "?user_id=" + user.userId,
                "{\"agent_id\":\"%s\",\"version_number\":%d,\"model\":\"%s\",\"config\":{\"system_prompt\":\"version %d\"},\"published_at\":%s}"
                        .formatted(agent, number, ScriptedProvider.MODEL, number, publishedAt));
    }

    private static int versionOf(ChatClient.Answer reply) {
        assertThat(reply.status()).isEqualTo(200);
        return reply.body()
                .path("message")
                .path("metadata")
                .path("agent_version")
                .asInt();
    }

    private long known() {
        return ChatDatabase.number("SELECT MAX(aggregate_version) FROM agents_replica WHERE agent_id = ?", agent);
    }

    private AgentState agent(long versionNumber, long etag) {
        return new AgentState(
                agent,
                user.userId,
                "Versioned",
                AgentType.CHATBOT,
                ScriptedProvider.MODEL,
                JsonNodeFactory.instance.objectNode().put("system_prompt", "version " + versionNumber),
                null,
                AgentVisibility.PRIVATE,
                null,
                true,
                versionNumber,
                etag);
    }

    private void publish(OutboxMessage message) {
        pool.withTransaction(connection -> outbox.append(connection, List.of(message)))
                .await()
                .atMost(Duration.ofSeconds(30));
        outbox.committed();
    }
}
