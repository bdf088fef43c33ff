package de.lopezitwelt.runtime.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Finds what makes an analyzer's schema useless: it is none, refers to nothing or to itself without end, has patterns that
 * cannot be read, or no finite answer fits it. Better said when the agent is made than after two paid calls of a model.
 */
final class OutputSchema {

    private static final int MOST_PROBLEMS = 8;
    private static final int DEEPEST = 200;
    private static final List<String> SINGLE = List.of(
            "not",
            "if",
            "then",
            "else",
            "items",
            "contains",
            "additionalProperties",
            "propertyNames",
            "unevaluatedItems",
            "unevaluatedProperties");
    private static final List<String> LISTS = List.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final List<String> MAPS =
            List.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");
    private static final Map<String, String> BOUNDS = Map.of(
            "minimum", "maximum",
            "minLength", "maxLength",
            "minItems", "maxItems",
            "minProperties", "maxProperties");

    private static final Schema META = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    private final JsonNode root;
    private final List<ConfigViolation> problems = new ArrayList<>();

    private OutputSchema(JsonNode root) {
        this.root = root;
    }

    /** Everything that makes the schema useless; empty when an answer can fit it. */
    static List<ConfigViolation> problems(JsonNode schema) {
        OutputSchema judged = new OutputSchema(schema);
        judged.judge();
        return List.copyOf(judged.problems.subList(0, Math.min(MOST_PROBLEMS, judged.problems.size())));
    }

    private void judge() {
        for (var error : META.validate(root.toString(), InputFormat.JSON)) {
            problem(error.getInstanceLocation().toString(), "is not valid in JSON Schema: " + error.getMessage());
        }
        if (problems.isEmpty()) {
            walk(root, "", 0);
        }
        if (problems.isEmpty() && !fits(root, List.of())) {
            problem("", "no answer can ever fit it");
        }
    }

    private void problem(String pointer, String reason) {
        String path = pointer.replace("/", ".").replaceFirst("^(?=[^.])", ".");
        problems.add(new ConfigViolation("config.output_schema" + path, reason));
    }

    private void walk(JsonNode schema, String path, int depth) {
        if (!schema.isObject()) {
            return;
        }
        if (depth > DEEPEST) {
            problem("", "is nested too deeply");
            return;
        }
        for (String keyword : List.of("$ref", "$dynamicRef")) {
            if (schema.path(keyword).isTextual() && target(schema.path(keyword).asText()) == null) {
                problem(path + "/" + keyword, "refers to nothing in this schema; other documents are not fetched");
            }
        }
        pattern(schema.path("pattern").asText(""), path + "/pattern");
        schema.path("patternProperties")
                .fieldNames()
                .forEachRemaining(name -> pattern(name, path + "/patternProperties"));
        SINGLE.forEach(keyword -> walk(schema.path(keyword), path + "/" + keyword, depth + 1));
        for (String keyword : LISTS) {
            for (int i = 0; i < schema.path(keyword).size(); i++) {
                walk(schema.get(keyword).get(i), path + "/" + keyword + "/" + i, depth + 1);
            }
        }
        for (String keyword : MAPS) {
            schema.path(keyword)
                    .forEachEntry((name, below) -> walk(below, path + "/" + keyword + "/" + name, depth + 1));
        }
    }

    private void pattern(String pattern, String path) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException | StackOverflowError unusable) {
            problem(path, "is a pattern that cannot be read");
        }
    }

    /** What a reference leads to; null for nothing. Anchors are looked for where they are named. */
    private @Nullable JsonNode target(String reference) {
        if (reference.equals("#") || reference.equals(root.path("$id").asText("#"))) {
            return root;
        }
        if (reference.startsWith("#/")) {
            JsonNode found = root.at(decoded(reference.substring(1)));
            return found.isMissingNode() ? null : found;
        }
        for (String keyword : List.of("$anchor", "$dynamicAnchor")) {
            for (JsonNode holder : root.findParents(keyword)) {
                if (reference.equals("#" + holder.get(keyword).asText())) {
                    return holder;
                }
            }
        }
        for (JsonNode holder : root.findParents("$id")) {
            if (reference.equals(holder.get("$id").asText())) {
                return holder;
            }
        }
        return null;
    }

    private static String decoded(String pointer) {
        try {
            return URLDecoder.decode(pointer.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noEscape) {
            return pointer;
        }
    }

    /**
     * Whether a finite value may fit. It may be mistaken for the better only: what is not understood fits.
     *
     * @param underWay the schemas that wait for this one: a value that needs itself is never finished
     */
    private boolean fits(JsonNode schema, List<JsonNode> underWay) {
        if (schema.isBoolean()) {
            return schema.booleanValue();
        }
        if (!schema.isObject()) {
            return true;
        }
        if (underWay.size() > DEEPEST || underWay.stream().anyMatch(above -> above == schema)) {
            return false;
        }
        List<JsonNode> below = new ArrayList<>(underWay);
        below.add(schema);
        if (contradicts(schema)) {
            return false;
        }
        JsonNode target = schema.has("$ref") ? target(schema.get("$ref").asText()) : null;
        if (target != null && !fits(target, below)) {
            return false;
        }
        for (JsonNode all : schema.path("allOf")) {
            if (!fits(all, below)) {
                return false;
            }
        }
        return some(schema.path("anyOf"), below) && some(schema.path("oneOf"), below) && partsFit(schema, below);
    }

    private boolean some(JsonNode alternatives, List<JsonNode> below) {
        for (JsonNode alternative : alternatives) {
            if (fits(alternative, below)) {
                return true;
            }
        }
        return alternatives.isEmpty();
    }

    /** What an object or an array cannot do without. */
    private boolean partsFit(JsonNode schema, List<JsonNode> below) {
        String type = schema.path("type").asText("");
        if (type.equals("object")) {
            JsonNode properties = schema.path("properties");
            for (JsonNode name : schema.path("required")) {
                JsonNode part = properties.path(name.asText());
                boolean closed = schema.path("additionalProperties").isBoolean()
                        && !schema.get("additionalProperties").booleanValue()
                        && !schema.has("patternProperties");
                if (part.isMissingNode() ? closed : !fits(part, below)) {
                    return false;
                }
            }
        }
        if (type.equals("array") && schema.path("minItems").asLong(0) > 0) {
            JsonNode first = schema.path("prefixItems").has(0)
                    ? schema.get("prefixItems").get(0)
                    : schema.path("items");
            return fits(first, below);
        }
        return true;
    }

    private static boolean contradicts(JsonNode schema) {
        for (Map.Entry<String, String> bound : BOUNDS.entrySet()) {
            JsonNode least = schema.path(bound.getKey());
            JsonNode most = schema.path(bound.getValue());
            if (least.isNumber() && most.isNumber() && least.decimalValue().compareTo(most.decimalValue()) > 0) {
                return meant(schema, bound.getKey());
            }
        }
        JsonNode choices = schema.path("enum");
        if (choices.isArray()) {
            boolean any = false;
            for (JsonNode choice : choices) {
                any |= isOf(choice, schema.path("type"))
                        && (!schema.has("const") || choice.equals(schema.get("const")));
            }
            return !any;
        }
        boolean nothing = schema.path("not").isBoolean() && schema.get("not").booleanValue()
                || schema.path("not").isObject() && schema.get("not").isEmpty();
        return nothing || schema.has("const") && !isOf(schema.get("const"), schema.path("type"));
    }

    /** Whether the type that a pair of bounds is about is the only one that is allowed. */
    private static boolean meant(JsonNode schema, String bound) {
        return switch (schema.path("type").asText("")) {
            case "string" -> bound.equals("minLength");
            case "array" -> bound.equals("minItems");
            case "object" -> bound.equals("minProperties");
            case "number", "integer" -> bound.equals("minimum");
            default -> false;
        };
    }

    private static boolean isOf(JsonNode value, JsonNode type) {
        if (type.isArray()) {
            boolean any = false;
            for (JsonNode one : type) {
                any |= isOf(value, one);
            }
            return any;
        }
        return switch (type.asText("")) {
            case "string" -> value.isTextual();
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            case "integer" ->
                value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
            case "number" -> value.isNumber();
            default -> true;
        };
    }
}
