package de.lopezitwelt.system.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.testing.node.NodeProject;
import de.lopezitwelt.system.support.ApiKeys;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The official {@code openai} package for Node, unmodified. */
class OpenAiNodeIT {
    private final Platform platform = Platform.running();
    private final Person dora = Person.register(platform, "Dora");

    @Test
    void modelsCompletionsStreamsToolsAndErrorsAreWhatTheClientExpects() throws IOException, InterruptedException {
        String agent = dora.createAgent(platform, Platform.OFFLINE_MODEL);

        JsonNode seen = runScript(agent);

        assertThat(seen.path("models")).isNotEmpty();
        assertThat(seen.path("answer").asText()).isEqualTo("Hello! How can I help?");
        assertThat(seen.path("total").asInt()).isPositive();
        assertThat(seen.path("text").asText()).contains("offline model");
        assertThat(seen.path("finishReason").asText()).isEqualTo("stop");
        assertThat(seen.at("/usage/total_tokens").asInt()).isPositive();
        assertThat(seen.path("withFile").asText()).contains("notes.txt, 2 words", "seven cranes");
        assertThat(seen.at("/image/param").asText()).isEqualTo("messages[0].content[0].image_url.url");
        assertThat(seen.path("toolCall").asText()).isEqualTo("weather");
        assertThat(seen.path("toolFinish").asText()).isEqualTo("tool_calls");
        assertThat(seen.at("/unauthenticated/name").asText()).isEqualTo("AuthenticationError");
        assertThat(seen.at("/unknownModel/name").asText()).isEqualTo("NotFoundError");
        assertThat(seen.at("/unknownModel/param").asText()).isEqualTo("model");
        assertThat(seen.at("/unknownSession/name").asText()).isEqualTo("NotFoundError");
        responsesAreWhatTheClientExpects(seen.path("responses"));
        assertThat(storedMessages(seen.path("session").asText())).isEqualTo(4);
        assertThat(seen.path("sessions")).as("five turns are one session").hasSize(1);
        assertThat(storedMessages(seen.at("/sessions/0").asText())).isEqualTo(10);
        embeddingsAreWhatTheClientExpects(seen.path("embeddings"));
    }

    private static void embeddingsAreWhatTheClientExpects(JsonNode seen) {
        assertThat(seen.path("vectors").toString()).isEqualTo("[256,256]");
        assertThat(seen.path("same").asBoolean()).isTrue();
        assertThat(seen.path("usage").asInt()).isPositive();
        assertThat(seen.path("tokens").toString()).isEqualTo("[64,64]");
        assertThat(seen.at("/empty/name").asText()).isEqualTo("BadRequestError");
        assertThat(seen.at("/empty/param").asText()).isEqualTo("input");
        assertThat(seen.at("/unknown/name").asText()).isEqualTo("NotFoundError");
    }

    private static void responsesAreWhatTheClientExpects(JsonNode seen) {
        assertThat(seen.path("text").asText()).isEqualTo("Hello! How can I help?");
        assertThat(seen.at("/metadata/topic").asText()).isEqualTo("greeting");
        assertThat(seen.path("spoken").asText())
                .contains("offline model")
                .isEqualTo(seen.path("retrieved").asText());
        assertThat(seen.path("events").toString())
                .startsWith("[\"response.created\"")
                .contains("response.output_item.added", "response.output_text.delta", "response.completed");
        assertThat(seen.path("sameSession").asBoolean()).isTrue();
        assertThat(seen.path("functionCall").asText()).isEqualTo("weather");
        assertThat(seen.path("afterFunction").asText()).isEqualTo("message");
        assertThat(seen.at("/unstored/name").asText()).isEqualTo("NotFoundError");
        assertThat(seen.at("/gone/name").asText()).isEqualTo("NotFoundError");
        assertThat(seen.at("/unknownPrevious/code").asText()).isEqualTo("previous_response_not_found");
    }

    private int storedMessages(String session) {
        return dora.client()
                .get(platform.chat("/api/v1/sessions/" + session + "/messages"))
                .expect(200)
                .json()
                .path("data")
                .size();
    }

    private JsonNode runScript(String agent) throws IOException, InterruptedException {
        String output = NodeProject.installed("javascript")
                .run(
                        Map.of(
                                "LOPEZ_BASE_URL", platform.chat("/v1"),
                                "LOPEZ_API_KEY", ApiKeys.forChat(platform, dora),
                                "LOPEZ_AGENT", agent),
                        List.of("node", "openai-sdk.mjs"));
        return new ObjectMapper().readTree(output);
    }
}
