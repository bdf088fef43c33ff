package de.lopezitwelt.analytics.audit.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes equal values as equal text: keys sorted, no spaces, numbers as MySQL's JSON type keeps them. A value that was
 * hashed when it was stored must give the same text when it is read from the JSON column again.
 */
public final class CanonicalJson {
    private static final ObjectMapper JSON =
            JsonMapper.builder().disable(SerializationFeature.INDENT_OUTPUT).build();

    private CanonicalJson() {}

    public static String of(JsonNode node) {
        try {
            return JSON.writeValueAsString(plain(node));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that was read can be written", e);
        }
    }

    public static String of(String json) {
        try {
            return of(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON column holds JSON", e);
        }
    }

    public static String ofMembers(@Nullable Object... members) {
        try {
            return JSON.writeValueAsString(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can be written", e);
        }
    }

    private static @Nullable Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, @Nullable Object> sorted = new TreeMap<>();
            node.properties().forEach(member -> sorted.put(member.getKey(), plain(member.getValue())));
            return new LinkedHashMap<>(sorted);
        } else if (node.isArray()) {
            List<@Nullable Object> elements = new ArrayList<>();
            node.forEach(element -> elements.add(plain(element)));
            return elements;
        } else if (node.isIntegralNumber()) {
            return node.bigIntegerValue();
        } else if (node.isNumber()) {
            return node.doubleValue();
        } else if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isNull() ? null : node.asText();
    }
}
