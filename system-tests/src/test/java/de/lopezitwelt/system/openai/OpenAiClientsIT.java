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

/**
 * Clients that build on OpenAI's API, unmodified: {@code ai}, {@code @langchain/openai}, {@code @openai/agents}, {@code
 * llamaindex}, Azure's.
 */
class OpenAiClientsIT {
    private static final String GREETING = "Hello! How can I help?";

    private final Platform platform = Platform.running();
    private final Person dora = Person.register(platform, "Dora");

    @Test
    void eachGetsWhatItExpects() throws IOException, InterruptedException {
        JsonNode seen = runScript(dora.createAgent(platform, Platform.OFFLINE_MODEL));

        vercelsClientNamesWhatWasSaid(seen.path("vercel"));
        langChainSpeaksBothProtocols(seen.path("langChain"));
        agentsKeepTheirConversation(seen.path("agents"));
        assertThat(seen.at("/azure/answer").asText()).isEqualTo(GREETING);
        assertThat(seen.at("/azure/vectors").asInt()).isEqualTo(3);
        llamaIndexFindsWhatItIndexed(seen.path("llamaIndex"));
        responsesAreToldAgain(seen.path("plain"));
    }

    private static void vercelsClientNamesWhatWasSaid(JsonNode seen) {
        assertThat(seen.path("references").toString())
                .as("what was said goes back as references")
                .isEqualTo("[0,1,2]");
        assertThat(seen.at("/answers/0").asText()).isEqualTo(GREETING);
        assertThat(seen.at("/answers/1").asText()).contains("offline model");
        assertThat(seen.at("/answers/2").asText()).isNotEmpty();
        assertThat(seen.path("text").asText()).contains("offline model");
        assertThat(seen.path("chat").asText()).isEqualTo(GREETING);
        assertThat(seen.path("usage").asInt()).isPositive();
        assertThat(seen.path("toolResult").asText()).isEqualTo("sunny");
    }

    private static void langChainSpeaksBothProtocols(JsonNode seen) {
        assertThat(seen.path("answer").asText()).isEqualTo(GREETING);
        assertThat(seen.path("streamed").asText()).contains("offline model");
        assertThat(seen.path("toolCall").asText()).isEqualTo("weather");
        assertThat(seen.path("usage").asInt()).isPositive();
        assertThat(seen.at("/responses/0").asText()).isEqualTo(GREETING);
        assertThat(seen.at("/responses/1").asText()).contains("offline model");
        assertThat(seen.path("closest").asInt()).isEqualTo(1);
    }

    private static void llamaIndexFindsWhatItIndexed(JsonNode seen) {
        assertThat(seen.path("found").asText()).isEqualTo("The invoice is due in March.");
        assertThat(seen.path("answer").asText()).isEqualTo(GREETING);
        assertThat(seen.path("streamed").asText()).contains("offline model");
        assertThat(seen.path("asked").asText()).isNotEmpty();
    }

    private static void agentsKeepTheirConversation(JsonNode seen) {
        assertThat(seen.at("/answers/0").asText()).isEqualTo(GREETING);
        assertThat(seen.at("/answers/1").asText()).contains("offline model");
        assertThat(seen.path("items").toString()).isEqualTo("[\"user\",\"assistant\",\"user\",\"assistant\"]");
        assertThat(seen.path("text").asText()).isEqualTo(GREETING);
        assertThat(seen.at("/session/0").asText()).contains("offline model");
        assertThat(seen.at("/session/1").asInt()).isEqualTo(4);
        assertThat(seen.path("topic").asText()).isEqualTo("travel");
        assertThat(seen.path("deleted").asBoolean()).isTrue();
    }

    private static void responsesAreToldAgain(JsonNode seen) {
        assertThat(seen.path("same").asBoolean()).isTrue();
        assertThat(seen.path("late").toString()).isEqualTo("[\"response.completed\"]");
        assertThat(seen.path("inputs").toString()).isEqualTo("[\"Who are you?\"]");
        assertThat(seen.path("tokens").asInt()).isPositive();
        assertThat(seen.path("left").asInt()).isPositive();
    }

    private JsonNode runScript(String agent) throws IOException, InterruptedException {
        String output = NodeProject.installed("javascript")
                .run(
                        Map.of(
                                "LOPEZ_BASE_URL", platform.chat("/v1"),
                                "LOPEZ_API_KEY", ApiKeys.forChat(platform, dora),
                                "LOPEZ_AGENT", agent),
                        List.of("node", "clients.mjs"));
        return new ObjectMapper().readTree(output);
    }
}
