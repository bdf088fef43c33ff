package de.lopezitwelt.chat.title;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.chat.support.SseStream;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.kafka.TopicProbe;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(TitleIT.ModelNamed.class)
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class TitleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** With a model for titles. */
    public static final class ModelNamed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("lopez.chat.titles.model", ScriptedProvider.MODEL);
        }
    }

    @Inject
    MeterRegistry metrics;

    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private final String agent = ChatDatabase.agent(user.userId, "private");
    private final String word = "w" + user.userId.substring(24);
    private final String session = user.startSession(agent);

    @Test
    void firstExchangeIsNamedByTheModelOnceAndPaidByItsUser() {
        ScriptedProvider.TITLES.put(
                word, "Title: **\u201c<b>Rechnung\u202e</b> f\u00fcr M\u00fcller\u201d.**\nand more");
        user.say(session, "hello " + word);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(title()).isEqualTo("Rechnung f\u00fcr M\u00fcller"));
        assertThat(asked())
                .singleElement()
                .satisfies(prompt -> assertThat(prompt).isEqualTo("User: hello " + word + "\n\nAssistant: word1 "));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(counter("tokens_per_month")).containsExactly((8 + 45) + ":0"));
        assertThat(counter("messages_per_day")).containsExactly("1:0");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(TopicProbe.read("lopez.sessions", session))
                        .last()
                        .satisfies(entry -> {
                            JsonNode event = entry.envelope();
                            assertThat(event.path("type").asText()).endsWith("session.updated.v1");
                            assertThat(event.path("actor").asText()).isEqualTo("service:chat-service");
                            assertThat(event.path("aggregateversion").asLong())
                                    .isEqualTo(ChatDatabase.number(
                                            "SELECT version FROM chat_sessions WHERE id = ?", session));
                        }));

        user.say(session, "hello again");
        assertThat(title()).isEqualTo("Rechnung f\u00fcr M\u00fcller");
        assertThat(asked()).hasSize(1);
    }

    @Test
    void whatAPersonCallsItMeanwhileStaysEvenIfItIsTheSame() {
        ScriptedProvider.TITLES.put(word, "hang");
        user.say(session, word + " first");
        String other = user.startSession(agent);
        user.say(other, word + " second");
        await().atMost(PATIENCE).until(() -> asked().size() == 2);
        assertThat(title()).as("nobody waits for a title").isEqualTo(word + " first");

        rename(session, word + " first");
        rename(other, "Mine");
        double late = outcomes("late");
        ScriptedProvider.TITLES.put(word, "The model's");

        await().atMost(PATIENCE).until(() -> outcomes("late") == late + 2);
        assertThat(title()).isEqualTo(word + " first");
        assertThat(user.get("/api/v1/sessions/" + other).body().path("title").asText())
                .isEqualTo("Mine");
    }

    @Test
    void titleThatCannotBeMadeLeavesTheFirstWordsAndIsNotTriedAgain() {
        ScriptedProvider.TITLES.put(word, "error");
        double failed = outcomes("failed");
        user.say(session, word + " and so on");
        await().atMost(PATIENCE).until(() -> outcomes("failed") == failed + 1);
        user.say(session, word + " once more");

        assertThat(title()).isEqualTo(word + " and so on");
        assertThat(asked()).hasSize(1);
        assertThat(counter("tokens_per_month"))
                .as("a refused call costs nothing")
                .containsExactly("16:0");
    }

    @Test
    void answerWithoutWordsIsNoTitle() {
        ScriptedProvider.TITLES.put(word, "<<< *** >>>");
        double failed = outcomes("failed");
        user.say(session, word);

        await().atMost(PATIENCE).until(() -> outcomes("failed") == failed + 1);
        assertThat(title()).isEqualTo(word);
    }

    @Test
    void withoutABudgetNobodyIsAsked() {
        ChatDatabase.update(
                "INSERT INTO entitlements_replica (subject_type, subject_id, tokens_per_month, is_active,"
                        + " aggregate_version) VALUES ('user', ?, 1000000, TRUE, 1)",
                user.userId);
        double refused = outcomes("over_budget");
        try (SseStream stream = user.stream(session, "say 20 100 " + word)) {
            stream.until("delta");
            ChatDatabase.update(
                    "UPDATE usage_counters SET used = 999990 WHERE subject_id = ? AND limit_name = 'tokens_per_month'",
                    user.userId);
            stream.until("message.completed");
        }

        await().atMost(PATIENCE).until(() -> outcomes("over_budget") == refused + 1);
        assertThat(asked()).isEmpty();
        assertThat(title()).isEqualTo("say 20 100 " + word);
    }

    @Test
    void deletedSessionStaysDeletedAndItsTitleIsPaid() {
        ScriptedProvider.TITLES.put(word, "hang");
        user.say(session, word);
        await().atMost(PATIENCE).until(() -> asked().size() == 1);
        assertThat(user.send("DELETE", "/api/v1/sessions/" + session, null).status())
                .isEqualTo(204);
        double late = outcomes("late");
        ScriptedProvider.TITLES.put(word, "Too late");

        await().atMost(PATIENCE).until(() -> outcomes("late") == late + 1);
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM chat_sessions WHERE id = ?", session))
                .isZero();
        assertThat(counter("tokens_per_month")).containsExactly((8 + 45) + ":0");
    }

    @Test
    void sessionThatAProgramOpensByItsQuestionKeepsItsFirstWords() {
        var answer = user.send(
                "POST",
                "/v1/chat/completions",
                "{\"model\":\"" + agent + "\",\"messages\":[{\"role\":\"user\",\"content\":\"" + word + "\"}]}");
        String opened = answer.body().path("session_id").asText();
        user.say(session, word + " by hand");
        await().atMost(PATIENCE).until(() -> title().equals("word1"));

        assertThat(asked()).hasSize(1);
        assertThat(ChatDatabase.column("SELECT title FROM chat_sessions WHERE id = ?", opened))
                .containsExactly(word);
    }

    private List<String> asked() {
        return ScriptedProvider.ASKED_FOR_TITLES.stream()
                .filter(prompt -> prompt.contains(word))
                .toList();
    }

    private String title() {
        return user.get("/api/v1/sessions/" + session).body().path("title").asText();
    }

    private void rename(String id, String title) {
        assertThat(user.send("PATCH", "/api/v1/sessions/" + id, "{\"title\":\"" + title + "\"}")
                        .status())
                .isEqualTo(200);
    }

    private double outcomes(String outcome) {
        return metrics.counter("lopez_titles", "outcome", outcome).count();
    }

    private List<Object> counter(String limit) {
        return ChatDatabase.column(
                "SELECT CONCAT(used, ':', reserved) FROM usage_counters WHERE subject_id = ? AND limit_name = ?",
                user.userId,
                limit);
    }
}
