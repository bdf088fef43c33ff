package de.lopezitwelt.system.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.ApiOperation;
import de.lopezitwelt.system.support.ServerSentEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a service's OpenAPI document promises of its answers. Read strictly: an object has no member that is not declared
 * unless the schema says so, and a time has six digits of the second.
 */
final class ApiContract {
    private static final String TIME = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}Z$";
    private static final String EVENTS = "text/event-stream";
    private static final String LINES = "application/x-ndjson";

    private final JsonNode document;
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    ApiContract(JsonNode document) {
        this.document = closed(document.deepCopy());
    }

    /** Why an answer is not as its operation documents it; empty when it is. */
    List<String> violations(ApiOperation operation, Answer answer) {
        JsonNode response = documented(operation, answer.status());
        if (response == null) {
            return List.of("the status is not documented");
        }
        JsonNode content = response.path("content");
        if (content.isEmpty()) {
            return answer.body().isEmpty() ? List.of() : List.of("a body is not documented");
        }
        String type = answer.headers()
                .firstValue("Content-Type")
                .orElse("none")
                .split(";")[0]
                .strip();
        JsonNode media = content.has(type) ? content.path(type) : content.path("*/*");
        if (media.isMissingNode()) {
            return List.of("the type " + type + " is not documented");
        }
        if (type.equals(EVENTS)) {
            return eventViolations(media, answer.body());
        }
        if (type.equals(LINES)) {
            return answer.body()
                    .lines()
                    .flatMap(line -> violations(media.path("schema"), line).stream())
                    .toList();
        }
        return type.endsWith("json") ? violations(media.path("schema"), answer.body()) : List.of();
    }

    /** An error that is not documented by itself is what {@code default} says. */
    private @Nullable JsonNode documented(ApiOperation operation, int status) {
        JsonNode responses = operation.declaration().path("responses");
        JsonNode response = responses.path(Integer.toString(status));
        if (response.isMissingNode() && status >= 400) {
            response = responses.path("default");
        }
        if (response.has("$ref")) {
            return document.at(response.path("$ref").asText().substring(1));
        }
        return response.isMissingNode() ? null : response;
    }

    private List<String> eventViolations(JsonNode media, String body) {
        List<String> violations = new ArrayList<>();
        for (ServerSentEvent event : ServerSentEvent.all(body)) {
            if (!event.data().equals("[DONE]")) {
                ObjectNode whole = JsonNodeFactory.instance.objectNode().put("event", event.name());
                whole.set("data", event.json());
                violations(media.path("x-item-schema"), whole.toString())
                        .forEach(violation -> violations.add("event " + event.name() + ": " + violation));
            }
        }
        return violations;
    }

    private List<String> violations(JsonNode schema, String json) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.path("components"));
        return schemas.getSchema(whole.toString(), InputFormat.JSON).validate(json, InputFormat.JSON).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    private static JsonNode closed(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.path("properties").isObject() && !object.has("additionalProperties")) {
                object.put("additionalProperties", false);
            }
            if (object.path("format").asText().equals("date-time")) {
                object.put("pattern", TIME);
            }
        }
        node.forEach(ApiContract::closed);
        return node;
    }
}
