package de.lopezitwelt.system.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import de.lopezitwelt.system.support.RawProvider;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Loops of three rounds of calls with strict providers: in the turn, in the next one, and when chat-service was started again in
 * between; with tools of the agent, and with tools of a client of chat completions and of responses.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class StrictSchoolsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COMPLETION_TOOLS =
            "[{\"type\":\"function\",\"function\":{\"name\":\"lookup\",\"parameters\":{\"type\":\"object\"}}}]";
    private static final String RESPONSE_TOOLS =
            "[{\"type\":\"function\",\"name\":\"lookup\",\"parameters\":{\"type\":\"object\"}}]";

    private final Platform platform = Platform.running();
    private final RawProvider provider = new RawProvider();
    private final Person paula = Person.register(platform, "Paula");
    private final Map<StrictSchool, Talk> talks = new EnumMap<>(StrictSchool.class);

    /** What goes on after the restart. */
    private final class Talk {
        final String agent;
        final String session;
        final ArrayNode messages = JSON.createArrayNode();
        JsonNode pendingCompletion = JSON.createObjectNode();
        JsonNode pendingResponse = JSON.createObjectNode();

        Talk(StrictSchool school) {
            agent = paula.createAgent(platform, school.model());
            session = paula.startSession(platform, agent);
        }

        JsonNode ask(String words) {
            return paula.client()
                    .post(platform.chat("/api/v1/sessions/" + session + "/messages"), "{\"content\":\"" + words + "\"}")
                    .expect(200)
                    .json();
        }

        JsonNode complete(ArrayNode said, ObjectNode more) {
            ObjectNode request = more.put("model", agent);
            request.set("messages", said);
            request.set("tools", read(COMPLETION_TOOLS));
            return paula.client()
                    .post(platform.chat("/v1/chat/completions"), request.toString())
                    .expect(200)
                    .json();
        }

        /** A whole turn of a client that keeps the conversation itself and sends messages back as they came. */
        String turn(String words) {
            messages.addObject().put("role", "user").put("content", words);
            for (int round = 0; round < 3; round++) {
                JsonNode message = complete(messages, JSON.createObjectNode()).at("/choices/0/message");
                assertThat(message.path("tool_calls")).as("%s", message).hasSize(1);
                messages.add(message);
                messages.add(result(message));
            }
            JsonNode last = complete(messages, JSON.createObjectNode()).at("/choices/0/message");
            messages.add(last);
            return last.path("content").asText();
        }

        /** The next answer of a conversation that chat keeps: the results alone are sent. */
        JsonNode goOn(JsonNode completion) {
            ArrayNode results = JSON.createArrayNode().add(result(completion.at("/choices/0/message")));
            ObjectNode more = JSON.createObjectNode();
            more.putObject("metadata")
                    .put("session_id", completion.path("session_id").asText());
            return complete(results, more);
        }

        JsonNode respond(JsonNode input, String previous) {
            ObjectNode request = JSON.createObjectNode().put("model", agent);
            request.set("input", input);
            request.set("tools", read(RESPONSE_TOOLS));
            if (!previous.isEmpty()) {
                request.put("previous_response_id", previous);
            }
            return paula.client()
                    .post(platform.chat("/v1/responses"), request.toString())
                    .expect(200)
                    .json();
        }

        JsonNode respondTo(JsonNode response) {
            ArrayNode outputs = JSON.createArrayNode();
            outputs.addObject()
                    .put("type", "function_call_output")
                    .put(
                            "call_id",
                            item(response, "function_call").path("call_id").asText())
                    .put("output", "2");
            return respond(outputs, response.path("id").asText());
        }
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ObjectNode result(JsonNode message) {
        return JSON.createObjectNode()
                .put("role", "tool")
                .put("tool_call_id", message.at("/tool_calls/0/id").asText())
                .put("content", "2");
    }

    private static JsonNode item(JsonNode response, String type) {
        for (JsonNode item : response.path("output")) {
            if (item.path("type").asText().equals(type)) {
                return item;
            }
        }
        throw new AssertionError("no " + type + " in " + response);
    }

    private static String text(JsonNode response) {
        return item(response, "message").at("/content/0/text").asText();
    }

    @AfterAll
    void stop() {
        provider.close();
    }

    @Order(1)
    @ParameterizedTest
    @EnumSource(StrictSchool.class)
    void threeRoundsSucceedAndSoDoTheNextOnes(StrictSchool school) {
        provider.answers(school::answer);
        Talk talk = new Talk(school);
        talks.put(school, talk);

        JsonNode reply = talk.ask("Count");

        assertThat(reply.at("/message/content").asText()).startsWith("done");
        assertThat(reply.at("/message/metadata/tool_steps")).hasSize(3);
        assertThat(talk.ask("And again").at("/message/metadata/tool_steps")).hasSize(3);

        assertThat(talk.turn("Count")).isEqualTo("done 3");
        assertThat(talk.turn("And again")).isEqualTo("done 6");

        ArrayNode question = JSON.createArrayNode();
        question.addObject().put("role", "user").put("content", "Count");
        JsonNode kept = talk.complete(question, JSON.createObjectNode());
        talk.pendingCompletion = talk.goOn(talk.goOn(kept));
        assertThat(talk.pendingCompletion.at("/choices/0/message/tool_calls")).hasSize(1);

        JsonNode response = talk.respond(JSON.getNodeFactory().textNode("Count"), "");
        talk.pendingResponse = talk.respondTo(talk.respondTo(response));
        item(talk.pendingResponse, "function_call");
    }

    @Test
    @Order(2)
    void chatIsStartedAnew() throws Exception {
        platform.local().killService(PlatformService.CHAT);
        platform.local().startService(PlatformService.CHAT);

        assertThat(talks).hasSize(StrictSchool.values().length);
    }

    @Order(3)
    @ParameterizedTest
    @EnumSource(StrictSchool.class)
    void callsFromBeforeTheRestartGoBackWhole(StrictSchool school) {
        provider.answers(school::answer);
        Talk talk = Objects.requireNonNull(talks.get(school));

        assertThat(talk.ask("Once more").at("/message/metadata/tool_steps")).hasSize(3);

        assertThat(talk.turn("Once more")).isEqualTo("done 9");

        JsonNode completed = talk.goOn(talk.pendingCompletion);
        assertThat(completed.at("/choices/0/message/content").asText()).isEqualTo("done 3");

        JsonNode responded = talk.respondTo(talk.pendingResponse);
        assertThat(text(responded)).isEqualTo("done 3");
        JsonNode next = talk.respond(
                JSON.getNodeFactory().textNode("And again"),
                responded.path("id").asText());
        next = talk.respondTo(talk.respondTo(talk.respondTo(next)));
        assertThat(text(next)).startsWith("done");
    }
}
