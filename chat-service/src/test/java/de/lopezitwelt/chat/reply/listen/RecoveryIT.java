package de.lopezitwelt.chat.reply.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.lopezitwelt.chat.reply.store.ReplyRecord;
import de.lopezitwelt.chat.reply.store.ReplyRepository;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.chat.support.SseStream;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class RecoveryIT {
    @Inject
    ReplyForwarding forwarding;

    @Inject
    ReplyRepository replies;

    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private String session = "";

    @BeforeEach
    void startSession() {
        session = user.startSession(ChatDatabase.agent(user.userId, "private"));
    }

    @Test
    void replyOfADeadOwnerEndsWithItsCheckpointAndFreesSessionAndBudget() {
        String replyId;
        try (SseStream stream = user.stream(session, "say 2000 10")) {
            replyId = SseStream.replyId(stream.until("delta"));
            await().untilAsserted(() -> assertThat(ChatDatabase.number(
                            "SELECT SUM(LENGTH(text)) FROM reply_texts WHERE reply_id = ?", replyId))
                    .isPositive());

            // As if another instance had owned it and died: this one is fenced off and then finds it abandoned.
            ChatDatabase.update(
                    "UPDATE replies SET lease_epoch = 7, owner_instance = 'dead', expires_at = UTC_TIMESTAMP(6) -"
                            + " INTERVAL 1 SECOND WHERE id = ?",
                    replyId);

            assertThat(stream.all().getLast().name()).isEqualTo("message.failed");
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(ChatDatabase.column("SELECT status FROM replies WHERE id = ?", replyId))
                        .containsExactly("failed"));
        assertThat(ChatDatabase.column(
                        "SELECT content FROM chat_messages WHERE session_id = ? AND type = 'agent'", session))
                .singleElement()
                .satisfies(text -> assertThat((String) text).startsWith("word1 "));
        assertThat(ChatDatabase.number("SELECT SUM(reserved) FROM usage_counters WHERE subject_id = ?", user.userId))
                .isZero();
        assertThat(ChatDatabase.number(
                        "SELECT used FROM usage_counters WHERE subject_id = ? AND limit_name = 'tokens_per_month'",
                        user.userId))
                .isPositive();
        assertThat(user.say(session, "say 1").status()).isEqualTo(200);
        List<SseStream.Event> told = user.resume(session, replyId, null).all();
        assertThat(told.getLast().name()).isEqualTo("message.failed");
        assertThat(told.getLast().data().path("problem").path("code").asText()).isEqualTo("reply-interrupted");
    }

    @Test
    void replyIsHeardAndStoppedThroughTheInstanceThatMakesIt() {
        try (SseStream stream = user.stream(session, "say 3000 10")) {
            String replyId = SseStream.replyId(stream.until("delta"));
            ChatDatabase.update(
                    "UPDATE replies SET owner_url = ? WHERE id = ?",
                    "http://localhost:" + ConfigProvider.getConfig().getValue("quarkus.http.test-port", String.class),
                    replyId);
            String internal = "/internal/replies/" + replyId;
            String of = "?session_id=" + session + "&user_id=" + user.userId;
            ChatClient sibling =
                    new ChatClient("chat-service", TestTokens.service("chat-service", Scopes.INTERNAL_REPLIES_FORWARD));

            var update = forwarding
                    .updates(record(replyId), 0)
                    .onItem()
                    .transformToMulti(updates -> updates)
                    .select()
                    .first(2)
                    .collect()
                    .asList()
                    .await()
                    .atMost(Duration.ofSeconds(10));
            assertThat(update).allMatch(ReplyUpdate.Delta.class::isInstance);
            assertThat(user.sendAsync("GET", internal + "/updates" + of, null, "application/x-ndjson", null)
                            .join()
                            .status())
                    .isEqualTo(401);
            assertThat(sibling.send("POST", internal + "/cancel?user_id=0198c5a4-0a1b-7c2d-8e3f-405162738495", null)
                            .status())
                    .isEqualTo(404);

            forwarding.cancel(record(replyId)).await().atMost(Duration.ofSeconds(10));

            assertThat(stream.all().getLast().data().path("finish_reason").asText())
                    .isEqualTo("cancelled");
        }
    }

    private ReplyRecord record(String replyId) {
        return Objects.requireNonNull(
                replies.find(replyId, session, user.userId).await().atMost(Duration.ofSeconds(10)));
    }
}
