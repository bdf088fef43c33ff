package de.lopezitwelt.chat.openai.resent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatClient.Answer;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.web.identity.credential.ApiKeyFormat;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class ResentSessionsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOOLS =
            ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":{\"type\":\"object\"}}}]";

    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private final String agent = ChatDatabase.agent(user.userId, "private");
    private final ArrayNode messages = JSON.createArrayNode();

    private void ask(String content) {
        messages.addObject().put("role", "user").put("content", content);
    }

    private Answer complete(ChatClient client, String agentId, JsonNode turns, String more) {
        return client.send(
                "POST", "/v1/chat/completions", "{\"model\":\"" + agentId + "\",\"messages\":" + turns + more + "}");
    }

    /** Asks, adds the answer as a client does, and returns the session. */
    private String turn(String content, String more) {
        ask(content);
        Answer answer = complete(user, agent, messages, more);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        ObjectNode message = (ObjectNode) answer.body().at("/choices/0/message");
        messages.add(message);
        return answer.body().path("session_id").asText();
    }

    private static List<Object> stored(String session) {
        return ChatDatabase.column("SELECT content FROM chat_messages WHERE session_id = ? ORDER BY position", session);
    }

    private long sessions() {
        return ChatDatabase.number("SELECT COUNT(*) FROM chat_sessions WHERE user_id = ?", user.userId);
    }

    @Test
    void fiveTurnsAreOneSession() {
        Set<String> sessions = new TreeSet<>();
        for (int i = 1; i <= 5; i++) {
            sessions.add(turn("say " + i, ""));
        }

        assertThat(sessions).hasSize(1);
        assertThat(stored(sessions.iterator().next())).hasSize(10).startsWith("say 1", "word1 ", "say 2");
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void callsAndTheirResultsAreOneSessionToo() {
        ask("call weather");
        Answer called = complete(user, agent, messages, TOOLS);
        JsonNode message = called.body().at("/choices/0/message");
        ((ObjectNode) message).remove("content");
        messages.add(message);
        messages.addObject()
                .put("role", "tool")
                .put("tool_call_id", message.at("/tool_calls/0/id").asText())
                .put("content", "sunny");
        Answer answered = complete(user, agent, messages, TOOLS);

        assertThat(answered.status()).as("%s", answered.body()).isEqualTo(200);
        assertThat(answered.body().path("session_id")).isEqualTo(called.body().path("session_id"));
    }

    @Test
    void whatSdksMakeOfTheAnswerIsStillTheSameConversation() {
        String session = turn("say 2", "");
        ((ObjectNode) messages.get(0))
                .putArray("content")
                .addObject()
                .put("type", "text")
                .put("text", "say 2");
        ((ObjectNode) messages.get(1)).put("content", "word1 word2").remove("refusal");
        messages.insertObject(0).put("role", "system").put("content", "It is noon.");

        assertThat(turn("say 1", "")).isEqualTo(session);
    }

    @Test
    void anEditedConversationGetsASessionOfItsOwn() {
        String session = turn("say 1", "");
        ((ObjectNode) messages.get(1)).put("content", "something else");

        assertThat(turn("say 1", "")).isNotEqualTo(session);
        assertThat(stored(session)).containsExactly("say 1", "word1 ");
    }

    @Test
    void anOlderPlaceOfTheConversationGetsASessionOfItsOwn() {
        String session = turn("say 1", "");
        ArrayNode earlier = messages.deepCopy();
        turn("say 2", "");
        earlier.addObject().put("role", "user").put("content", "say 3");

        Answer branched = complete(user, agent, earlier, "");

        assertThat(branched.body().path("session_id").asText()).isNotEqualTo(session);
        assertThat(stored(session)).containsExactly("say 1", "word1 ", "say 2", "word1 word2 ");
    }

    @Test
    void parallelContinuationsDoNotMix() {
        String session = turn("say 1", "");
        List<JsonNode> turns = IntStream.rangeClosed(2, 4)
                .<JsonNode>mapToObj(i -> {
                    ArrayNode longer = messages.deepCopy();
                    longer.addObject().put("role", "user").put("content", "say " + i);
                    return longer;
                })
                .toList();
        Set<String> sessions = new TreeSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Answer>> answers = turns.stream()
                    .map(turn -> CompletableFuture.supplyAsync(() -> complete(user, agent, turn, ""), threads))
                    .toList();
            answers.forEach(answer -> {
                assertThat(answer.join().status())
                        .as("%s", answer.join().body())
                        .isEqualTo(200);
                sessions.add(answer.join().body().path("session_id").asText());
            });
        }

        assertThat(sessions).hasSize(3).contains(session);
        assertThat(stored(session)).hasSize(4);
    }

    @Test
    void aTurnThatFailedIsAskedAgainInTheSameSession() {
        String session = turn("say 1", "");
        ask("garbage");
        assertThat(complete(user, agent, messages, "").status()).isEqualTo(502);
        messages.remove(2);

        assertThat(turn("say 2", "")).isEqualTo(session);
        assertThat(stored(session)).containsExactly("say 1", "word1 ", "garbage", "say 2", "word1 word2 ");
    }

    @Test
    void othersNeverFindIt() {
        String session = turn("say 1", "");
        String shared = ChatDatabase.agent(user.userId, "public");
        ArrayNode longer = messages.deepCopy();
        longer.addObject().put("role", "user").put("content", "say 2");
        ChatClient other = new ChatClient(ChatDatabase.IDS.next());

        Answer otherAgent = complete(user, shared, longer, "");
        Answer otherUser = complete(other, shared, longer, "");
        ScriptedProvider.keysAreOf(user.userId, null);
        Answer otherKey =
                complete(new ChatClient(user.userId, ApiKeyFormat.generate(new SecureRandom())), agent, longer, "");

        assertThat(List.of(otherAgent, otherUser, otherKey)).allSatisfy(answer -> {
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
            assertThat(answer.body().path("session_id").asText()).isNotEqualTo(session);
        });
        assertThat(stored(session)).hasSize(2);
    }

    @Test
    void aClientMayWantANewSession() {
        String session = turn("say 1", "");

        assertThat(turn("say 2", ",\"metadata\":{\"session_id\":\"new\"}")).isNotEqualTo(session);
    }

    @Test
    void whatIsNotStoredIsNotFound() {
        String session = turn("say 1", ",\"store\":false");

        assertThat(turn("say 2", "")).isNotEqualTo(session);
        assertThat(ChatDatabase.column("SELECT continuation FROM chat_sessions WHERE id = ?", session))
                .containsOnlyNulls();
    }

    @Test
    void messagesFromElsewhereEndIt() {
        String session = turn("say 1", "");
        user.append(session, "from elsewhere", null);

        assertThat(turn("say 2", "")).isNotEqualTo(session);
    }

    @Test
    void aDeletedSessionIsNotFound() {
        String session = turn("say 1", "");
        user.send("DELETE", "/api/v1/sessions/" + session, null);

        assertThat(turn("say 2", "")).isNotEqualTo(session);
    }

    @Test
    void abandonedStreamsLeaveTheConversationWhereItWas() {
        String session = turn("say 1", "");
        ask("endless 5");
        user.openAiAbandon("{\"model\":\"" + agent + "\",\"stream\":true,\"messages\":" + messages + "}");
        messages.remove(2);
        await().atMost(Duration.ofSeconds(15))
                .until(() -> ChatDatabase.number(
                                "SELECT COUNT(*) FROM chat_sessions WHERE id = ? AND active_reply_id IS NULL", session)
                        == 1);

        assertThat(turn("say 2", "")).isEqualTo(session);
    }

    @Test
    void responsesThatBringTheirConversationAreOneSessionAndReadTogether() {
        Answer first = user.send("POST", "/v1/responses", "{\"model\":\"" + agent + "\",\"input\":\"say 1\"}");
        Answer second = user.send(
                "POST",
                "/v1/responses",
                "{\"model\":\"" + agent + "\",\"instructions\":\"Be brief.\",\"input\":["
                        + "{\"role\":\"user\",\"content\":\"say 1\"},"
                        + first.body().at("/output/0") + ",{\"role\":\"user\",\"content\":\"say 2\"}]}");
        Answer third = user.send(
                "POST",
                "/v1/responses",
                "{\"model\":\"" + agent + "\",\"input\":\"say 3\",\"previous_response_id\":\""
                        + second.body().path("id").asText() + "\"}");

        assertThat(second.status()).as("%s", second.body()).isEqualTo(200);
        assertThat(second.body().path("conversation")).isEqualTo(first.body().path("conversation"));
        assertThat(third.body().path("conversation")).isEqualTo(first.body().path("conversation"));
        assertThat(ScriptedProvider.lastRequest("say 3").path("messages").toString())
                .containsOnlyOnce("say 1")
                .containsOnlyOnce("say 2");
        assertThat(sessions()).isEqualTo(1);
    }
}
