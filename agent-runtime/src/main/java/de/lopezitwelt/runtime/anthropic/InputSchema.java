package de.lopezitwelt.runtime.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The schema of a tool's arguments in the form that Anthropic takes: at its root an object, and neither a reference nor
 * {@code allOf}, {@code anyOf} or {@code oneOf}. Below the root these stay as they are, with the definitions they name.
 */
final class InputSchema {

    private static final List<String> COMBINING = List.of("allOf", "anyOf", "oneOf");
    private static final int MOST_LEVELS = 8;

    private final JsonNode whole;

    private InputSchema(JsonNode whole) {
        this.whole = whole;
    }

    /** @param parameters null for a tool without arguments */
    static ObjectNode of(@Nullable JsonNode parameters) {
        ObjectNode empty = JsonNodeFactory.instance.objectNode();
        if (!(parameters instanceof ObjectNode given)) {
            return typed(empty);
        }
        return typed(new InputSchema(given).root(given, 0));
    }

    private static ObjectNode typed(ObjectNode schema) {
        ObjectNode typed = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode rest = schema.without("type");
        typed.setAll(rest);
        return typed;
    }

    private ObjectNode root(ObjectNode schema, int level) {
        ObjectNode root = schema.deepCopy();
        JsonNode named = root.remove("$ref");
        List<ObjectNode> all = new ArrayList<>();
        if (named != null && level < MOST_LEVELS && target(named.asText()) instanceof ObjectNode target) {
            all.add(root(target, level + 1));
        }
        for (String combining : COMBINING) {
            List<ObjectNode> branches = branches(root.remove(combining), level);
            if (combining.equals("allOf")) {
                all.addAll(branches);
            } else if (!branches.isEmpty()) {
                all.add(anyOf(branches));
            }
        }
        all.forEach(part -> merge(root, part));
        return root;
    }

    private List<ObjectNode> branches(@Nullable JsonNode combined, int level) {
        List<ObjectNode> branches = new ArrayList<>();
        if (combined != null && level < MOST_LEVELS) {
            for (JsonNode branch : combined) {
                if (branch instanceof ObjectNode object) {
                    branches.add(root(object, level + 1));
                }
            }
        }
        return branches;
    }

    /** A local reference; null for any other. */
    private @Nullable JsonNode target(String reference) {
        try {
            return reference.startsWith("#/") ? whole.at(reference.substring(1)) : null;
        } catch (IllegalArgumentException noPointer) {
            return null;
        }
    }

    /** What one of several schemas allows: the properties of all, of which those that each of them requires are required. */
    private static ObjectNode anyOf(List<ObjectNode> branches) {
        Set<String> required = required(branches.getFirst());
        branches.forEach(branch -> required.retainAll(required(branch)));
        ObjectNode any = JsonNodeFactory.instance.objectNode();
        branches.forEach(branch -> merge(any, branch.without(List.of("required", "additionalProperties"))));
        if (!required.isEmpty()) {
            ArrayNode names = any.putArray("required");
            required.forEach(names::add);
        }
        return any;
    }

    private static void merge(ObjectNode into, ObjectNode from) {
        for (var field : from.properties()) {
            JsonNode known = into.get(field.getKey());
            if (known == null) {
                into.set(field.getKey(), field.getValue());
            } else if (field.getKey().equals("required")) {
                Set<String> both = required(into);
                both.addAll(required(from));
                ArrayNode names = into.putArray("required");
                both.forEach(names::add);
            } else if (known instanceof ObjectNode some && field.getValue() instanceof ObjectNode more) {
                more.properties().forEach(entry -> some.putIfAbsent(entry.getKey(), entry.getValue()));
            }
        }
    }

    private static Set<String> required(ObjectNode schema) {
        Set<String> names = new LinkedHashSet<>();
        schema.path("required").forEach(name -> names.add(name.asText()));
        return names;
    }
}
