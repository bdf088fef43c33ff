package de.lopezitwelt.chat.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class BudgetIT {
    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private final String agent = ChatDatabase.agent(user.userId, "private");

    @Test
    void thousandCallsAtOnceNeverGetMoreThanTheHundredOfTheBudget() {
        entitlement("messages_per_day", 100);
        List<String> sessions =
                IntStream.range(0, 20).mapToObj(i -> user.startSession(agent)).toList();

        List<ChatClient.Answer> answers = ChatClient.joinAll(IntStream.range(0, 1_000)
                .mapToObj(i -> user.appendAsync(sessions.get(i % sessions.size()), "message " + i, null)));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(100);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(429));
        ChatClient.Answer refused = answers.stream()
                .filter(answer -> answer.status() == 429)
                .findFirst()
                .orElseThrow();
        assertThat(refused.body().path("limit").asText()).isEqualTo("messages_per_day");
        assertThat(refused.body().path("reset_at").asText()).endsWith("T00:00:00.000000Z");
        assertThat(refused.raw().headers().firstValue("Retry-After")).isPresent();
        assertThat(ChatDatabase.number(
                        "SELECT COUNT(*) FROM chat_messages m JOIN chat_sessions s ON s.id ="
                                + " m.session_id WHERE s.user_id = ?",
                        user.userId))
                .isEqualTo(100);
        assertThat(ChatDatabase.number(
                        "SELECT COUNT(DISTINCT position, session_id) FROM chat_messages WHERE session_id"
                                + " IN (SELECT id FROM chat_sessions WHERE user_id = ?)",
                        user.userId))
                .isEqualTo(100);
    }

    @Test
    void repliesAtOnceReserveNoMoreThanTheBudgetAndGiveBackWhatTheyDidNotUse() {
        entitlement("tokens_per_month", 10_000);
        List<String> sessions =
                IntStream.range(0, 30).mapToObj(i -> user.startSession(agent)).toList();

        List<ChatClient.Answer> answers =
                ChatClient.joinAll(sessions.stream().map(session -> user.sayAsync(session, "say 3", null)));

        assertThat(answers).extracting(ChatClient.Answer::status).containsOnly(200, 429);
        long served = answers.stream().filter(answer -> answer.status() == 200).count();
        assertThat(served).isPositive();
        await().untilAsserted(() -> assertThat(ChatDatabase.number(
                        "SELECT SUM(reserved) FROM usage_counters WHERE subject_id = ?", user.userId))
                .isZero());
        assertThat(ChatDatabase.number(
                        "SELECT used FROM usage_counters WHERE subject_id = ? AND limit_name = 'tokens_per_month'",
                        user.userId))
                .isEqualTo(served * 10);
    }

    @Test
    void moreRepliesAtOnceThanAllowedAreRefused() {
        List<String> sessions =
                IntStream.range(0, 8).mapToObj(i -> user.startSession(agent)).toList();

        List<ChatClient.Answer> answers = ChatClient.joinAll(sessions.stream()
                .map(session -> user.sayAsync(session, "say 30 20", null).thenApply(answer -> answer)));

        assertThat(answers)
                .filteredOn(answer -> answer.status() == 429)
                .allSatisfy(answer ->
                        assertThat(answer.body().path("code").asText()).isEqualTo("too-many-replies"));
    }

    @Test
    void whoIsNotKnownYetIsHeldToWhatTheOrganizationServiceSays() {
        ScriptedProvider.internal(ofUser(), """
                {"subject_type":"user","subject_id":"%s","limits":{"messages_per_day":2},"plan_type":"free",
                 "is_active":true,"version":0}""".formatted(user.userId));
        String session = user.startSession(agent);

        assertThat(append(session).status()).isEqualTo(201);
        assertThat(append(session).status()).isEqualTo(201);
        ChatClient.Answer refused = append(session);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.body().path("plan").asText()).isEqualTo("free");
        assertThat(refused.body().path("limit").asText()).isEqualTo("messages_per_day");
        assertThat(refused.body().path("reset_at").asText()).endsWith("T00:00:00.000000Z");
    }

    @Test
    void nobodyIsUnlimitedWhileNobodyCanTell() {
        ScriptedProvider.internal(ofUser(), "no answer");
        String session = user.startSession(agent);

        assertThat(append(session).status()).isEqualTo(503);
    }

    private ChatClient.Answer append(String session) {
        return ChatClient.joinAll(Stream.of(user.appendAsync(session, "Hello", null)))
                .getFirst();
    }

    private String ofUser() {
        return "/internal/entitlements?subject_type=user&subject_id=" + user.userId;
    }

    private void entitlement(String limit, long value) {
        ChatDatabase.update(
                "INSERT INTO entitlements_replica (subject_type, subject_id, " + limit
                        + ", is_active, aggregate_version) VALUES ('user', ?, ?, TRUE, 1)",
                user.userId,
                value);
    }
}
