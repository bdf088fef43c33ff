package de.lopezitwelt.chat.transfer.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
    void oneThatIsRefusedKeepsNoOtherAndIsTold() throws IOException {
        JsonNode whole = JSON.readTree(ForeignFormatTest.sample("chatgpt.json"));
        ((com.fasterxml.jackson.databind.node.ObjectNode)
                        whole.get(0).path("mapping").path("u").path("message"))
                .put("create_time", 32_503_680_000L);
        ((com.fasterxml.jackson.databind.node.ObjectNode)
                        whole.get(0).path("mapping").path("b1").path("message"))
                .set(
                        "content",
                        JSON.readTree("{\"content_type\":\"text\",\"parts\":[\"" + "x".repeat(3_000_000) + "\"]}"));
        List<JsonNode> lines = imported(user, agent, JSON.writeValueAsBytes(whole));
        assertThat(lines.get(0).path("messages").asInt()).as("split").isEqualTo(5);
        assertThat(lines.getLast().at("/done/imported").asInt()).isEqualTo(2);
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
