package de.lopezitwelt.system.llama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import de.lopezitwelt.system.support.ServerSentEvent;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.TestInfo;

/** Somebody who asks agents, through the native API and through {@code /v1}. */
record Asker(Platform platform, Person person) {
    private static final Pattern REPETITION = Pattern.compile("^\\[\\d+]");

    static Asker of(Platform platform, String name) {
        return new Asker(platform, Person.register(platform, name));
    }

    /** Words of a test's own, the same in every run: so is the nonsense that answers them. */
    static String mark(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        Matcher repetition = REPETITION.matcher(test.getDisplayName());
        return repetition.find() ? name + repetition.group() : name + "[0]";
    }

    Client client() {
        return person.client();
    }

    /** Makes an assistant without tools of its own, which nonsense could call. */
    String agent(String model) {
        return agent("assistant", model, "{\"system_prompt\":\"Be brief.\",\"tools\":[]}");
    }

    /** @param config JSON */
    String agent(String type, String model, String config) {
        return client().post(platform.agent("/api/v1/agents"), """
                        {"name":"agent %s","type":"%s","model":"%s","config":%s}""".formatted(UUID.randomUUID(), type, model, config))
                .expect(201)
                .text("id");
    }

    String session(String agent) {
        return person.startSession(platform, agent);
    }

    /** Says it in a session and hears the whole reply. */
    List<ServerSentEvent> say(String session, String content) {
        return client().stream(platform.chat("/api/v1/sessions/" + session + "/messages"), message(content));
    }

    static String message(String content) {
        return JsonNodeFactory.instance.objectNode().put("content", content).toString();
    }

    /** What is stored of the newest message. */
    String newest(String session) {
        JsonNode messages = client().get(platform.chat("/api/v1/sessions/" + session + "/messages"))
                .expect(200)
                .json()
                .path("data");
        return messages.path(0).path("content").asText();
    }

    static ObjectNode request(String agent, String question) {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("model", agent);
        request.putArray("messages").addObject().put("role", "user").put("content", question);
        return request;
    }

    JsonNode complete(ObjectNode request) {
        return attempt(request).expect(200).json();
    }

    Answer attempt(ObjectNode request) {
        return client().post(platform.chat("/v1/chat/completions"), request.toString());
    }

    /** The chunks of the same answer as a stream, with its usage. */
    List<JsonNode> stream(ObjectNode request) {
        ObjectNode streaming = request.deepCopy().put("stream", true);
        streaming.putObject("stream_options").put("include_usage", true);
        return client().stream(platform.chat("/v1/chat/completions"), streaming.toString()).stream()
                .filter(event -> !event.data().equals("[DONE]"))
                .map(ServerSentEvent::json)
                .toList();
    }

    /** @param field a JSON pointer below {@code delta} */
    static String joined(List<JsonNode> chunks, String field) {
        return chunks.stream()
                .map(chunk -> chunk.at("/choices/0/delta" + field).asText(""))
                .collect(Collectors.joining());
    }

    static String finishReason(List<JsonNode> chunks) {
        return chunks.stream()
                .map(chunk -> chunk.at("/choices/0/finish_reason"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst()
                .orElse("none");
    }
}
