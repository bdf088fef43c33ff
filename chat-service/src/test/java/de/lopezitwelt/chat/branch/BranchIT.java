package de.lopezitwelt.chat.branch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatClient.Answer;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.chat.support.SseStream;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.kafka.TopicProbe;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class BranchIT {
    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private final String session = user.startSession(ChatDatabase.agent(user.userId, "private"));

    @Test
    void regeneratedReplyStandsBesideTheFormerAndIsGoneOnFrom() {
        Answer first = user.say(session, "say 1");
        String reply = first.body().at("/message/id").asText();
        user.say(session, "second question");

        Answer again = regenerate(reply);

        assertThat(again.status()).isEqualTo(200);
        JsonNode message = again.body().path("message");
        assertThat(message.path("position").asInt()).isEqualTo(5);
        assertThat(message.path("parent_id")).isEqualTo(first.body().at("/user_message/id"));
        assertThat(message.path("branch").asInt()).isEqualTo(1);
        assertThat(again.body().path("user_message").path("id"))
                .isEqualTo(first.body().at("/user_message/id"));
        assertThat(positions("")).containsExactly(5, 1);
        assertThat(positions("?branches=all")).containsExactly(5, 4, 3, 2, 1);
        JsonNode shown = list("").get(0);
        assertThat(shown.at("/siblings/position").asInt()).isEqualTo(2);
        assertThat(shown.at("/siblings/count").asInt()).isEqualTo(2);
        assertThat(list("").get(1).path("siblings").isObject()).isFalse();
        assertThat(user.get(message(reply) + "/siblings").body().path("data").findValuesAsText("position"))
                .contains("2", "5");

        user.say(session, "third question");
        assertThat(prompt("third question")).doesNotContain("second question");
        assertThat(positions("?limit=2")).containsExactly(7, 6);
        assertThat(positions("?order=oldest")).containsExactly(1, 5, 6, 7);
    }

    @Test
    void editedMessageOpensABranchAndBothGoOnIndependently() {
        String trunk = id(user.append(session, "the first", null));
        user.append(session, "the second", null);

        Answer edited = user.send("POST", message(trunk) + "/edit?reply=false", "{\"content\":\"another first\"}");
        assertThat(edited.status()).isEqualTo(201);
        assertThat(edited.body().path("parent_id").isTextual()).isFalse();
        user.append(session, "after the other", null);
        assertThat(contents()).containsExactly("another first", "after the other");

        Answer back = switchTo(trunk);
        assertThat(back.status()).isEqualTo(200);
        assertThat(back.body().path("active_branch").asInt()).isZero();
        assertThat(back.body().path("branch_count").asInt()).isEqualTo(2);
        user.append(session, "the third", null);
        assertThat(contents()).containsExactly("the first", "the second", "the third");

        switchTo(id(edited));
        user.say(session, "hello branch");
        assertThat(contents()).startsWith("another first", "after the other", "hello branch");
        assertThat(prompt("hello branch"))
                .contains("another first", "after the other")
                .doesNotContain("the second", "the third");
        switchTo(trunk);
        user.say(session, "hello trunk");
        assertThat(prompt("hello trunk")).contains("the third").doesNotContain("another first", "hello branch");
        assertThat(ChatDatabase.column(
                        "SELECT position FROM chat_messages WHERE session_id = ? ORDER BY position", session))
                .hasSize(9)
                .last()
                .isEqualTo(9L);
    }

    @Test
    void branchesGrowOutOfBranches() {
        String first = id(user.append(session, "1", null));
        String second = id(user.append(session, "2", null));
        String besideSecond = id(user.send("POST", message(second) + "/edit?reply=false", "{\"content\":\"2b\"}"));
        String third = id(user.append(session, "3b", null));
        String besideThird = id(user.send("POST", message(third) + "/edit?reply=false", "{\"content\":\"3c\"}"));
        user.append(session, "4c", null);
        assertThat(contents()).containsExactly("1", "2b", "3c", "4c");

        switchTo(third);
        assertThat(contents()).containsExactly("1", "2b", "3b");
        switchTo(besideThird);
        user.send("POST", message(besideSecond) + "/edit?reply=false", "{\"content\":\"2d\"}");
        assertThat(contents()).containsExactly("1", "2d");
        assertThat(list("?order=oldest").get(1).at("/siblings/count").asInt()).isEqualTo(3);
        user.send("POST", message(first) + "/edit?reply=false", "{\"content\":\"1e\"}");
        assertThat(contents()).containsExactly("1e");
        switchTo(besideThird);
        assertThat(contents()).containsExactly("1", "2b", "3c", "4c");
    }

    @Test
    void replyThatFailsLeavesEverythingAsItWas() {
        user.append(session, "error", null);
        String other = id(user.append(session, "the last", null));
        String failing = list("?order=oldest").get(0).path("id").asText();

        assertThat(regenerate(failing).status()).isIn(502, 503);

        assertThat(contents()).containsExactly("error", "the last");
        assertThat(regenerate(other).body().at("/message/branch").asInt()).isZero();
        assertThat(user.get("/api/v1/sessions/" + session)
                        .body()
                        .path("branch_count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void ofAHundredRegenerationsAtOnceOneRunsAtATimeAndAllAreCounted() {
        String reply = user.say(session, "say 3").body().at("/message/id").asText();

        List<Answer> answers = ChatClient.joinAll(IntStream.range(0, 100)
                .mapToObj(i -> user.sendAsync("POST", message(reply) + "/regenerate", null, "application/json", null)));

        long done = answers.stream().filter(answer -> answer.status() == 200).count();
        assertThat(done).isPositive();
        assertThat(answers).extracting(Answer::status).isSubsetOf(200, 409);
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM chat_messages WHERE session_id = ?", session))
                .isEqualTo(2 + done);
        assertThat(ChatDatabase.number("SELECT last_position FROM chat_sessions WHERE id = ?", session))
                .isEqualTo(2 + done);
        assertThat(ChatDatabase.number("SELECT branch_count FROM chat_sessions WHERE id = ?", session))
                .isEqualTo(1 + done);
        assertThat(ChatDatabase.number(
                        "SELECT used FROM usage_counters WHERE subject_id = ? AND limit_name = 'messages_per_day'",
                        user.userId))
                .isEqualTo(1 + done);
        assertThat(ChatDatabase.number("SELECT SUM(reserved) FROM usage_counters WHERE subject_id = ?", user.userId))
                .isZero();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(appended()).isEqualTo(2 + done));
    }

    @Test
    void oneKeyRegeneratesOnce() {
        String reply = user.say(session, "say 1").body().at("/message/id").asText();

        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            answers.add(user.sendAsync("POST", message(reply) + "/regenerate", null, "application/json", "again")
                    .join());
        }

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers)
                .extracting(answer -> answer.body().at("/message/id"))
                .containsOnly(answers.getFirst().body().at("/message/id"));
        assertThat(list("?branches=all")).hasSize(3);
    }

    @Test
    void branchIsNotSwitchedUnderAReply() {
        String first = id(user.append(session, "1", null));
        user.send("POST", message(first) + "/edit?reply=false", "{\"content\":\"2\"}");
        try (SseStream stream = user.stream(session, "say 500 20")) {
            String replyId = SseStream.replyId(stream.until("delta"));

            assertThat(switchTo(first).status()).isEqualTo(409);
            assertThat(regenerate(first).status()).isEqualTo(409);
            user.send("POST", "/api/v1/sessions/" + session + "/replies/" + replyId + "/cancel", null);
        }
        assertThat(switchTo(first).status()).isEqualTo(200);
    }

    @Test
    void nobodyElseBranchesAndNothingUnfitIsBranchedFrom() {
        String reply = user.say(session, "say 1").body().at("/message/id").asText();
        ChatClient stranger = new ChatClient(ChatDatabase.IDS.next());
        String edit = "{\"content\":\"mine\"}";

        assertThat(stranger.send("POST", message(reply) + "/regenerate", null).status())
                .isEqualTo(404);
        assertThat(stranger.send("POST", message(reply) + "/edit", edit).status())
                .isEqualTo(404);
        assertThat(stranger.get(message(reply) + "/siblings").status()).isEqualTo(404);
        assertThat(stranger.send(
                                "PUT",
                                "/api/v1/sessions/" + session + "/active-branch",
                                "{\"message_id\":\"" + reply + "\"}")
                        .status())
                .isEqualTo(404);
        assertThat(user.send("POST", message(reply) + "/edit", edit).status()).isEqualTo(400);
        assertThat(switchTo(ChatDatabase.IDS.next()).status()).isEqualTo(400);
        assertThat(user.get(ChatClient.messages(session) + "?branches=some").status())
                .isEqualTo(400);
    }

    private long appended() {
        return TopicProbe.read("lopez.sessions", session).stream()
                .filter(entry -> Objects.requireNonNull(entry.event())
                        .path("type")
                        .asText()
                        .contains("message-appended"))
                .count();
    }

    private Answer regenerate(String messageId) {
        return user.send("POST", message(messageId) + "/regenerate", null);
    }

    private Answer switchTo(String messageId) {
        return user.send(
                "PUT", "/api/v1/sessions/" + session + "/active-branch", "{\"message_id\":\"" + messageId + "\"}");
    }

    private String message(String id) {
        return ChatClient.messages(session) + "/" + id;
    }

    private List<JsonNode> list(String query) {
        List<JsonNode> messages = new ArrayList<>();
        user.get(ChatClient.messages(session) + query).body().path("data").forEach(messages::add);
        return messages;
    }

    private List<Integer> positions(String query) {
        return list(query).stream()
                .map(message -> message.path("position").asInt())
                .toList();
    }

    private List<String> contents() {
        return list("?order=oldest").stream()
                .map(message -> message.path("content").asText())
                .toList();
    }

    private static String prompt(String content) {
        return ScriptedProvider.lastRequest(content).path("messages").toString();
    }

    private static String id(Answer answer) {
        return answer.body().path("id").asText();
    }
}
