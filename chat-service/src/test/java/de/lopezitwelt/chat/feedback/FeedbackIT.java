package de.lopezitwelt.chat.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import de.lopezitwelt.platform.testing.kafka.TopicProbe;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class FeedbackIT {
    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private final String agent = ChatDatabase.agent(user.userId, "private");

    @Test
    void feedbackIsGivenReadReplacedAndWithdrawn() {
        String path = feedback(user.startSession(agent));
        assertThat(user.get(path).status()).isEqualTo(404);

        var given = user.send("PUT", path, "{\"satisfaction_score\":4.5,\"feedback\":\"Well done\"}");
        assertThat(given.status()).isEqualTo(200);
        assertThat(given.raw().headers().firstValue("ETag")).contains("\"1\"");
        assertThat(user.get(path).body().path("feedback").asText()).isEqualTo("Well done");
        assertThat(user.get(path).body().path("satisfaction_score").decimalValue())
                .isEqualByComparingTo("4.5");

        var replaced = user.send("PUT", path, "{\"satisfaction_score\":2}");
        assertThat(replaced.body().path("feedback").isTextual()).isFalse();
        assertThat(replaced.body().path("created_at")).isEqualTo(given.body().path("created_at"));
        assertThat(user.send("DELETE", path, null).status()).isEqualTo(204);
        assertThat(user.send("DELETE", path, null).status()).isEqualTo(404);
        assertThat(user.get(path).status()).isEqualTo(404);
    }

    @Test
    void badFeedbackIsRefusedByItsField() {
        String path = feedback(user.startSession(agent));

        for (String score : List.of("0.99", "5.01", "3.123", "\"4\"", "null")) {
            var refused = user.send("PUT", path, "{\"satisfaction_score\":" + score + "}");
            assertThat(refused.status()).as(score).isEqualTo(400);
            assertThat(refused.body().at("/violations/0/field").asText()).isEqualTo("satisfaction_score");
        }
        assertThat(user.send("PUT", path, "{\"satisfaction_score\":3,\"feedback\":\"" + "x".repeat(4_001) + "\"}")
                        .body()
                        .at("/violations/0/field")
                        .asText())
                .isEqualTo("feedback");
        assertThat(user.get(path).status()).isEqualTo(404);
    }

    @Test
    void nobodyElseSeesOrChangesIt() {
        String session = user.startSession(agent);
        user.send("PUT", feedback(session), "{\"satisfaction_score\":5}");
        ChatClient stranger = new ChatClient(ChatDatabase.IDS.next());

        assertThat(stranger.get(feedback(session)).status()).isEqualTo(404);
        assertThat(stranger.send("PUT", feedback(session), "{\"satisfaction_score\":1}")
                        .status())
                .isEqualTo(404);
        assertThat(stranger.send("DELETE", feedback(session), null).status()).isEqualTo(404);
        assertThat(user.get(feedback(session)).body().path("satisfaction_score").asInt())
                .isEqualTo(5);
    }

    @Test
    void feedbackGoesWithItsSession() {
        String session = user.startSession(agent);
        user.send("PUT", feedback(session), "{\"satisfaction_score\":5,\"feedback\":\"bye\"}");

        assertThat(user.send("DELETE", "/api/v1/sessions/" + session, null).status())
                .isEqualTo(204);

        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM session_feedback WHERE session_id = ?", session))
                .isZero();
    }

    @Test
    void ofAHundredAtOnceEachReplacesTheOneBeforeAndNoneTellsTheText() {
        String session = user.startSession(agent);
        ChatClient.joinAll(IntStream.range(0, 100)
                .mapToObj(i -> user.sendAsync(
                        "PUT",
                        feedback(session),
                        "{\"satisfaction_score\":" + (1 + i % 5) + ",\"feedback\":\"between us\"}",
                        "application/json",
                        null)));
        BigDecimal last =
                user.get(feedback(session)).body().path("satisfaction_score").decimalValue();

        List<JsonNode> rated =
                await().atMost(Duration.ofSeconds(60)).until(() -> ratings(session), events -> events.size() == 100);

        BigDecimal sum = BigDecimal.ZERO;
        int count = 0;
        for (JsonNode event : rated) {
            JsonNode data = event.path("data");
            sum = sum.add(data.path("score").decimalValue())
                    .subtract(data.path("previous_score").decimalValue());
            count += data.path("previous_score").isNumber() ? 0 : 1;
        }
        assertThat(sum).isEqualByComparingTo(last);
        assertThat(count).isEqualTo(1);
        assertThat(rated)
                .extracting(event -> event.path("aggregateversion").asInt())
                .containsExactlyElementsOf(IntStream.rangeClosed(2, 101).boxed().toList());
        assertThat(rated.toString()).doesNotContain("between us");
        assertThat(TopicProbe.read("lopez.audit").toString()).doesNotContain("between us");
        assertThat(TopicProbe.read("lopez.activity").toString()).doesNotContain("between us");
    }

    @Test
    void textsAreToldToTheServiceThatMayAskAndToNobodyElse() {
        String written = user.startSession(agent);
        String wordless = user.startSession(agent);
        user.send("PUT", feedback(written), "{\"satisfaction_score\":4,\"feedback\":\"Für euch\"}");
        user.send("PUT", feedback(wordless), "{\"satisfaction_score\":4}");
        String path = "/internal/session-feedback?session_id=" + written + "&session_id=" + wordless;

        JsonNode texts = service("internal:feedback.read").get(path).body().path("data");

        assertThat(texts).hasSize(1);
        assertThat(texts.get(0).path("session_id").asText()).isEqualTo(written);
        assertThat(texts.get(0).path("user_id").asText()).isEqualTo(user.userId);
        assertThat(texts.get(0).path("feedback").asText()).isEqualTo("Für euch");
        assertThat(texts.get(0).path("updated_at").asText()).endsWith("Z");
        assertThat(user.get(path).status()).isEqualTo(401);
        assertThat(service("internal:sessions.read").get(path).status()).isEqualTo(403);
        assertThat(service("internal:feedback.read")
                        .get("/internal/session-feedback")
                        .status())
                .isEqualTo(400);
    }

    private static ChatClient service(String scope) {
        return new ChatClient("analytics-service", TestTokens.service("analytics-service", scope));
    }

    private static List<JsonNode> ratings(String session) {
        return TopicProbe.read("lopez.sessions", session).stream()
                .map(entry -> Objects.requireNonNull(entry.event()))
                .filter(event -> event.path("type").asText().contains(".rated."))
                .toList();
    }

    private static String feedback(String session) {
        return "/api/v1/sessions/" + session + "/feedback";
    }
}
