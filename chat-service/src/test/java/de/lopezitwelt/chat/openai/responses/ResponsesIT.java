package de.lopezitwelt.chat.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatClient.Answer;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.chat.support.SseStream;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class ResponsesIT extends ResponsesTestBase {
    @Test
    void responseIsMadeFoundAgainAndTakenBack() {
        Answer made = respond("hello", ",\"instructions\":\"be kind\",\"metadata\":{\"color\":\"red\"}");
        assertThat(made.status()).as(made.body().toString()).isEqualTo(200);
        JsonNode response = made.body();
        String id = response.path("id").asText();
        assertThat(id).startsWith("resp_");
        assertThat(response.path("status").asText()).isEqualTo("completed");
        assertThat(response.at("/output/0/content/0/text").asText()).isEqualTo("word1 ");
        assertThat(response.at("/usage/total_tokens").asInt()).isEqualTo(8);
        assertThat(response.path("instructions").asText()).isEqualTo("be kind");
        assertThat(response.at("/metadata/color").asText()).isEqualTo("red");

        Answer again = user.get(RESPONSES + "/" + id);
        assertThat(again.body()).isEqualTo(response);
        ChatDatabase.update("DELETE FROM replies WHERE id = ?", id.substring("resp_".length()));
        assertThat(user.get(RESPONSES + "/" + id).body())
                .as("when the reply's own row is purged")
                .isEqualTo(response);

        assertThat(user.send("DELETE", RESPONSES + "/" + id, null)
                        .body()
                        .path("deleted")
                        .asBoolean())
                .isTrue();
        assertThat(user.get(RESPONSES + "/" + id).status()).isEqualTo(404);
        String session = response.path("session_id").asText();
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM chat_messages WHERE session_id = ?", session))
                .isZero();
    }

    @Test
    void previousResponseIsRememberedInTheSameSessionAndInstructionsAreNot() {
        JsonNode first = respond("alpha", ",\"instructions\":\"only once\"").body();
        JsonNode second = respond("beta", after(first)).body();

        assertThat(second.path("session_id")).isEqualTo(first.path("session_id"));
        assertThat(second.path("previous_response_id")).isEqualTo(first.path("id"));
        assertThat(sent("beta"))
                .containsExactly("user:alpha", "assistant:word1 ", "user:beta")
                .doesNotContain("only once");
        assertThat(stored(second)).containsExactly("alpha", "word1 ", "beta", "word1 ");
    }

    @Test
    void twoGoOnFromTheSameResponseEachInASessionOfItsOwn() {
        JsonNode root = respond("root " + agent, "").body();
        JsonNode left = respond("left " + agent, after(root)).body();
        JsonNode right = respond("right " + agent, after(root)).body();
        JsonNode rightOn = respond("further " + agent, after(right)).body();

        assertThat(left.path("session_id")).isEqualTo(root.path("session_id"));
        assertThat(right.path("session_id")).isNotEqualTo(root.path("session_id"));
        assertThat(rightOn.path("session_id")).isEqualTo(right.path("session_id"));
        assertThat(sent("further " + agent))
                .containsExactly(
                        "user:root " + agent,
                        "assistant:word1 ",
                        "user:right " + agent,
                        "assistant:word1 ",
                        "user:further " + agent);
    }

    @Test
    void conversationIsAnySessionOfTheCallers() {
        String session = user.startSession(agent);
        user.say(session, "said before " + agent);
        String conversation = "conv_" + session;
        JsonNode one = respond("one " + agent, ",\"conversation\":\"" + conversation + "\"")
                .body();
        JsonNode two = respond("two " + agent, ",\"conversation\":{\"id\":\"" + conversation + "\"}")
                .body();

        assertThat(one.at("/conversation/id").asText()).isEqualTo(conversation);
        assertThat(sent("two " + agent)).hasSize(5).first().isEqualTo("user:said before " + agent);
        assertThat(user.send("DELETE", RESPONSES + "/" + one.path("id").asText(), null)
                        .status())
                .isEqualTo(200);
        assertThat(user.send("DELETE", RESPONSES + "/" + two.path("id").asText(), null)
                        .status())
                .isEqualTo(200);
        assertThat(user.get("/api/v1/sessions/" + session).status())
                .as("a session that was there before stays")
                .isEqualTo(200);
    }

    @Test
    void sessionInWhichMoreWasSaidStaysWhenItsResponseIsTakenBack() {
        JsonNode response = respond("opened " + agent, "").body();
        String session = response.path("session_id").asText();
        user.say(session, "natively");
        JsonNode second = respond("again", after(response)).body();

        for (JsonNode made : List.of(response, second)) {
            String path = RESPONSES + "/" + made.path("id").asText();
            assertThat(user.send("DELETE", path, null).status()).isEqualTo(200);
            assertThat(user.get(path).status()).isEqualTo(404);
            assertThat(user.send("DELETE", path, null).status()).isEqualTo(404);
        }

        assertThat(user.get("/api/v1/sessions/" + session).status()).isEqualTo(200);
        assertThat(stored(response)).contains("natively");
    }

    @Test
    void soDoesOneInWhichOnlyTheUserSaidMore() {
        JsonNode response = respond("opened " + agent, "").body();
        String session = response.path("session_id").asText();
        user.append(session, "a note of mine", null);

        user.send("DELETE", RESPONSES + "/" + response.path("id").asText(), null);

        assertThat(user.get("/api/v1/sessions/" + session).status()).isEqualTo(200);
        assertThat(stored(response)).contains("a note of mine");
    }

    @Test
    void responseUnderWayIsNotTakenBack() {
        String input = "endless 20 " + agent;
        try (SseStream stream = user.sse(RESPONSES, body(input, ",\"stream\":true"))) {
            String id = stream.until("response.created")
                    .getLast()
                    .data()
                    .at("/response/id")
                    .asText();
            await().untilAsserted(() -> assertThat(ChatDatabase.number(
                            "SELECT COUNT(*) FROM responses WHERE id = ?", id.substring("resp_".length())))
                    .isEqualTo(1));

            assertThat(user.send("DELETE", RESPONSES + "/" + id, null).status()).isEqualTo(409);
            assertThat(user.get(RESPONSES + "/" + id).status()).isEqualTo(200);
        }
    }

    @Test
    void previousResponseIsRememberedThoughAnotherWasMadeInItsPlace() {
        JsonNode first = respond("say 3", "").body();
        String session = first.path("session_id").asText();
        String reply =
                user.get(ChatClient.messages(session)).body().at("/data/0/id").asText();
        Answer another = user.send("POST", ChatClient.messages(session) + "/" + reply + "/regenerate", null);
        assertThat(another.status()).isEqualTo(200);

        JsonNode second = respond("beta " + agent, after(first)).body();

        assertThat(sent("beta " + agent))
                .containsExactly(
                        "user:say 3",
                        "assistant:" + first.at("/output/0/content/0/text").asText(),
                        "user:beta " + agent);
        assertThat(second.path("session_id"))
                .as("it is not the end of the session any more")
                .isNotEqualTo(first.path("session_id"));
    }

    @Test
    void functionsAreCalledByTheClient() {
        String tools = ",\"tools\":[{\"type\":\"function\",\"name\":\"weather\",\"parameters\":{\"type\":\"object\"}}]";
        JsonNode called = respond("call weather", tools).body();
        JsonNode call = called.at("/output/0");
        assertThat(call.path("type").asText()).isEqualTo("function_call");
        assertThat(call.path("name").asText()).isEqualTo("weather");

        Answer answered = user.send(
                "POST",
                RESPONSES,
                "{\"model\":\"" + agent + "\",\"input\":[{\"type\":\"function_call_output\",\"call_id\":\""
                        + call.path("call_id").asText() + "\",\"output\":\"sunny\"}]" + tools + after(called) + "}");
        assertThat(answered.status()).as(answered.body().toString()).isEqualTo(200);
        assertThat(answered.body().at("/output/0/type").asText()).isEqualTo("message");
        JsonNode sent = ScriptedProvider.lastRequest("call weather");
        assertThat(sent.at("/messages/1/tool_calls/0/id")).isEqualTo(call.path("call_id"));
        assertThat(sent.at("/messages/2/content").asText()).isEqualTo("sunny");
    }

    @Test
    void streamTellsEachStepInOrder() {
        List<JsonNode> events = stream("say 3", "");
        assertThat(events.stream().map(event -> event.path("type").asText()).distinct())
                .containsExactly(
                        "response.created",
                        "response.in_progress",
                        "response.output_item.added",
                        "response.content_part.added",
                        "response.output_text.delta",
                        "response.output_text.done",
                        "response.content_part.done",
                        "response.output_item.done",
                        "response.completed");
        assertThat(events.stream().map(event -> event.path("sequence_number").asInt()))
                .isSorted()
                .doesNotHaveDuplicates();
        JsonNode response = events.getLast().path("response");
        assertThat(response.at("/output/0/content/0/text").asText()).isEqualTo("word1 word2 word3 ");
        assertThat(user.get(RESPONSES + "/" + response.path("id").asText()).body())
                .isEqualTo(response);
    }

    /** Vercel's client names what was said instead of sending it, and no previous response. */
    @Test
    void tokensOfAPromptAreEstimatedWithoutAnAnswer() {
        Answer few = user.send("POST", RESPONSES + "/input_tokens", body("hello", ""));
        Answer many = user.send("POST", RESPONSES + "/input_tokens", body("hello ".repeat(100), ""));

        assertThat(few.body().path("object").asText()).isEqualTo("response.input_tokens");
        assertThat(few.body().path("input_tokens").asInt()).isPositive();
        assertThat(many.body().path("input_tokens").asInt())
                .isGreaterThan(few.body().path("input_tokens").asInt() + 50);
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM chat_sessions WHERE user_id = ?", user.userId))
                .isZero();
    }

    @Test
    void instructionsAloneAreAQuestion() {
        Answer answer =
                user.send("POST", RESPONSES, "{\"model\":\"" + agent + "\",\"instructions\":\"greet " + agent + "\"}");

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(sent("greet " + agent)).containsExactly("user:greet " + agent);
    }

    @Test
    void customToolsGoRound() {
        String tools = ",\"tools\":[{\"type\":\"custom\",\"name\":\"patch\"},{\"type\":\"web_search\"}]";
        JsonNode called = respond("call patch", tools).body();
        JsonNode call = called.at("/output/0");

        Answer answered = user.send(
                "POST",
                RESPONSES,
                "{\"model\":\"" + agent + "\",\"input\":[{\"type\":\"custom_tool_call_output\",\"call_id\":\""
                        + call.path("call_id").asText() + "\",\"output\":\"done\"}]" + tools + after(called) + "}");

        assertThat(call.path("type").asText()).isEqualTo("custom_tool_call");
        assertThat(call.path("input").asText()).isEqualTo("{}");
        assertThat(called.path("tools")).as("those that hold").hasSize(1);
        assertThat(answered.status()).as(answered.body().toString()).isEqualTo(200);
        assertThat(ScriptedProvider.lastRequest("call patch")
                        .at("/messages/2/content")
                        .asText())
                .isEqualTo("done");
    }

    @Test
    void refusalIsAPartOfItsOwnAndIsFoundAgain() {
        JsonNode made = respond("refuse", "").body();
        List<JsonNode> told = stream("refuse", "");

        assertThat(made.at("/output/0/content/0/type").asText()).isEqualTo("refusal");
        assertThat(made.at("/output/0/content/0/refusal").asText()).isEqualTo("I cannot");
        assertThat(user.get(RESPONSES + "/" + made.path("id").asText()).body()).isEqualTo(made);
        assertThat(told.stream().map(event -> event.path("type").asText())).contains("response.refusal.done");
    }

    @Test
    void streamOfAFailedReplySaysSo() {
        List<JsonNode> events = stream("error", "");
        assertThat(events.getLast().path("type").asText()).isEqualTo("response.failed");
        assertThat(events.getLast().at("/response/error/code").asText()).isEqualTo("server_error");
        assertThat(respond("error", "").status()).isEqualTo(502);
        assertThat(stream("lengthy", "").getLast().at("/response/error/code").asText())
                .isEqualTo("context_length_exceeded");
        assertThat(stream("poison", "").getLast().at("/response/error/code").asText())
                .isEqualTo("invalid_prompt");
    }

    @Test
    void withoutStoreNothingIsFoundAgain() {
        JsonNode response = respond("secret", ",\"store\":false").body();
        String id = response.path("id").asText();
        assertThat(response.path("store").asBoolean()).isFalse();
        assertThat(user.get(RESPONSES + "/" + id).status()).isEqualTo(404);
        assertThat(stored(response)).containsExactly("", "");
        assertThat(respond("x", after(response)).status()).isEqualTo(400);
    }

    @Test
    void othersResponsesDoNotExist() {
        JsonNode mine = respond("hello", "").body();
        String path = RESPONSES + "/" + mine.path("id").asText();
        ChatClient stranger = new ChatClient(ChatDatabase.IDS.next());
        JsonNode unknown =
                stranger.get(RESPONSES + "/resp_" + ChatDatabase.IDS.next()).body();

        assertThat(stranger.get(path).status()).isEqualTo(404);
        assertThat(stranger.get(path).body()).isEqualTo(unknown);
        assertThat(stranger.send("DELETE", path, null).status()).isEqualTo(404);
        Answer continued =
                stranger.send("POST", RESPONSES, "{\"model\":\"" + agent + "\",\"input\":\"x\"" + after(mine) + "}");
        assertThat(continued.status()).isEqualTo(400);
        assertThat(continued.body().at("/error/code").asText()).isEqualTo("previous_response_not_found");
        assertThat(stranger.send(
                                "POST",
                                RESPONSES,
                                "{\"model\":\"" + agent + "\",\"input\":\"x\",\"conversation\":\""
                                        + mine.at("/conversation/id").asText() + "\"}")
                        .status())
                .isEqualTo(404);
        assertThat(user.get(path).status()).isEqualTo(200);
    }

    @Test
    void whatIsWrongIsNamed() {
        for (String[] wrong : new String[][] {
            {"\"input\":[]", "input"},
            {"\"input\":[{\"role\":\"robot\",\"content\":\"x\"}]", "input[0].role"},
            {"\"input\":\"x\",\"background\":true", "background"},
            {"\"input\":\"x\",\"tools\":[{\"type\":\"web_search\"}],\"tool_choice\":\"required\"", "tool_choice"},
            {"\"input\":[{\"type\":\"riddle\"}]", "input[0].type"},
            {"\"input\":\"x\",\"previous_response_id\":\"resp_1\"", "previous_response_id"},
            {"\"input\":\"x\",\"previous_response_id\":\"resp_1\",\"conversation\":\"conv_1\"", "conversation"}
        }) {
            Answer refused = user.send("POST", RESPONSES, "{\"model\":\"" + agent + "\"," + wrong[0] + "}");
            assertThat(refused.status()).as(wrong[0]).isEqualTo(400);
            assertThat(refused.body().at("/error/param").asText()).isEqualTo(wrong[1]);
        }
    }
}
