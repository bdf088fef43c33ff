package de.lopezitwelt.chat.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatClient.Answer;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import java.util.ArrayList;
import java.util.List;

/** What tests of responses share: a user, their agent, and the calls. */
abstract class ResponsesTestBase {
    static final String RESPONSES = "/v1/responses";
    static final ObjectMapper JSON = new ObjectMapper();

    final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    final String agent = ChatDatabase.agent(user.userId, "public");

    Answer respond(String input, String more) {
        return user.send("POST", RESPONSES, body(input, more));
    }

    String body(String input, String more) {
        return "{\"model\":\"" + agent + "\",\"input\":\"" + input + "\"" + more + "}";
    }

    static String after(JsonNode response) {
        return ",\"previous_response_id\":\"" + response.path("id").asText() + "\"";
    }

    List<JsonNode> stream(String input, String more) {
        String text = user.openAiStream(RESPONSES, body(input, ",\"stream\":true" + more), null)
                .raw()
                .body();
        return events(text);
    }

    static List<JsonNode> events(String text) {
        List<JsonNode> events = new ArrayList<>();
        for (String event : text.split("\n\n")) {
            String[] lines = event.split("\n");
            JsonNode data = json(lines[1].substring("data: ".length()));
            assertThat(lines[0]).isEqualTo("event: " + data.path("type").asText());
            events.add(data);
        }
        return events;
    }

    static List<String> sent(String lastInput) {
        List<String> turns = new ArrayList<>();
        ScriptedProvider.lastRequest(lastInput)
                .path("messages")
                .forEach(message -> turns.add(message.path("role").asText() + ":"
                        + message.path("content").asText()));
        return turns;
    }

    static List<Object> stored(JsonNode response) {
        return ChatDatabase.column(
                "SELECT content FROM chat_messages WHERE session_id = ? ORDER BY position",
                response.path("session_id").asText());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new AssertionError(text, broken);
        }
    }
}
