package de.lopezitwelt.orgbilling.organization.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One setting that means something to the platform.
 *
 * @param schema of its value, as it is published
 * @param valid says of a value what the schema says
 * @param otherwise why a value is refused
 */
record Setting(String name, ObjectNode schema, Predicate<JsonNode> valid, String otherwise) {
    static Setting text(String name, Pattern pattern, String otherwise, String description) {
        ObjectNode schema = schema("string", description).put("pattern", "^" + pattern.pattern() + "$");
        return new Setting(
                name,
                schema,
                value -> value.isTextual() && pattern.matcher(value.asText()).matches(),
                otherwise);
    }

    static Setting oneOf(String name, Collection<String> values, String otherwise, String description) {
        ObjectNode schema = schema("string", description);
        values.forEach(schema.putArray("enum")::add);
        return new Setting(name, schema, value -> value.isTextual() && values.contains(value.asText()), otherwise);
    }

    static Setting flag(String name, String description) {
        return new Setting(name, schema("boolean", description), JsonNode::isBoolean, "must be true or false");
    }

    private static ObjectNode schema(String type, String description) {
        return JsonNodeFactory.instance.objectNode().put("type", type).put("description", description);
    }
}
