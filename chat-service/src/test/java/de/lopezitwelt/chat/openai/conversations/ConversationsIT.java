package de.lopezitwelt.chat.openai.conversations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class ConversationsIT {
    private static final String CONVERSATIONS = "/v1/conversations";

    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private final String agent = ChatDatabase.agent(user.userId, "private");

    private String open(String more) {
        Answer made = user.send(
                "POST", CONVERSATIONS, "{\"metadata\":{\"model\":\"" + agent + "\",\"topic\":\"travel\"}" + more + "}");
        assertThat(made.status()).as(made.body().toString()).isEqualTo(200);
        return made.body().path("id").asText();
    }

    private JsonNode respond(String conversation, String input, String more) {
        Answer answer = user.send(
                "POST",
                "/v1/responses",
                "{\"model\":\"" + agent + "\",\"conversation\":\"" + conversation + "\",\"input\":\"" + input + "\""
                        + more + "}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    private static List<String> said(JsonNode list) {
        List<String> said = new ArrayList<>();
        list.path("data")
                .forEach(item -> said.add(
                        switch (item.path("type").asText()) {
                            case "message" ->
                                item.path("role").asText() + ":"
                                        + item.at("/content/0/text").asText();
                            case "function_call" -> "call:" + item.path("name").asText();
                            case "function_call_output" ->
                                "output:" + item.path("output").asText();
                            default -> item.path("type").asText();
                        }));
        return said;
    }

    @Test
    void conversationIsASessionOfItsAgent() {
        String conversation = open("");
        String path = CONVERSATIONS + "/" + conversation;
        respond(conversation, "alpha", "");
        respond(conversation, "beta " + agent, "");

        assertThat(user.get(path).body().at("/metadata/topic").asText()).isEqualTo("travel");
        assertThat(user.get(path).body().path("object").asText()).isEqualTo("conversation");
        assertThat(said(user.get(path + "/items?order=asc").body()))
                .containsExactly("user:alpha", "assistant:word1 ", "user:beta " + agent, "assistant:word1 ");
        assertThat(user.get("/api/v1/sessions/" + conversation.substring("conv_".length()))
                        .body()
                        .path("message_count")
                        .asInt())
                .isEqualTo(4);
    }

    @Test
    void itemsComeInPagesOfAnySize() {
        String conversation = open("");
        respond(conversation, "alpha", "");
        respond(
                conversation,
                "call weather",
                ",\"tools\":[{\"type\":\"function\",\"name\":\"weather\",\"parameters\":{\"type\":\"object\"}}]");
        String items = CONVERSATIONS + "/" + conversation + "/items";
        for (String order : List.of("asc", "desc")) {
            List<String> whole = said(user.get(items + "?order=" + order).body());
            assertThat(whole).hasSize(4).contains("call:weather");
            for (int limit = 1; limit <= 5; limit++) {
                List<String> pages = new ArrayList<>();
                String after = "";
                boolean more = true;
                while (more) {
                    JsonNode page = user.get(items + "?order=" + order + "&limit=" + limit + after)
                            .body();
                    pages.addAll(said(page));
                    assertThat(page.path("data").size()).isBetween(1, limit);
                    after = "&after=" + page.path("last_id").asText();
                    more = page.path("has_more").asBoolean();
                }
                assertThat(pages).as(order + " " + limit).isEqualTo(whole);
            }
        }
        assertThat(user.get(items + "?after=msg_" + ChatDatabase.IDS.next()).status())
                .isEqualTo(404);
        assertThat(user.get(items + "?order=up").status()).isEqualTo(400);
    }

    @Test
    void itemsOfEveryKindAreAddedAndReadAgain() {
        String conversation = open(",\"items\":[{\"role\":\"developer\",\"content\":\"be kind\"}]");
        String items = CONVERSATIONS + "/" + conversation + "/items";

        Answer added = user.send("POST", items, """
                {"items":[{"role":"user","content":"weather?"},
                 {"type":"function_call","call_id":"c1","name":"weather","arguments":"{}"},
                 {"type":"function_call_output","call_id":"c1","output":"sunny"},
                 {"type":"message","role":"assistant","content":[{"type":"output_text","text":"It is sunny"}]}]}
                """);

        assertThat(added.status()).as(added.body().toString()).isEqualTo(200);
        JsonNode all = user.get(items + "?order=asc").body();
        assertThat(said(all))
                .containsExactly(
                        "system:be kind", "user:weather?", "call:weather", "output:sunny", "assistant:It is sunny");
        for (JsonNode item : all.path("data")) {
            assertThat(user.get(items + "/" + item.path("id").asText()).body()).isEqualTo(item);
        }
        respond(conversation, "and now " + agent, "");
        JsonNode sent = ScriptedProvider.lastRequest("and now " + agent).path("messages");
        assertThat(sent.findValuesAsText("role"))
                .containsExactly("system", "user", "assistant", "tool", "assistant", "user");
    }

    @Test
    void itemsAreAddedTogetherOrNotAtAll() {
        String conversation = open("");
        String items = CONVERSATIONS + "/" + conversation + "/items";
        String body = "{\"items\":[{\"role\":\"user\",\"content\":\"short\"},{\"role\":\"user\",\"content\":\""
                + "x".repeat(1024 * 1024 + 1) + "\"}]}";

        assertThat(user.send("POST", items, body).status()).isEqualTo(413);
        assertThat(user.get(items).body().path("data")).isEmpty();
    }

    @Test
    void ofItemsThatTheBudgetDoesNotAllowTogetherNoneIsStored() {
        ChatDatabase.update(
                "INSERT INTO entitlements_replica (subject_type, subject_id, messages_per_day, is_active, aggregate_version)"
                        + " VALUES ('user', ?, 3, TRUE, 1)",
                user.userId);
        String item = "{\"role\":\"user\",\"content\":\"short\"}";
        String conversation = open("");
        String items = CONVERSATIONS + "/" + conversation + "/items";

        Answer two = user.send("POST", items, "{\"items\":[" + item + "," + item + "]}");
        Answer four = user.send("POST", items, "{\"items\":[" + item + "," + item + "]}");
        Answer opened = user.send(
                "POST",
                CONVERSATIONS,
                "{\"metadata\":{\"model\":\"" + agent + "\"},\"items\":[" + item + "," + item + "]}");

        assertThat(two.status()).isEqualTo(200);
        assertThat(four.status()).isEqualTo(429);
        assertThat(user.get(items).body().path("data")).hasSize(2);
        assertThat(opened.status()).isEqualTo(429);
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM chat_sessions WHERE user_id = ?", user.userId))
                .as("a conversation that cannot begin is none")
                .isEqualTo(1);
    }

    private String openWithoutModel(String body) {
        Answer made = user.send("POST", CONVERSATIONS, body);
        assertThat(made.status()).as(made.body().toString()).isEqualTo(200);
        return made.body().path("id").asText();
    }

    private JsonNode session(String conversation) {
        return user.get("/api/v1/sessions/" + conversation.substring("conv_".length()))
                .body();
    }

    @Test
    void conversationWithoutAModelBecomesOneOfTheAgentThatItsFirstResponseNames() {
        String conversation = openWithoutModel("{\"items\":[]}");
        String items = CONVERSATIONS + "/" + conversation + "/items";
        user.send("POST", items, "{\"items\":[{\"role\":\"user\",\"content\":\"early zebra\"}]}");
        assertThat(said(user.get(items).body())).containsExactly("user:early zebra");
        assertThat(session(conversation).path("agent_id").asText()).isEqualTo("none");
        String question = "{\"model\":\"" + agent + "\",\"conversation\":\"" + conversation
                + "\",\"input\":\"late zebra " + agent + "\"}";

        assertThat(user.send("POST", "/v1/responses/input_tokens", question)
                        .body()
                        .path("input_tokens")
                        .asInt())
                .isPositive();
        assertThat(session(conversation).path("agent_id").asText())
                .as("an estimate decides nothing")
                .isEqualTo("none");
        assertThat(user.send("POST", "/v1/responses", question).status()).isEqualTo(200);

        assertThat(session(conversation).path("agent_id").asText()).isEqualTo(agent);
        assertThat(ScriptedProvider.lastRequest("late zebra " + agent)
                        .path("messages")
                        .toString())
                .contains("early zebra");
        assertThat(said(user.get(items + "?order=asc").body()))
                .containsExactly("user:early zebra", "user:late zebra " + agent, "assistant:word1 ");
        String other = ChatDatabase.agent(user.userId, "private");
        Answer refused = user.send(
                "POST",
                "/v1/responses",
                "{\"model\":\"" + other + "\",\"conversation\":\"" + conversation + "\",\"input\":\"x\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/error/param").asText()).isEqualTo("model");
        await().untilAsserted(() -> assertThat(user.get("/api/v1/search?q=zebra&agent_id=" + agent)
                        .body()
                        .path("data"))
                .as("what was said before belongs to the agent too")
                .hasSize(2)
                .allMatch(hit -> hit.path("agent_id").asText().equals(agent)));
    }

    @Test
    void completionThatNamesASessionWithoutAgentGivesItItsOwn() {
        String conversation = openWithoutModel(
                "{\"items\":[{\"role\":\"user\",\"content\":\"early\"}],\"metadata\":{\"topic\":\"x\"}}");

        Answer answer = user.send(
                "POST",
                "/v1/chat/completions",
                "{\"model\":\"" + agent + "\",\"metadata\":{\"session_id\":\""
                        + conversation.substring("conv_".length())
                        + "\"},\"messages\":[{\"role\":\"user\",\"content\":\"late " + agent + "\"}]}");

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(ScriptedProvider.lastRequest("late " + agent)
                        .path("messages")
                        .toString())
                .contains("early");
        assertThat(session(conversation).path("agent_id").asText()).isEqualTo(agent);
        assertThat(session(conversation).at("/metadata/topic").asText()).isEqualTo("x");
    }

    /** As OpenAI's agents keep a session: they put both what was asked and what was answered there themselves. */
    @Test
    void conversationThatNoResponseNamesIsListedExportedImportedAndDeleted() {
        String conversation = openWithoutModel("{}");
        String id = conversation.substring("conv_".length());
        user.send(
                "POST",
                CONVERSATIONS + "/" + conversation + "/items",
                "{\"items\":[{\"role\":\"user\",\"content\":\"Hello\"},{\"type\":\"message\",\"role\":\"assistant\","
                        + "\"content\":[{\"type\":\"output_text\",\"text\":\"Hi\"}]}]}");
        assertThat(user.get("/api/v1/sessions").body().path("data").findValuesAsText("id"))
                .contains(id);

        Answer asked = user.send("POST", "/api/v1/sessions/" + id + "/messages", "{\"content\":\"You there?\"}");
        assertThat(asked.status()).isEqualTo(409);
        assertThat(asked.body().path("code").asText()).isEqualTo("no-agent-yet");
        JsonNode exported = user.get("/api/v1/exports/sessions/" + id).body();
        Answer imported = user.send("POST", "/api/v1/imports/sessions?agent_id=" + agent, exported.toString());
        assertThat(imported.status()).as(imported.body().toString()).isEqualTo(201);
        String copy = imported.body().at("/sessions/0/id").asText();
        assertThat(user.get("/api/v1/exports/sessions/" + copy).body()).isEqualTo(exported);
        assertThat(user.send("DELETE", CONVERSATIONS + "/" + conversation, null).status())
                .isEqualTo(200);
        assertThat(user.get("/api/v1/sessions/" + id).status()).isEqualTo(404);
    }

    @Test
    void ofTwoFirstResponsesWithDifferentModelsOneDecides() {
        String conversation = openWithoutModel("{}");
        String other = ChatDatabase.agent(user.userId, "private");

        List<Integer> statuses = List.of(agent, other).parallelStream()
                .map(model -> user.send(
                                "POST",
                                "/v1/responses",
                                "{\"model\":\"" + model + "\",\"conversation\":\"" + conversation
                                        + "\",\"input\":\"x\"}")
                        .status())
                .sorted()
                .toList();

        assertThat(statuses.getFirst()).isEqualTo(200);
        assertThat(statuses.getLast()).isIn(400, 409);
        assertThat(session(conversation).path("agent_id").asText()).isIn(agent, other);
    }

    @Test
    void metadataIsReplacedAndTheAgentStays() {
        String path = CONVERSATIONS + "/" + open("");

        JsonNode changed = user.send("POST", path, "{\"metadata\":{\"color\":\"red\",\"model\":\"other\"}}")
                .body()
                .path("metadata");

        assertThat(changed.path("color").asText()).isEqualTo("red");
        assertThat(changed.path("model").asText()).isEqualTo(agent);
        assertThat(changed.has("topic")).isFalse();
    }

    @Test
    void deletedConversationAndThoseOfOthersDoNotExist() {
        String path = CONVERSATIONS + "/" + open("");
        ChatClient stranger = new ChatClient(ChatDatabase.IDS.next());
        for (String read : List.of(path, path + "/items", path + "/items/msg_" + ChatDatabase.IDS.next())) {
            assertThat(stranger.get(read).status()).as(read).isEqualTo(404);
        }
        assertThat(stranger.send("POST", path + "/items", "{\"items\":[{\"role\":\"user\",\"content\":\"x\"}]}")
                        .status())
                .isEqualTo(404);
        assertThat(stranger.send("POST", path, "{\"metadata\":{}}").status()).isEqualTo(404);
        assertThat(stranger.send("DELETE", path, null).status()).isEqualTo(404);

        assertThat(user.send("DELETE", path, null).body().path("deleted").asBoolean())
                .isTrue();
        assertThat(user.get(path).status()).isEqualTo(404);
        assertThat(user.get(CONVERSATIONS + "/conv_1").status()).isEqualTo(404);
    }

    @Test
    void whatIsWrongIsNamed() {
        String[][] wrongs = {
            {"[]", ""},
            {"{\"metadata\":7}", "metadata"},
            {"{\"metadata\":{\"model\":7}}", "metadata.model"},
            {"{\"metadata\":{\"model\":\" \"}}", "metadata.model"},
            {"{\"metadata\":{\"organization_id\":\"x\"}}", "metadata.organization_id"},
            {"{\"items\":[{\"role\":\"robot\"}]}", "items[0]"},
            {"{\"metadata\":{\"model\":\"" + agent + "\"},\"items\":[{\"role\":\"robot\"}]}", "items[0]"}
        };
        for (String[] wrong : wrongs) {
            Answer refused = user.send("POST", CONVERSATIONS, wrong[0]);
            assertThat(refused.status()).as(wrong[0]).isEqualTo(400);
            assertThat(refused.body().at("/error/param").asText()).as(wrong[0]).startsWith(wrong[1]);
        }
        for (String model : List.of("nobody's", ChatDatabase.IDS.next())) {
            Answer refused = user.send("POST", CONVERSATIONS, "{\"metadata\":{\"model\":\"" + model + "\"}}");
            assertThat(refused.status()).as(model).isEqualTo(404);
            assertThat(refused.body().at("/error/code").asText()).isEqualTo("model_not_found");
        }
    }
}
