package de.lopezitwelt.chat.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.chat.support.SseStream;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replies that nobody listens to: without {@code keep} they end after the three seconds that tests allow. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class KeptReplyIT {
    private static final String SIX_SECONDS = "say 300 20";

    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private String agent = "";
    private String session = "";

    @BeforeEach
    void startSession() {
        agent = ChatDatabase.agent(user.userId, "private");
        session = user.startSession(agent);
    }

    @Test
    void keptReplyIsMadeToItsEndWhenNobodyListensAndAnyOtherIsNot() {
        String regenerated = user.startSession(agent);
        String first =
                user.append(regenerated, SIX_SECONDS, null).body().path("id").asText();
        String edited = user.startSession(agent);
        String other =
                user.append(edited, "to be edited", null).body().path("id").asText();
        String unkept = user.startSession(agent);

        String kept = leave(session, ChatClient.messages(session) + "?keep=true", SIX_SECONDS);
        String again = leave(regenerated, one(regenerated, first) + "/regenerate?keep=true", null);
        String instead = leave(edited, one(edited, other) + "/edit?keep=true", SIX_SECONDS);
        String dropped = leave(unkept, ChatClient.messages(unkept), SIX_SECONDS);

        assertThat(view(unkept, dropped).path("keep").asBoolean()).isFalse();
        assertThat(ended(unkept, dropped).path("status").asText()).isEqualTo("cancelled");
        for (String[] reply : new String[][] {{session, kept}, {regenerated, again}, {edited, instead}}) {
            JsonNode view = ended(reply[0], reply[1]);
            assertThat(view.path("keep").asBoolean()).isTrue();
            assertThat(view.path("status").asText()).isEqualTo("completed");
            assertThat(message(reply[0], view.path("message_id").asText())).endsWith("word300 ");
        }
    }

    @Test
    void keptReplyIsStillCancelled() {
        String script = "endless 20 kept";
        String replyId = leave(session, ChatClient.messages(session) + "?keep=true", script);
        await().during(Duration.ofSeconds(4))
                .atMost(Duration.ofSeconds(6))
                .until(() -> view(session, replyId).path("status").asText().equals("streaming"));

        var cancelled = user.send("POST", reply(session, replyId) + "/cancel", null);

        assertThat(cancelled.body().path("status").asText()).isEqualTo("cancelled");
        assertThat(cancelled.body().path("keep").asBoolean()).isTrue();
        await().untilAsserted(() -> assertThat(ScriptedProvider.active(script)).isZero());
        assertThat(ChatDatabase.number(
                        "SELECT COALESCE(SUM(reserved), 0) FROM usage_counters WHERE subject_id = ?", user.userId))
                .isZero();
    }

    @Test
    void keptReplyEndsAtTheLimitOfItsLength() {
        String replyId = leave(session, ChatClient.messages(session) + "?keep=true", "endless 0");

        JsonNode view = ended(session, replyId);

        assertThat(view.path("status").asText()).isEqualTo("completed");
        assertThat(view.path("finish_reason").asText()).isEqualTo("length");
        assertThat(message(session, view.path("message_id").asText())).startsWith("word1 ");
    }

    @Test
    void keptReplyIsFoundByTheSameKeyAndKeepIsPartOfTheRequest() {
        String path = ChatClient.messages(session);
        String body = "{\"content\":\"say 1\"}";

        var first = user.sendAsync("POST", path + "?keep=true", body, "application/json", "kept")
                .join();
        var repeated = user.sendAsync("POST", path + "?keep=true", body, "application/json", "kept")
                .join();
        var other =
                user.sendAsync("POST", path, body, "application/json", "kept").join();

        assertThat(first.status()).isEqualTo(200);
        assertThat(repeated.body().path("reply_id")).isEqualTo(first.body().path("reply_id"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(view(session, first.body().path("reply_id").asText())
                        .path("keep")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void whatKeepAndReplyMayBeIsToldByName() {
        String message = user.append(session, "one", null).body().path("id").asText();
        int i = 0;
        for (String path : List.of(
                ChatClient.messages(session) + "?keep=yes",
                one(session, message) + "/edit?keep=1",
                one(session, message) + "/edit?keep=true&reply=false",
                ChatClient.messages(session) + "?reply=false&keep=true")) {
            for (String accept : List.of("application/json", "text/event-stream")) {
                if (path.contains("reply=") && accept.equals("text/event-stream")) {
                    continue;
                }
                var refused = user.sendAsync("POST", path, "{\"content\":\"hi\"}", accept, "key" + i++)
                        .join();
                assertThat(refused.status()).as(path).isEqualTo(400);
                assertThat(refused.body()
                                .path("violations")
                                .path(0)
                                .path("field")
                                .asText())
                        .isEqualTo("keep");
            }
        }
        var refused = user.send("POST", ChatClient.messages(session) + "?reply=no", "{\"content\":\"hi\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("violations").path(0).path("field").asText())
                .isEqualTo("reply");
        assertThat(user.sendAsync("POST", one(session, message) + "/regenerate?keep=1", null, "application/json", null)
                        .join()
                        .status())
                .isEqualTo(400);
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM chat_messages WHERE session_id = ?", session))
                .isEqualTo(1);
    }

    /** Starts a reply, listens to its first word and goes. */
    private String leave(String sessionId, String path, @Nullable String content) {
        try (SseStream stream = user.sse(path, content == null ? "" : "{\"content\":\"" + content + "\"}")) {
            assertThat(stream.status()).as(sessionId).isEqualTo(200);
            return SseStream.replyId(stream.until("delta"));
        }
    }

    private JsonNode ended(String sessionId, String replyId) {
        return await().atMost(Duration.ofSeconds(40))
                .until(
                        () -> view(sessionId, replyId),
                        view -> !view.path("status").asText().equals("streaming"));
    }

    private JsonNode view(String sessionId, String replyId) {
        return user.get(reply(sessionId, replyId)).body();
    }

    private String message(String sessionId, String messageId) {
        return user.get(one(sessionId, messageId)).body().path("content").asText();
    }

    private static String reply(String sessionId, String replyId) {
        return "/api/v1/sessions/" + sessionId + "/replies/" + replyId;
    }

    private static String one(String sessionId, String messageId) {
        return ChatClient.messages(sessionId) + "/" + messageId;
    }
}
