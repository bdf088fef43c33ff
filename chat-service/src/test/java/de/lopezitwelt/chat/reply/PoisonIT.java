package de.lopezitwelt.chat.reply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.chat.support.SseStream;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session goes on after whatever one of its turns came to, and says what became of it. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class PoisonIT {
    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private final String agent = ChatDatabase.agent(user.userId, "private", "assistant");

    private JsonNode end(String session, String content) {
        return user.stream(session, content).all().getLast().data();
    }

    private JsonNode messages(String session) {
        return user.get("/api/v1/sessions/" + session + "/messages").body().path("data");
    }

    @Test
    void aTurnThatTheProviderRefusedIsLeftOutAndItsOwnerIsTold() {
        String session = user.startSession(agent);
        assertThat(user.say(session, "say 1").status()).isEqualTo(200);

        JsonNode failed = end(session, "poison pill");

        assertThat(failed.at("/problem/code").asText()).isEqualTo("model-refused");
        assertThat(failed.at("/problem/detail").asText()).contains("Could not process it");
        assertThat(failed.at("/problem/left_out").asText()).isEqualTo("turn");
        assertThat(user.say(session, "strict on").status()).isEqualTo(200);
        assertThat(ScriptedProvider.lastRequest("strict on").toString())
                .contains("say 1")
                .doesNotContain("poison");
        assertThat(messages(session).findValuesAsText("left_out")).containsExactly("turn");
        assertThat(messages(session).findValuesAsText("content")).contains("poison pill");
    }

    @Test
    void aRegeneratedReplyThatIsRefusedChangesNothing() {
        String session = user.startSession(agent);
        JsonNode failed = end(session, "poison again");
        int before = messages(session).size();
        String asked = failed.at("/message/parent_id").asText();

        JsonNode again = user.sse("/api/v1/sessions/" + session + "/messages/" + asked + "/regenerate", "")
                .all()
                .getLast()
                .data();

        assertThat(again.at("/problem/left_out").asText()).isEqualTo("turn");
        assertThat(messages(session)).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"error 1", "empty", "empty length", "ponder", "garbage"})
    void turnsAlternateAfterAReplyThatFailedOrWasEmpty(String first) {
        String session = user.startSession(agent);
        end(session, first);

        assertThat(user.say(session, "strict after " + first).status()).isEqualTo(200);
        assertThat(ScriptedProvider.lastRequest("strict after " + first).toString())
                .contains(first + "\\n\\n");
    }

    @Test
    void anEmptyReplySaysWhyInEveryApi() {
        String session = user.startSession(agent);

        assertThat(end(session, "ponder").path("detail").asText()).contains("thought");
        assertThat(end(session, "empty length").path("detail").asText()).contains("limit");
        assertThat(end(session, "say 1").path("detail").isNull()).isTrue();
        JsonNode refused = end(session, "empty content_filter");
        assertThat(refused.path("detail").asText()).contains("refused");
        assertThat(refused.at("/message/metadata/left_out").asText()).isEqualTo("turn");
        JsonNode completion = user.send(
                        "POST",
                        "/v1/chat/completions",
                        "{\"model\":\"" + agent
                                + "\",\"stream\":false,\"messages\":[{\"role\":\"user\",\"content\":\"ponder\"}]}")
                .body();
        assertThat(completion.at("/lopez/detail").asText()).contains("thought");
        JsonNode response = user.send("POST", "/v1/responses", "{\"model\":\"" + agent + "\",\"input\":\"ponder\"}")
                .body();
        assertThat(response.at("/lopez/detail").asText()).contains("thought");
        assertThat(user.get("/v1/responses/" + response.path("id").asText())
                        .body()
                        .at("/lopez/detail")
                        .asText())
                .isNotEmpty();
    }

    @Test
    void theLimitOfToolRoundsEndsWithAnAnswer() {
        String session = user.startSession(agent);

        JsonNode end = end(session, "loop calculator");

        assertThat(end.at("/message/content").asText()).isEqualTo("word1 ");
        assertThat(end.at("/message/metadata/tool_steps")).hasSize(4);
        assertThat(ScriptedProvider.lastRequest("loop calculator").has("tools")).isFalse();
    }

    @Test
    void stepsThatRanStayInTheHistoryWithoutAnAnswer() {
        String session = user.startSession(agent);

        JsonNode end = end(session, "loop calculator deaf");

        assertThat(end.path("detail").asText()).contains("limit of its tool calls");
        assertThat(end.at("/message/metadata/tool_steps")).hasSize(4);
        assertThat(end.at("/message/metadata/finish_reason").asText()).isEqualTo("length");
        assertThat(messages(session)).hasSize(2);
        assertThat(user.say(session, "strict after the limit").status()).isEqualTo(200);
    }

    private static final String TOOLS = ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}]";

    @Test
    void callsOfTheClientAreStreamedAsTheyAreWritten() {
        List<String> chunks = user.openAiStream(
                        "{\"model\":\"" + agent + "\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":"
                                + "\"write weather\"}]" + TOOLS + "}",
                        null)
                .raw()
                .body()
                .lines()
                .filter(line -> line.contains("tool_calls"))
                .toList();
        List<SseStream.Event> events = user.sse(
                        "/v1/responses",
                        "{\"model\":\"" + agent + "\",\"stream\":true,\"input\":\"write weather\",\"tools\":[{\"type\":"
                                + "\"function\",\"name\":\"weather\",\"parameters\":{\"type\":\"object\"}}]}")
                .all();

        assertThat(chunks).hasSizeGreaterThan(3);
        assertThat(chunks.getFirst()).contains("\"id\":\"call_1\"", "\"name\":\"weather\"", "\"arguments\":\"\"");
        assertThat(events)
                .filteredOn(event -> event.name().equals("response.function_call_arguments.delta"))
                .hasSizeGreaterThan(2);
        StringBuilder arguments = new StringBuilder();
        events.stream()
                .filter(event -> event.name().equals("response.function_call_arguments.delta"))
                .forEach(event -> arguments.append(event.data().path("delta").asText()));
        assertThat(arguments).hasToString(String.join("", ScriptedProvider.ARGUMENTS));
    }
}
