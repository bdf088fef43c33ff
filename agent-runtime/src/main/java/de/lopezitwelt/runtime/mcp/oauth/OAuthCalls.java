package de.lopezitwelt.runtime.mcp.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import de.lopezitwelt.runtime.catalog.ToolsDefinition.McpServer;
import de.lopezitwelt.runtime.mcp.oauth.OAuthFailure.Kind;
import de.lopezitwelt.runtime.outbound.AnswerTooLarge;
import de.lopezitwelt.runtime.outbound.OutboundHttp;
import de.lopezitwelt.runtime.outbound.OutboundRefused;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Calls on the way to a sign-in, to addresses that a foreign server names: each address is checked like the server's own, no
 * redirect is followed, and answers are small.
 */
final class OAuthCalls {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_BYTES = 64 * 1024;

    private final OutboundHttp http;

    OAuthCalls(OutboundHttp http) {
        this.http = http;
    }

    /** @param body a missing node when the answer is not JSON */
    record Answer(int status, JsonNode body, String authenticate) {

        boolean ok() {
            return status / 100 == 2;
        }

        /** The error code (RFC 6749 §5.2, RFC 7591 §3.2.2); empty when there is none. */
        String error() {
            return body.path("error").asText("");
        }
    }

    Uni<Answer> get(McpServer server, URI url) {
        return send(server, HttpMethod.GET, url, Map.of("accept", "application/json"), null);
    }

    Uni<Answer> postJson(McpServer server, URI url, JsonNode body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("content-type", "application/json");
        all.putIfAbsent("accept", "application/json");
        return send(server, HttpMethod.POST, url, all, Buffer.buffer(body.toString()));
    }

    Uni<Answer> postForm(McpServer server, URI url, Map<String, String> form, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("content-type", "application/x-www-form-urlencoded");
        all.put("accept", "application/json");
        return send(server, HttpMethod.POST, url, all, Buffer.buffer(encoded(form)));
    }

    static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The answer's head decides where a server goes on talking (an event stream); a body is read as far as it is JSON. */
    private Uni<Answer> send(
            McpServer server, HttpMethod method, URI url, Map<String, String> headers, @Nullable Buffer body) {
        return http.send(new OutboundHttp.Call(
                        method, url, headers, body, server.addresses(), server.timeout(), MAX_BYTES, read -> false))
                .map(answer -> new Answer(answer.status(), parsed(answer.body()), answer.header("www-authenticate")))
                .onFailure()
                .transform(OAuthCalls::reason);
    }

    private static JsonNode parsed(Buffer body) {
        try {
            JsonNode read = JSON.readTree(body.getBytes());
            return read == null ? MissingNode.getInstance() : read;
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    private static Throwable reason(Throwable failure) {
        return switch (failure) {
            case OAuthFailure known -> known;
            case OutboundRefused refused ->
                new OAuthFailure(Kind.UNUSABLE, "an address on the way to the sign-in must not be called");
            case AnswerTooLarge large ->
                new OAuthFailure(
                        Kind.UNUSABLE, "an answer on the way to the sign-in is longer than " + MAX_BYTES + " bytes");
            default -> new OAuthFailure(Kind.AWAY, "the server or its authorization server does not answer");
        };
    }
}
