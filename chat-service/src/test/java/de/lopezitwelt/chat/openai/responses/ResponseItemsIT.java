package de.lopezitwelt.chat.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatClient.Answer;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Items by their ids, and responses told again. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class ResponseItemsIT extends ResponsesTestBase {
    @Test
    void itemsAreNamedInPlaceOfWhatWasSaid() {
        JsonNode first = respond("alpha " + agent, "").body();
        JsonNode second = named(
                        "\"alpha " + agent + "\"",
                        List.of(first.at("/output/0/id").asText()),
                        "beta " + agent)
                .body();
        Answer third = named(
                "\"alpha " + agent + "\"",
                List.of(
                        first.at("/output/0/id").asText(),
                        second.at("/output/0/id").asText()),
                "gamma " + agent);

        assertThat(third.status()).as(third.body().toString()).isEqualTo(200);
        assertThat(sent("gamma " + agent))
                .containsExactly("user:alpha " + agent, "assistant:word1 ", "assistant:word1 ", "user:gamma " + agent);
    }

    private Answer named(String question, List<String> items, String input) {
        StringBuilder all = new StringBuilder("{\"role\":\"user\",\"content\":" + question + "}");
        items.forEach(item -> all.append(",{\"type\":\"item_reference\",\"id\":\"")
                .append(item)
                .append("\"}"));
        return user.send(
                "POST",
                RESPONSES,
                "{\"model\":\"" + agent + "\",\"input\":[" + all + ",{\"role\":\"user\",\"content\":\"" + input
                        + "\"}]}");
    }

    @Test
    void namedCallsAreThoseOfTheResponse() {
        String tools = ",\"tools\":[{\"type\":\"function\",\"name\":\"weather\",\"parameters\":{\"type\":\"object\"}}]";
        String question = "call weather";
        JsonNode call = respond(question, tools).body().at("/output/0");

        Answer answered = user.send(
                "POST",
                RESPONSES,
                "{\"model\":\"" + agent + "\",\"input\":[{\"role\":\"user\",\"content\":\"" + question
                        + "\"},{\"type\":\"item_reference\",\"id\":\""
                        + call.path("id").asText()
                        + "\"},{\"type\":\"function_call_output\",\"call_id\":\""
                        + call.path("call_id").asText() + "\",\"output\":\"sunny\"}]" + tools + "}");

        assertThat(answered.status()).as(answered.body().toString()).isEqualTo(200);
        JsonNode sent = ScriptedProvider.lastRequest(question);
        assertThat(sent.at("/messages/1/tool_calls/0/function/name").asText()).isEqualTo("weather");
        assertThat(sent.at("/messages/2/content").asText()).isEqualTo("sunny");
    }

    @Test
    void itemsOfOthersAndOfNobodyAreNotFound() {
        String mine = respond("hello", "").body().at("/output/0/id").asText();
        ChatClient stranger = new ChatClient(ChatDatabase.IDS.next());
        for (String item : List.of(mine, "msg_" + ChatDatabase.IDS.next(), "msg_1", "x")) {
            Answer refused = stranger.send(
                    "POST",
                    RESPONSES,
                    "{\"model\":\"" + agent + "\",\"input\":[{\"type\":\"item_reference\",\"id\":\"" + item
                            + "\"},{\"role\":\"user\",\"content\":\"x\"}]}");
            assertThat(refused.status()).as(item).isEqualTo(404);
            assertThat(refused.body().at("/error/param").asText()).isEqualTo("input[0].id");
            assertThat(refused.body().at("/error/code").asText()).isEqualTo("item_not_found");
        }
    }

    @Test
    void responseIsToldAgainFromAnyEventOn() {
        List<JsonNode> first = stream("say 4", "");
        String path = RESPONSES + "/" + first.getLast().at("/response/id").asText();

        List<JsonNode> again = again(path + "?stream=true");
        int heard = first.get(first.size() / 2).path("sequence_number").asInt();
        List<JsonNode> rest = again(path + "?stream=true&starting_after=" + heard);

        assertThat(again.getLast()).isEqualTo(first.getLast());
        assertThat(again.getFirst().path("type").asText()).isEqualTo("response.created");
        assertThat(rest.getFirst().path("sequence_number").asInt()).isGreaterThan(heard);
        assertThat(rest.getLast()).isEqualTo(first.getLast());
        assertThat(user.get(path + "?stream=true&starting_after=x").status()).isEqualTo(400);
        assertThat(new ChatClient(ChatDatabase.IDS.next())
                        .get(path + "?stream=true")
                        .status())
                .isEqualTo(404);
    }

    private List<JsonNode> again(String path) {
        return events(user.sendAny(path).raw().body());
    }

    @Test
    void inputItemsAreWhatTheResponseWasAsked() {
        JsonNode first = respond("alpha", "").body();
        Answer second = user.send(
                "POST",
                RESPONSES,
                "{\"model\":\"" + agent + "\",\"input\":[{\"role\":\"user\",\"content\":\"beta\"},"
                        + "{\"role\":\"user\",\"content\":\"gamma\"}]" + after(first) + "}");
        String path = RESPONSES + "/" + second.body().path("id").asText() + "/input_items";

        JsonNode newest = user.get(path).body();
        JsonNode page = user.get(path + "?order=asc&limit=1").body();
        JsonNode next = user.get(path + "?order=asc&limit=1&after="
                        + page.path("last_id").asText())
                .body();

        assertThat(texts(newest)).containsExactly("gamma", "beta");
        assertThat(texts(page)).containsExactly("beta");
        assertThat(page.path("has_more").asBoolean()).isTrue();
        assertThat(texts(next)).containsExactly("gamma");
        assertThat(next.path("has_more").asBoolean()).isFalse();
        ChatDatabase.update(
                "DELETE FROM replies WHERE id = ?",
                second.body().path("id").asText().substring("resp_".length()));
        assertThat(texts(user.get(path).body())).containsExactly("gamma", "beta");
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.path("data").forEach(item -> texts.add(item.at("/content/0/text").asText()));
        return texts;
    }
}
