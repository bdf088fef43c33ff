package de.lopezitwelt.system.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.system.support.ApiOperation;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Requests with one odd text each: every string that an operation takes, in path, query, header and body, while the rest of the
 * request is as good as the OpenAPI document lets one guess.
 */
final class OddTexts {
    static final Map<String, String> TEXTS = odd();
    private static final String NOBODY = "0190a000-0000-7000-8000-000000000000";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Half of a surrogate pair can be written as an escape only. */
    private static final ObjectWriter JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build()
            .writer();

    /** Read for every request, whether or not an operation names them. */
    private static final List<String> HEADERS =
            List.of("Authorization", "X-API-Key", "traceparent", "User-Agent", "X-Forwarded-For");

    /** Operations that store something of these headers: attempts, sign-ins, audit records. */
    private static final List<String> STORE_HEADERS = List.of(
            "/api/v1/auth/login",
            "/api/v1/agents",
            "/api/v1/sessions",
            "/api/v1/organizations",
            "/v1/chat/completions");

    /** é and 🍏 in Base64url, and two that are Base64url of something else. */
    private static final List<String> CURSORS = List.of("w6k", "8J-Njw", "true", "-1");

    private static final String PLAIN = "nothing odd";
    private static final int DEEPEST = 6;

    private final Platform platform;
    private final Map<String, String> ids;
    private final Function<ApiOperation, String> tokens;

    /**
     * @param ids of things there are, by parameter or field
     * @param tokens whose request it is
     */
    OddTexts(Platform platform, Map<String, String> ids, Function<ApiOperation, String> tokens) {
        this.platform = platform;
        this.ids = ids;
        this.tokens = tokens;
    }

    private static Map<String, String> odd() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("é", "é");
        texts.put("NUL", "\0");
        texts.put("half a pair", "\ud83c");
        texts.put("an apple", "🍏");
        texts.put("10 KB", "x".repeat(10 * 1024));
        return texts;
    }

    /** As good as the document lets one guess, without any odd text. */
    RawCall plain(ApiOperation operation) {
        return call(operation, PLAIN, target(operation, "", ""), headers(operation), body(operation));
    }

    List<RawCall> of(ApiOperation operation) {
        List<RawCall> calls = new ArrayList<>();
        Map<String, String> headers = headers(operation);
        JsonNode body = body(operation);
        if (operation.takes("cursor")) {
            CURSORS.forEach(cursor -> calls.add(
                    call(operation, "query cursor = " + cursor, target(operation, "cursor", cursor), headers, body)));
        }
        TEXTS.forEach((name, text) -> {
            for (JsonNode parameter : operation.declaration().path("parameters")) {
                String field = parameter.path("name").asText();
                String in = parameter.path("in").asText();
                String target = target(operation, in.equals("header") ? "" : field, text);
                Map<String, String> sent = in.equals("header") ? with(headers, field, text) : headers;
                calls.add(call(operation, in + " " + field + " = " + name, target, sent, body));
            }
            for (String header : isSentHeaders(operation) ? HEADERS : List.<String>of()) {
                calls.add(call(
                        operation,
                        "header " + header + " = " + name,
                        target(operation, "", ""),
                        with(headers, header, text),
                        body));
            }
            if (body != null) {
                for (String pointer : leaves(body, "")) {
                    calls.add(call(
                            operation,
                            "body " + pointer + " = " + name,
                            target(operation, "", ""),
                            headers,
                            replaced(body, pointer, text)));
                }
            }
        });
        return calls;
    }

    /** Reads without ids, and writes that store who asked. */
    private static boolean isSentHeaders(ApiOperation operation) {
        return operation.method().equals("GET") && !operation.hasIds()
                || operation.method().equals("POST") && STORE_HEADERS.contains(operation.path());
    }

    private @Nullable JsonNode body(ApiOperation operation) {
        if (!operation.hasBody()) {
            return null;
        }
        JsonNode body = sample(operation, bodySchema(operation), "", 0);
        if (body instanceof ObjectNode object && operation.isOpenAi()) {
            ids.forEach((name, id) -> {
                if (object.path(name).isTextual()) {
                    object.put(name, id);
                }
            });
            object.remove("stream");
            object.putObject("metadata")
                    .put("session_id", ids.get("session_id"))
                    .put("organization_id", ids.get("organization_id"));
        }
        return body;
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String text) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, text);
        return more;
    }

    private RawCall call(
            ApiOperation operation, String what, String target, Map<String, String> headers, @Nullable JsonNode body) {
        return new RawCall(
                operation + ": " + what,
                operation.method(),
                platform.url(operation.service(), ""),
                target,
                headers,
                body == null ? new byte[0] : written(operation, body));
    }

    private Map<String, String> headers(ApiOperation operation) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", "Bearer " + tokens.apply(operation));
        headers.put("Accept", "*/*");
        headers.put("If-Match", "*");
        if (operation.hasBody()) {
            headers.put(
                    "Content-Type",
                    operation
                            .declaration()
                            .at("/requestBody/content")
                            .fieldNames()
                            .next()
                            .replace("*/*", "application/octet-stream"));
        }
        return headers;
    }

    /** What administrators do to users is done to nobody, so that the caller stays as they are. */
    private static boolean isOfUser(ApiOperation operation) {
        return !operation.method().equals("GET") && operation.path().startsWith("/api/v1/users/");
    }

    /** What is deleted is nobody's, so that later requests find the rest of what they need. */
    private String target(ApiOperation operation, String field, String text) {
        String path = operation.path();
        var query = new StringBuilder();
        for (JsonNode parameter : operation.declaration().path("parameters")) {
            String name = parameter.path("name").asText();
            boolean odd = name.equals(field);
            String value = odd
                    ? text
                    : operation.method().equals("DELETE") || isOfUser(operation)
                            ? NOBODY
                            : ids.getOrDefault(name, ids.getOrDefault(owner(operation), NOBODY));
            if (parameter.path("in").asText().equals("path")) {
                path = path.replace("{" + name + "}", encoded(String.valueOf(value)));
            } else if (parameter.path("in").asText().equals("query")
                    && (odd || parameter.path("required").asBoolean())) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(encoded(value));
            }
        }
        return path + query;
    }

    /** {@code /api/v1/organizations/{id}} is about {@code organizations}. */
    private static String owner(ApiOperation operation) {
        String before = operation.path().replaceAll("/\\{id}.*", "");
        return before.substring(before.lastIndexOf('/') + 1);
    }

    private static JsonNode bodySchema(ApiOperation operation) {
        return operation.declaration().at("/requestBody/content").elements().next();
    }

    /** Something that fits: the document's example, else what the schema says. */
    private JsonNode sample(ApiOperation operation, JsonNode content, String name, int depth) {
        JsonNode example = content.path("examples").elements().hasNext()
                ? content.path("examples").elements().next()
                : content.path("example");
        if (example.has("value")) {
            example = example.path("value");
        }
        JsonNode schema = operation.resolved(content.has("schema") ? content.path("schema") : content);
        if (!example.isMissingNode() && !example.isTextual()) {
            return example;
        }
        if (example.isTextual() && example.asText().startsWith("{")) {
            return parsed(example.asText());
        }
        for (String combined : List.of("allOf", "anyOf", "oneOf")) {
            if (schema.has(combined)) {
                return sample(operation, schema.path(combined).path(0), name, depth + 1);
            }
        }
        String type = schema.path("type").isArray()
                ? schema.path("type").path(0).asText()
                : schema.path("type").asText();
        return switch (type) {
            case "array" -> {
                ArrayNode array = NODES.arrayNode();
                yield depth > DEEPEST ? array : array.add(sample(operation, schema.path("items"), name, depth + 1));
            }
            case "integer", "number" -> NODES.numberNode(1);
            case "boolean" -> NODES.booleanNode(true);
            case "string" ->
                schema.has("enum") ? schema.path("enum").path(0) : NODES.textNode(text(name, example, schema));
            default -> object(operation, schema, depth);
        };
    }

    private ObjectNode object(ApiOperation operation, JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        schema.path("properties").properties().forEach(property -> {
            if (depth <= DEEPEST) {
                object.set(property.getKey(), sample(operation, property.getValue(), property.getKey(), depth + 1));
            }
        });
        if (object.isEmpty()) {
            object.putObject("any").put("thing", "goes");
        }
        return object;
    }

    private String text(String name, JsonNode example, JsonNode schema) {
        String known = ids.get(name);
        if (known != null) {
            return known;
        }
        return switch (name) {
            case "email" -> "odd-" + UUID.randomUUID() + "@example.com";
            case "password", "current_password", "new_password" -> Person.PASSWORD;
            case "grant_type" -> "client_credentials";
            default ->
                schema.path("format").asText().equals("date-time")
                        ? "2026-01-31T12:00:00Z"
                        : example.isTextual() ? example.asText() : "text";
        };
    }

    private static List<String> leaves(JsonNode node, String at) {
        List<String> leaves = new ArrayList<>();
        if (node.isTextual()) {
            leaves.add(at);
        }
        node.properties().forEach(field -> leaves.addAll(leaves(field.getValue(), at + "/" + field.getKey())));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            leaves.addAll(leaves(node.get(i), at + "/" + i));
        }
        return leaves;
    }

    private static JsonNode replaced(JsonNode body, String pointer, String text) {
        if (pointer.isEmpty()) {
            return NODES.textNode(text);
        }
        JsonNode copy = body.deepCopy();
        int last = pointer.lastIndexOf('/');
        JsonNode parent = copy.at(pointer.substring(0, last));
        String field = pointer.substring(last + 1);
        if (parent instanceof ObjectNode object) {
            object.put(field, text);
        } else if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(field), text);
        }
        return copy;
    }

    private static byte[] written(ApiOperation operation, JsonNode body) {
        if (body.isTextual() && !operation.acceptsJson()) {
            return bytes(body.asText());
        }
        if (!operation.acceptsJson()) {
            return bytes(body.properties().stream()
                    .map(field ->
                            field.getKey() + '=' + encoded(field.getValue().asText()))
                    .collect(Collectors.joining("&")));
        }
        try {
            return bytes(JSON.writeValueAsString(body));
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static JsonNode parsed(String json) {
        try {
            return JsonMapper.builder().build().readTree(json);
        } catch (JsonProcessingException broken) {
            throw new AssertionError("an example of the document is not JSON: " + json, broken);
        }
    }

    private static String encoded(String text) {
        var encoded = new StringBuilder();
        for (byte octet : bytes(text)) {
            boolean plain = octet > 0 && (Character.isLetterOrDigit(octet) || "-._~".indexOf(octet) >= 0);
            encoded.append(plain ? String.valueOf((char) octet) : "%%%02X".formatted(octet & 0xFF));
        }
        return encoded.toString();
    }

    /** UTF-8 that does not mind halves of surrogate pairs: they get the three bytes that are none of UTF-8. */
    static byte[] bytes(String text) {
        var bytes = new ByteArrayOutputStream();
        text.codePoints().forEach(point -> {
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                bytes.write(0xE0 | point >> 12);
                bytes.write(0x80 | point >> 6 & 0x3F);
                bytes.write(0x80 | point & 0x3F);
            } else {
                bytes.writeBytes(Character.toString(point).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        });
        return bytes.toByteArray();
    }
}
