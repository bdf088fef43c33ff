package de.lopezitwelt.system.anthropic;

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

/** The official {@code @anthropic-ai/sdk} for Node, unmodified. */
class AnthropicNodeIT {
    private static final String GREETING = "Hello! How can I help?";

    private final Platform platform = Platform.running();
    private final Person dora = Person.register(platform, "Dora");

    @Test
    void messagesStreamsToolsAndErrorsAreWhatTheClientExpects() throws IOException, InterruptedException {
        JsonNode seen = runScript(dora.createAgent(platform, Platform.OFFLINE_MODEL));

        assertThat(seen.path("models"))
                .isNotEmpty()
                .allMatch(type -> type.asText().equals("model"));
        assertThat(seen.path("found").asText()).startsWith("agent ");
        assertThat(seen.path("requestId").asText()).isNotEmpty();
        assertThat(seen.at("/whole/role").asText()).isEqualTo("assistant");
        assertThat(seen.at("/whole/text").asText()).isEqualTo(GREETING);
        assertThat(seen.at("/whole/reason").asText()).isEqualTo("end_turn");
        assertThat(seen.at("/whole/usage/input_tokens").asInt()).isPositive();
        streamsAreAddedUp(seen.path("stream"));
        for (JsonNode round : seen.path("tools")) {
            assertThat(round.path("reason").asText()).isEqualTo("tool_use");
            assertThat(round.path("name").asText()).isEqualTo("weather");
            assertThat(round.path("input").isObject()).isTrue();
            assertThat(round.path("answer").asText()).contains("sunny");
        }
        assertThat(seen.path("tools")).hasSize(2);
        assertThat(seen.path("runner").asText()).isEqualTo(GREETING);
        assertThat(seen.path("thinking").asText()).contains("offline model");
        assertThat(seen.path("withFile").asText()).contains("notes.txt, 2 words", "seven cranes");
        String stopped = "[\"Hello! How can I \",\"stop_sequence\",\"help\"]";
        String unstopped = "[\"" + GREETING + "\",\"end_turn\",null]";
        assertThat(seen.path("stopped").toString())
                .isEqualTo("[" + String.join(",", stopped, stopped, unstopped, unstopped) + "]");
        assertThat(seen.path("counted").asInt()).isPositive();
        assertThat(seen.path("bearer").asText()).isEqualTo(GREETING);
        assertThat(seen.path("both").asText()).isEqualTo(GREETING);
        errorsHaveTheirTypes(seen);
        // a later call sends this conversation again, and goes on in its session
        assertThat(storedMessages(seen.path("session").asText())).isEqualTo(4);
    }

    private static void streamsAreAddedUp(JsonNode seen) {
        assertThat(seen.path("text").asText())
                .contains("offline model")
                .isEqualTo(seen.path("final").asText());
        assertThat(seen.path("reason").asText()).isEqualTo("end_turn");
        assertThat(seen.at("/usage/output_tokens").asInt()).isPositive();
        assertThat(seen.path("events").toString())
                .isEqualTo("[\"message_start\",\"content_block_start\",\"content_block_delta\",\"content_block_stop\","
                        + "\"message_delta\",\"message_stop\"]");
    }

    private static void errorsHaveTheirTypes(JsonNode seen) {
        assertThat(seen.at("/aborted/name").asText()).isEqualTo("APIUserAbortError");
        for (String stranger : List.of("unauthenticated", "refusedStranger")) {
            expect(seen.path(stranger), "AuthenticationError", "authentication_error");
        }
        for (String unknown : List.of("unknownModel", "unknownModelStreamed")) {
            expect(seen.path(unknown), "NotFoundError", "not_found_error");
        }
        for (String invalid : List.of("invalid", "picture")) {
            expect(seen.path(invalid), "BadRequestError", "invalid_request_error");
        }
    }

    private static void expect(JsonNode failure, String name, String type) {
        assertThat(failure.path("name").asText()).as("%s", failure).isEqualTo(name);
        assertThat(failure.path("type").asText()).isEqualTo(type);
        assertThat(failure.path("requestId").asText()).isNotEmpty();
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
                                "LOPEZ_CHAT", platform.chat(""),
                                "LOPEZ_API_KEY", ApiKeys.forChat(platform, dora),
                                "LOPEZ_AGENT", agent),
                        List.of("node", "anthropic-sdk.mjs"));
        return new ObjectMapper().readTree(output);
    }
}
