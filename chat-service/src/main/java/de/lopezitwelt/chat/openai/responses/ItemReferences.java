package de.lopezitwelt.chat.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.openai.OpenAiProblem;
import de.lopezitwelt.chat.openai.responses.write.ResponseId;
import de.lopezitwelt.chat.openai.responses.write.ResponseIds;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts items of stored responses in place of references to them. Clients that name what was said before, instead of sending it
 * again, need not keep it; Vercel's {@code ai} does so unless told otherwise.
 */
@ApplicationScoped
class ItemReferences {
    /** Responses that are read at a time for one request. */
    private static final int AT_ONCE = 8;

    private static final String INPUT = "input";

    private final StoredResponses responses;

    ItemReferences(StoredResponses responses) {
        this.responses = responses;
    }

    /** The body without references. Fails with 404 for an item that is no part of a stored response of the caller's. */
    Uni<@Nullable JsonNode> resolved(Caller caller, @Nullable JsonNode body) {
        if (!(body instanceof ObjectNode request) || !(request.path(INPUT) instanceof ArrayNode items)) {
            return Uni.createFrom().item(body);
        }
        Map<Integer, String> references = new TreeMap<>();
        for (int i = 0; i < items.size(); i++) {
            if (isReference(items.get(i))) {
                references.put(i, items.get(i).path("id").asText());
            }
        }
        return references.isEmpty()
                ? Uni.createFrom().item(body)
                : outputs(caller, references).map(found -> with(request, items, references, found));
    }

    /** OpenAI lets clients leave the type out. */
    private static boolean isReference(JsonNode item) {
        return item.path("type").asText().equals("item_reference")
                || item.isObject() && item.size() == 1 && item.path("id").isTextual();
    }

    /** Output of the responses that the references name, by their ids. */
    private Uni<Map<String, JsonNode>> outputs(Caller caller, Map<Integer, String> references) {
        Set<String> replies = new TreeSet<>();
        references.forEach((index, id) -> {
            String reply = ResponseIds.sourceOf(id);
            if (reply == null) {
                throw notFound(index, id);
            }
            replies.add(reply);
        });
        Map<String, JsonNode> outputs = new HashMap<>();
        return Multi.createFrom()
                .iterable(replies)
                .onItem()
                .transformToUni(reply -> responses
                        .get(caller, new ResponseId(new Id(reply)))
                        .invoke(response -> outputs.put(reply, response.path("output")))
                        .onFailure(ProblemException.class)
                        .recoverWithNull())
                .merge(AT_ONCE)
                .collect()
                .last()
                .replaceWith(outputs);
    }

    private static JsonNode with(
            ObjectNode request, ArrayNode items, Map<Integer, String> references, Map<String, JsonNode> outputs) {
        ArrayNode resolved = request.arrayNode();
        for (int i = 0; i < items.size(); i++) {
            String id = references.get(i);
            JsonNode item = id == null ? items.get(i) : find(i, id, outputs);
            if (item != null) {
                resolved.add(item);
            }
        }
        ObjectNode whole = request.objectNode();
        whole.setAll(request);
        whole.set(INPUT, resolved);
        return whole;
    }

    /** Null for a thought of which nothing was kept. */
    private static @Nullable JsonNode find(int index, String id, Map<String, JsonNode> outputs) {
        JsonNode output = outputs.get(String.valueOf(ResponseIds.sourceOf(id)));
        if (output == null) {
            throw notFound(index, id);
        }
        for (JsonNode item : output) {
            if (item.path("id").asText().equals(id)) {
                return item;
            }
        }
        if (ResponseIds.isReasoning(id)) {
            return null;
        }
        throw notFound(index, id);
    }

    private static ProblemException notFound(int index, String id) {
        return new ProblemException(
                        OpenAiProblem.ITEM_NOT_FOUND,
                        "Item with id '" + id + "' not found. Items are not kept when store is false.")
                .withViolation(INPUT + "[" + index + "].id", "is not an item of a response of yours");
    }
}
