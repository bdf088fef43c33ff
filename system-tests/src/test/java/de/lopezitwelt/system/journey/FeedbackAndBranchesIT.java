package de.lopezitwelt.system.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.Parallel;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Feedback and regenerated replies, all at once, against what analytics makes of them. */
class FeedbackAndBranchesIT {
    private static final int SESSIONS = 4;
    private static final int EACH = 100;

    private final Platform platform = Platform.running();
    private final Person ada = Person.register(platform, "Ada");
    private final String agent = ada.createAgent(platform, Platform.OFFLINE_MODEL);
    private final List<String> sessions = IntStream.range(0, SESSIONS)
            .mapToObj(n -> ada.startSession(platform, agent))
            .toList();

    @Test
    void ofAHundredFeedbacksAndRegenerationsAtOnceAveragesAndCountsAreExact() {
        List<String> replies = sessions.stream()
                .map(session -> ada.client()
                        .post(chat(session, "/messages"), "{\"content\":\"What is 17 * 23?\"}")
                        .expect(200)
                        .json()
                        .at("/message/id")
                        .asText())
                .toList();

        List<Answer> answers = Parallel.run(2 * EACH, n -> n % 2 == 0 ? rate(n / 2) : regenerate(n / 2, replies));
        ada.client()
                .send("DELETE", chat(sessions.getLast(), "/feedback"), null, Map.of())
                .expect(204);

        long rated = answers.stream()
                .filter(answer -> answer.call().endsWith("/feedback") && answer.status() == 200)
                .count();
        long regenerated = answers.stream()
                .filter(answer -> answer.call().endsWith("/regenerate") && answer.status() == 200)
                .count();
        assertThat(rated).isEqualTo(EACH);
        assertThat(regenerated).isPositive();
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .extracting(Answer::status)
                .isSubsetOf(409, 429);
        Platform.eventually(() -> assertFolded(2L * SESSIONS + regenerated));
        System.out.printf("100 feedbacks and %d of 100 regenerations at once: summaries exact%n", regenerated);

        ada.client()
                .send("DELETE", chat(sessions.getFirst(), ""), null, Map.of())
                .expect(204);
        Platform.eventually(
                () -> assertThat(analytics("/sessions/" + sessions.getFirst()).status())
                        .isEqualTo(404));
        JsonNode ofAgent = analytics("/agents/" + agent).expect(200).json();
        assertThat(ofAgent.path("total_messages").asLong()).isEqualTo(2L * SESSIONS + regenerated);
    }

    private Answer rate(int n) {
        String score = new BigDecimal(2 + n % 9).divide(BigDecimal.TWO).toPlainString();
        return ada.client()
                .send(
                        "PUT",
                        chat(sessions.get(n % SESSIONS), "/feedback"),
                        "{\"satisfaction_score\":" + score + ",\"feedback\":\"note " + n + "\"}",
                        Map.of());
    }

    private Answer regenerate(int n, List<String> replies) {
        int which = n % SESSIONS;
        return ada.client().post(chat(sessions.get(which), "/messages/" + replies.get(which) + "/regenerate"), "");
    }

    private void assertFolded(long messages) {
        BigDecimal sum = BigDecimal.ZERO;
        long counted = 0;
        for (String session : sessions) {
            JsonNode summary = analytics("/sessions/" + session).expect(200).json();
            List<JsonNode> stored = stored(session);
            assertThat(summary.path("total_messages").asInt()).isEqualTo(stored.size());
            assertThat(summary.path("agent_messages").asInt()).isEqualTo(stored.size() - 1);
            assertThat(summary.path("total_tokens").asLong())
                    .isEqualTo(stored.stream()
                            .mapToLong(message -> message.path("tokens_used").asLong())
                            .sum());
            counted += stored.size();
            if (session.equals(sessions.getLast())) {
                assertThat(summary.path("satisfaction_score").isNumber()).isFalse();
                assertThat(summary.path("feedback").isTextual()).isFalse();
                continue;
            }
            JsonNode feedback =
                    ada.client().get(chat(session, "/feedback")).expect(200).json();
            assertThat(summary.path("satisfaction_score").decimalValue())
                    .isEqualByComparingTo(feedback.path("satisfaction_score").decimalValue());
            assertThat(summary.path("feedback")).isEqualTo(feedback.path("feedback"));
            sum = sum.add(feedback.path("satisfaction_score").decimalValue());
        }
        assertThat(counted).isEqualTo(messages);
        JsonNode ofAgent = analytics("/agents/" + agent).expect(200).json();
        assertThat(ofAgent.path("total_sessions").asInt()).isEqualTo(SESSIONS);
        assertThat(ofAgent.path("total_messages").asLong()).isEqualTo(messages);
        assertThat(ofAgent.path("average_satisfaction").decimalValue())
                .isEqualByComparingTo(sum.divide(BigDecimal.valueOf(SESSIONS - 1), 2, RoundingMode.HALF_UP));
        JsonNode own = analytics("/users/me").expect(200).json();
        assertThat(own.path("total_messages").asLong()).isEqualTo(messages);
    }

    private List<JsonNode> stored(String session) {
        JsonNode page = ada.client()
                .get(chat(session, "/messages?branches=all&limit=100"))
                .expect(200)
                .json();
        assertThat(page.path("next_cursor").isTextual()).isFalse();
        return StreamSupport.stream(page.path("data").spliterator(), false).toList();
    }

    private Answer analytics(String path) {
        return ada.client().get(platform.analytics("/api/v1/analytics" + path));
    }

    private String chat(String session, String path) {
        return platform.chat("/api/v1/sessions/" + session + path);
    }
}
