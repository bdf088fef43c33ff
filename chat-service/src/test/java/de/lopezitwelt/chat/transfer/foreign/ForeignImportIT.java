package de.lopezitwelt.chat.transfer.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatClient.Answer;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.chat.support.TestFiles;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class ForeignImportIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private final String agent = ChatDatabase.agent(user.userId, "private");

    @ParameterizedTest
    @ValueSource(strings = {"chatgpt.json", "claude.json", "librechat.json", "open-webui.json"})
    void whatIsImportedExportsAndImportsAgainTheSame(String sample) {
        List<JsonNode> lines = imported(user, agent, ForeignFormatTest.sample(sample));

        assertThat(lines.getLast().at("/done/imported").asInt()).as("%s", lines).isEqualTo(lines.size() - 1);
        String exported = export(user);
        ChatClient other = new ChatClient(ChatDatabase.IDS.next());
        String otherAgent = ChatDatabase.agent(other.userId, "private");
        Answer again = other.send("POST", "/api/v1/imports/sessions?agent_id=" + otherAgent, exported);
        assertThat(again.status()).as("%s", again.body()).isEqualTo(201);
        assertThat(export(other)).isEqualTo(exported);
        String id = lines.getFirst().path("id").asText();
        assertThat(user.say(id, "go on").status()).isEqualTo(200);
    }

    @Test
    void importSentAgainGoesOnWhereItEnded() throws IOException {
        byte[] whole = ForeignFormatTest.sample("chatgpt.json");
        byte[] first = JSON.writeValueAsBytes(
                JSON.createArrayNode().add(JSON.readTree(whole).get(0)));
        imported(user, agent, first);

        List<JsonNode> lines = imported(user, agent, TestFiles.zip(Map.of("conversations.json", whole)));

        assertThat(lines.get(0).path("known").asBoolean()).isTrue();
        assertThat(lines.get(1).path("messages").asInt()).isEqualTo(1);
        assertThat(lines.getLast().path("done").toString())
                .isEqualTo("{\"imported\":1,\"known\":1,\"refused\":0,\"unknown\":0}");
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM chat_sessions WHERE user_id = ?", user.userId))
                .isEqualTo(2);
    }

    @Test
    void longTextsAndTimesThatCannotBeDoNotRefuseAConversation() throws IOException {
        JsonNode whole = JSON.readTree(ForeignFormatTest.sample("chatgpt.json"));
        ((ObjectNode) whole.get(0).path("mapping").path("u").path("message")).put("create_time", 32_503_680_000L);
        ((ObjectNode) whole.get(0).path("mapping").path("b1").path("message"))
                .set(
                        "content",
                        JSON.readTree("{\"content_type\":\"text\",\"parts\":[\"" + "x".repeat(3_000_000) + "\"]}"));

        List<JsonNode> lines = imported(user, agent, JSON.writeValueAsBytes(whole));

        assertThat(lines.get(0).path("messages").asInt()).as("split").isEqualTo(5);
        assertThat(lines.getLast().at("/done/imported").asInt()).isEqualTo(2);
    }

    @Test
    void oneThatIsRefusedKeepsNoOtherAndIsTold() throws IOException {
        ArrayNode whole = (ArrayNode) JSON.readTree(ForeignFormatTest.sample("chatgpt.json"));
        ObjectNode endless = JSON.createObjectNode().put("title", "Endless").put("conversation_id", "endless");
        ObjectNode mapping = endless.putObject("mapping");
        for (int i = 0; i <= 10_000; i++) {
            ObjectNode node =
                    mapping.putObject("m" + i).put("id", "m" + i).put("parent", i == 0 ? null : "m" + (i - 1));
            ObjectNode message = node.putObject("message").put("id", "m" + i);
            message.putObject("author").put("role", i % 2 == 0 ? "user" : "assistant");
            message.putObject("content")
                    .put("content_type", "text")
                    .putArray("parts")
                    .add("word");
        }
        whole.insert(0, endless);

        List<JsonNode> lines = imported(user, agent, JSON.writeValueAsBytes(whole));

        assertThat(lines.getFirst().path("original_id").asText())
                .as("%s", lines)
                .isEqualTo("endless");
        assertThat(lines.getFirst().path("refused").asText()).contains("10000");
        assertThat(lines.getLast().path("done").toString())
                .isEqualTo("{\"imported\":2,\"known\":0,\"refused\":1,\"unknown\":0}");
    }

    /** As people reported them: without times, with two messages, of three systems. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'title':'Trip','create_time':1716000000.123,'update_time':1716000100.5,'current_node':'b','mapping':{"
                        + "'r':{'id':'r','message':null,'parent':null,'children':['a']},"
                        + "'a':{'id':'a','message':{'id':'a','author':{'role':'user'},'create_time':1716000001.1,"
                        + "'content':{'content_type':'text','parts':['Hello']}},'parent':'r','children':['b']},"
                        + "'b':{'id':'b','message':{'id':'b','author':{'role':'assistant'},'create_time':1716000002.2,"
                        + "'content':{'content_type':'text','parts':['Hi']},'metadata':{'model_slug':'gpt-4o'}},"
                        + "'parent':'a','children':[]}}}]",
                "{'conversationId':'c1','endpoint':'openAI','title':'Trip','branches':true,'recursive':true,'messages':["
                        + "{'messageId':'m1','text':'Hello','sender':'User','isCreatedByUser':true,'children':["
                        + "{'messageId':'m2','parentMessageId':'m1','text':'Hi','sender':'GPT','isCreatedByUser':false,"
                        + "'children':[]}]}]}",
                "[{'id':'c1','title':'Trip','chat':{'title':'Trip','history':{'currentId':'m2','messages':{"
                        + "'m1':{'id':'m1','parentId':null,'childrenIds':['m2'],'role':'user','content':'Hello',"
                        + "'timestamp':1716000000},'m2':{'id':'m2','parentId':'m1','childrenIds':[],'role':'assistant',"
                        + "'content':'Hi','timestamp':1716000001}}}}}]"
            })
    void smallestExportsComeAlong(String export) throws IOException {
        List<JsonNode> lines = imported(user, agent, export.replace('\'', '"').getBytes(StandardCharsets.UTF_8));

        JsonNode session = JSON.readTree(export(user)).at("/sessions/0");
        assertThat(session.path("title").asText()).as("%s", lines).isEqualTo("Trip");
        assertThat(session.path("messages").findValuesAsText("content")).containsExactly("Hello", "Hi");
        assertThat(session.path("messages").findValuesAsText("type")).containsExactly("user", "agent");
        assertThat(session.at("/messages/1/parent_id")).isEqualTo(session.at("/messages/0/id"));
    }

    @Test
    void whatIsNoExportIsRefusedAsAWhole() {
        String path = "/api/v1/imports/conversations?agent_id=";
        assertThat(user.send("POST", path + agent, "{\"a\":1}").status()).isEqualTo(400);
        assertThat(user.send("POST", path + agent, "[]").status()).isEqualTo(400);
        assertThat(user.send("POST", path + agent, "hello").status()).isEqualTo(400);
        assertThat(user.send("POST", "/api/v1/imports/conversations", "[]")
                        .body()
                        .at("/violations/0/field")
                        .asText())
                .isEqualTo("agent_id");
        assertThat(user.send("POST", path + ChatDatabase.IDS.next(), "[]")
                        .body()
                        .at("/violations/0/field")
                        .asText())
                .isEqualTo("agent_id");
    }

    private static List<JsonNode> imported(ChatClient client, String agentId, byte[] body) {
        String answer = client.post("/api/v1/imports/conversations?agent_id=" + agentId, body);
        return answer.lines().map(ForeignImportIT::json).toList();
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException broken) {
            throw new UncheckedIOException(line, broken);
        }
    }

    private static String export(ChatClient client) {
        return client.sendAny("/api/v1/exports/sessions").raw().body();
    }
}
