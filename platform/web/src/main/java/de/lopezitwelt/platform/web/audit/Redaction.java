package de.lopezitwelt.platform.web.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * Replaces what must never be kept by {@code "[redacted]"}, at any depth. Decides by field name, and in doubt
 * redacts: counters such as {@code max_tokens} are the only names with a forbidden part that pass.
 */
public final class Redaction {
    public static final String MARK = "[redacted]";

    private static final List<String> FORBIDDEN_PARTS = List.of(
            "password",
            "passwd",
            "passphrase",
            "secret",
            "token",
            "apikey",
            "privatekey",
            "signingkey",
            "encrypted",
            "credential",
            "authorization",
            "cookie",
            "otp",
            "recoverycode",
            "pepper",
            "hash",
            "signature");

    /** Only the user may see a message's text, so it is not audited either. */
    private static final List<String> FORBIDDEN_NAMES = List.of("content", "feedback", "feedbacktext");

    private Redaction() {}

    public static JsonNode of(JsonNode values) {
        return switch (values) {
            case ObjectNode object -> redact(object);
            case ArrayNode array -> {
                var copy = JsonNodeFactory.instance.arrayNode(array.size());
                array.forEach(element -> copy.add(of(element)));
                yield copy;
            }
            default -> values;
        };
    }

    private static ObjectNode redact(ObjectNode object) {
        var copy = JsonNodeFactory.instance.objectNode();
        for (var field : object.properties()) {
            JsonNode value = field.getValue();
            boolean hide = !value.isNull() && isSecret(field.getKey(), value);
            copy.set(field.getKey(), hide ? JsonNodeFactory.instance.textNode(MARK) : of(value));
        }
        return copy;
    }

    private static boolean isSecret(String name, JsonNode value) {
        String plain = name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
        if (FORBIDDEN_NAMES.contains(plain)) {
            return true;
        }
        boolean counter = plain.contains("tokens") && value.isNumber() || value.isBoolean();
        return !counter && FORBIDDEN_PARTS.stream().anyMatch(plain::contains);
    }
}
