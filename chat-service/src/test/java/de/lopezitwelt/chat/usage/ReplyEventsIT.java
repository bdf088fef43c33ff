package de.lopezitwelt.chat.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.chat.support.SseStream;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.kafka.TopicProbe;
import de.lopezitwelt.platform.web.identity.credential.ApiKeyFormat;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every call of a model ends in one event, whatever asked for it and however it ended. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class ReplyEventsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private final String agent = ChatDatabase.agent(user.userId, "private");

    @Test
    void replyTellsForWhomItWasMadeAndWhatItUsed() {
        String session = user.startSession(agent);
        user.say(session, "say 3");

        JsonNode event = only("reply.completed.v1");
        JsonNode data = event.path("data");
        assertThat(event.path("subject").asText()).isEqualTo(session);
        assertThat(event.path("aggregateversion").asLong())
                .isEqualTo(ChatDatabase.number("SELECT version FROM chat_sessions WHERE id = ?", session));
        assertThat(data.at("/origin/session_id").asText()).isEqualTo(session);
        assertThat(data.at("/origin/agent_id").asText()).isEqualTo(agent);
        assertThat(data.at("/origin/agent_version").asInt()).isEqualTo(1);
        assertThat(data.at("/origin/source").asText()).isEqualTo("app");
        assertThat(data.at("/origin/reply_id").asText())
                .isEqualTo(ChatDatabase.column("SELECT id FROM replies WHERE session_id = ?", session)
                        .getFirst());
        assertThat(data.at("/use/model").asText()).isEqualTo(ScriptedProvider.MODEL);
        assertThat(data.at("/use/input_tokens").asInt()
                        + data.at("/use/output_tokens").asInt())
                .isEqualTo(ChatDatabase.number(
                        "SELECT SUM(tokens_used) FROM chat_messages WHERE session_id = ?", session));
        assertThat(data.at("/use/queue_ms").isIntegralNumber()).isTrue();
        assertThat(data.at("/use/first_token_ms").asLong())
                .isBetween(
                        data.at("/use/queue_ms").asLong(),
                        data.at("/use/total_ms").asLong());
        assertThat(data.path("finish_reason").asText()).isEqualTo("stop");
        assertThat(data.toString())
                .as("what does not apply is not there")
                .doesNotContain("null", "api_key_id", "organization_id", "fallback_for", "cached_tokens");
    }

    @Test
    void programsAreToldApartByTheirProtocol() {
        user.send("POST", "/v1/chat/completions", completion("say 1"));
        user.send("POST", "/v1/responses", "{\"model\":\"" + agent + "\",\"input\":\"say 1\"}");
        user.send(
                "POST",
                "/v1/messages",
                "{\"model\":\"" + agent
                        + "\",\"max_tokens\":50,\"messages\":[{\"role\":\"user\",\"content\":\"say 1\"}]}");

        assertThat(events("reply.completed.v1", 3))
                .extracting(event -> event.at("/data/origin/source").asText())
                .containsExactlyInAnyOrder("completions", "responses", "messages");
    }

    @Test
    void keyThatAskedIsNamed() {
        ScriptedProvider.keysAreOf(user.userId, null);
        var program = new ChatClient(user.userId, ApiKeyFormat.generate(new SecureRandom()));
        program.send("POST", "/v1/chat/completions", completion("say 1"));

        assertThat(only("reply.completed.v1").at("/data/origin/api_key_id").asText())
                .isEqualTo("k-1");
    }

    @Test
    void cancelledReplyCountsWhatWasSaidUntilThen() {
        String session = user.startSession(agent);
        try (SseStream stream = user.stream(session, "endless 20 events")) {
            String reply = SseStream.replyId(stream.until("delta"));
            user.send("POST", "/api/v1/sessions/" + session + "/replies/" + reply + "/cancel", null);
        }

        assertThat(only("reply.cancelled.v1").at("/data/use/estimated").asBoolean())
                .isTrue();
    }

    @Test
    void failedReplyNamesTheClassOfItsFailure() {
        user.say(user.startSession(agent), "garbage");

        JsonNode data = only("reply.failed.v1").path("data");
        assertThat(data.path("failure").asText()).isEqualTo("model-invalid-response");
        assertThat(data.at("/use/output_tokens").asInt()).isZero();
        assertThat(data.path("use").has("first_token_ms")).isFalse();
    }

    @Test
    void refusedReplyNamesTheLimitAndNoSessionThatDoesNotExist() {
        ChatDatabase.update(
                "INSERT INTO entitlements_replica (subject_type, subject_id, tokens_per_month, is_active,"
                        + " aggregate_version) VALUES ('user', ?, 1, TRUE, 1)",
                user.userId);

        assertThat(user.send("POST", "/v1/chat/completions", completion("say 1"))
                        .status())
                .isEqualTo(429);
        assertThat(trial("say 1").status()).isEqualTo(429);

        assertThat(events("reply.refused.v1", 2)).allSatisfy(event -> {
            assertThat(event.at("/data/limit").asText()).isEqualTo("tokens_per_month");
            assertThat(event.at("/data/subject").asText()).isEqualTo("user");
            assertThat(event.at("/data/origin").has("session_id")).isFalse();
            assertThat(event.path("subject").asText())
                    .isEqualTo(event.at("/data/origin/reply_id").asText());
            assertThat(event.path("aggregateversion").asInt()).isEqualTo(1);
        });
    }

    @Test
    void replyOfADeadInstanceEndsWithWhatItsRowKnows() {
        String session = user.startSession(agent);
        String reply = ChatDatabase.IDS.next();
        ChatDatabase.update(
                "INSERT INTO replies (id, session_id, user_id, user_message_id, agent_version, model, status,"
                        + " owner_instance, owner_url, lease_epoch, store_text, reservations, prompt_tokens, pricing,"
                        + " origin, expires_at, created_at) VALUES (?, ?, ?, ?, 1, ?, 'streaming', 'nobody', 'nowhere', 1,"
                        + " TRUE, '[]', 1, '{}', ?, UTC_TIMESTAMP(6) - INTERVAL 1 HOUR, UTC_TIMESTAMP(6))",
                reply,
                session,
                user.userId,
                ChatDatabase.IDS.next(),
                ScriptedProvider.MODEL,
                "{\"reply_id\":\"" + reply + "\",\"session_id\":\"" + session + "\",\"user_id\":\"" + user.userId
                        + "\",\"api_key_id\":\"k-7\",\"source\":\"completions\"}");

        JsonNode data = only("reply.failed.v1").path("data");
        assertThat(data.path("failure").asText()).isEqualTo("reply-interrupted");
        assertThat(data.at("/origin/api_key_id").asText()).isEqualTo("k-7");
        assertThat(data.at("/origin/source").asText()).isEqualTo("completions");
    }

    @Test
    void callsOfWhichNothingIsStoredAreAggregatesOfTheirOwn() {
        trial("say 2");
        trial("garbage");
        ChatClient.Answer embedded =
                user.send("POST", "/v1/embeddings", "{\"model\":\"lopez-offline-embedding\",\"input\":\"Hello\"}");
        assertThat(embedded.status()).as(embedded.body().toString()).isEqualTo(200);

        List<JsonNode> completed = events("reply.completed.v1", 2);
        assertThat(completed)
                .extracting(event -> event.at("/data/origin/source").asText())
                .containsExactlyInAnyOrder("trial", "embedding");
        assertThat(completed)
                .extracting(event -> event.path("aggregateversion").asInt())
                .containsOnly(1);
        assertThat(only("reply.failed.v1").at("/data/failure").asText()).isEqualTo("model-invalid-response");
        assertThat(ChatDatabase.number(
                        "SELECT used FROM usage_counters WHERE subject_id = ? AND limit_name = 'tokens_per_month'",
                        user.userId))
                .as("what was charged is what was published")
                .isEqualTo(completed.stream()
                        .mapToLong(event -> event.at("/data/use/input_tokens").asLong()
                                + event.at("/data/use/output_tokens").asLong())
                        .sum());
    }

    private ChatClient.Answer trial(String content) {
        return user.send(
                "POST",
                "/api/v1/replies/try",
                "{\"draft\":{\"type\":\"chatbot\",\"model\":\"%s\",\"config\":{}},\"content\":\"%s\"}"
                        .formatted(ScriptedProvider.MODEL, content));
    }

    private String completion(String content) {
        return "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}".formatted(agent, content);
    }

    private JsonNode only(String type) {
        List<JsonNode> found = events(type, 1);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private List<JsonNode> events(String type, int atLeast) {
        return await().atMost(PATIENCE)
                .until(
                        () -> TopicProbe.read("lopez.sessions").stream()
                                .map(TopicProbe.Entry::envelope)
                                .filter(event -> event.path("type").asText().endsWith(type))
                                .filter(event -> event.at("/data/origin/user_id")
                                        .asText()
                                        .equals(user.userId))
                                .toList(),
                        found -> found.size() >= atLeast);
    }
}
