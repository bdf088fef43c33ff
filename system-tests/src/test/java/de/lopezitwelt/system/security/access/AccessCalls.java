package de.lopezitwelt.system.security.access;

import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.ApiOperation;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Calls operations as their OpenAPI documents describe them, with ids and bodies that do not decide the answer. */
final class AccessCalls {
    static final String UNKNOWN = "0190a000-0000-7000-8000-000000000000";

    /** Bodies that are valid where only a valid one brings the answer that is asked for. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("POST /api/v1/auth/step-up", "{\"password\":\"" + Person.PASSWORD + "\"}"),
            Map.entry("PATCH /api/v1/account", "{\"name\":\"Renamed\"}"),
            Map.entry("POST /api/v1/api-keys", "{\"name\":\"made\",\"scopes\":[\"chat:read\"]}"),
            Map.entry("PATCH /api/v1/api-keys/{}", "{\"name\":\"renamed\"}"),
            Map.entry("PUT /api/v1/users/{}/role", "{\"role\":\"user\"}"),
            Map.entry("POST /api/v1/agents", "{\"name\":\"$unique\",\"type\":\"chatbot\"}"),
            Map.entry("PATCH /api/v1/agents/{}", "{\"description\":\"changed\"}"),
            Map.entry("POST /api/v1/agents/{}/versions", "{\"config\":{}}"),
            Map.entry("PUT /api/v1/agents/{}/handover", "{\"user_id\":\"$colleague\"}"),
            Map.entry("POST /api/v1/sessions", "{\"agent_id\":\"$agent\"}"),
            Map.entry("PATCH /api/v1/sessions/{}", "{\"title\":\"renamed\"}"),
            Map.entry("PUT /api/v1/sessions/{}/active-branch", "{\"message_id\":\"$messages\"}"),
            Map.entry("PUT /api/v1/sessions/{}/feedback", "{\"satisfaction_score\":5}"),
            Map.entry("POST /api/v1/sessions/{}/messages", "{\"content\":\"Hello\"}"),
            Map.entry("POST /api/v1/sessions/{}/messages/{}/edit", "{\"content\":\"Hello\"}"),
            Map.entry("POST /api/v1/replies/try", "{\"agent_id\":\"$agent\",\"content\":\"Hello\"}"),
            Map.entry("PUT /api/v1/retention", "{\"keep_days\":30}"),
            Map.entry("PUT /api/v1/retention/organizations/{}", "{\"keep_days\":30}"),
            Map.entry(
                    "POST /v1/chat/completions",
                    "{\"model\":\"$agent\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"),
            Map.entry("POST /v1/embeddings", "{\"model\":\"lopez-offline-embedding\",\"input\":\"Hello\"}"),
            Map.entry("POST /v1/responses", "{\"model\":\"$agent\",\"input\":\"Hello\"}"),
            Map.entry("POST /v1/responses/input_tokens", "{\"model\":\"$agent\",\"input\":\"Hello\"}"),
            Map.entry(
                    "POST /v1/messages",
                    "{\"model\":\"$agent\",\"max_tokens\":64,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"),
            Map.entry(
                    "POST /v1/messages/count_tokens",
                    "{\"model\":\"$agent\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"),
            Map.entry("POST /v1/conversations", "{\"metadata\":{\"model\":\"$agent\"}}"),
            Map.entry("POST /v1/conversations/{}", "{\"metadata\":{\"topic\":\"x\"}}"),
            Map.entry("POST /v1/conversations/{}/items", "{\"items\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"),
            Map.entry("POST /api/v1/organizations", "{\"name\":\"$unique\"}"),
            Map.entry("PATCH /api/v1/organizations/{}", "{\"name\":\"renamed\"}"),
            Map.entry("POST /api/v1/organizations/{}/invitations", "{\"email\":\"$word@world.example\"}"),
            Map.entry("POST /api/v1/organizations/{}/members", "{\"user_id\":\"$colleague\"}"),
            Map.entry("PATCH /api/v1/organizations/{}/members/{}", "{\"role\":\"member\"}"),
            Map.entry("POST /api/v1/organizations/{}/agents", "{\"agent_id\":\"$shared\"}"),
            Map.entry("PATCH /api/v1/organizations/{}/agents/{}", "{\"is_active\":true}"),
            Map.entry("POST /api/v1/subscriptions", "{\"plan_type\":\"basic\"}"),
            Map.entry("PATCH /api/v1/subscriptions/{}", "{\"plan_type\":\"basic\"}"));

    private static final Map<String, String> QUERIES = Map.of(
            "GET /api/v1/search", "?q=hello",
            "GET /api/v1/agent-config-schema", "?type=chatbot",
            "POST /api/v1/attachments", "?filename=notes.txt");

    private final Platform platform;

    AccessCalls(Platform platform) {
        this.platform = platform;
    }

    /** About things that never were. */
    Answer call(Client client, ApiOperation operation) {
        return call(client, operation, null, Map.of());
    }

    /**
     * About things of a world.
     *
     * @param things ids by the collection they stand in; {@code usable} is an agent that the caller may use
     */
    Answer call(Client client, ApiOperation operation, @Nullable AccessWorld world, Map<String, String> things) {
        return call(
                client,
                operation,
                path(operation, collection -> things.getOrDefault(collection, UNKNOWN)),
                body(operation, world, things));
    }

    /** Each parameter is filled with the id of the collection that stands before it. */
    private static String path(ApiOperation operation, UnaryOperator<String> ids) {
        String[] parts = operation.path().split("/");
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].startsWith("{")) {
                boolean licence = parts[i - 1].equals("agents") && parts[3].equals("organizations");
                parts[i] = ids.apply(licence ? "licences" : parts[i - 1]);
            }
        }
        return String.join("/", parts) + QUERIES.getOrDefault(AccessPolicy.key(operation), "");
    }

    private static @Nullable String body(
            ApiOperation operation, @Nullable AccessWorld world, Map<String, String> things) {
        String body = BODIES.getOrDefault(AccessPolicy.key(operation), "{}");
        if (!operation.hasBody()) {
            return null;
        }
        if (!operation.acceptsJson()) {
            return operation.isInternal() ? "grant_type=client_credentials" : "notes";
        }
        return body.replace("$unique", "thing " + UUID.randomUUID())
                .replace("$word", UUID.randomUUID().toString())
                .replace("$colleague", world == null ? UNKNOWN : world.colleague.id())
                .replace("$shared", world == null ? UNKNOWN : world.ofOrganization.getOrDefault("agents", UNKNOWN))
                .replace("$agent", things.getOrDefault("usable", UNKNOWN))
                .replace("$messages", things.getOrDefault("messages", UNKNOWN));
    }

    private Answer call(Client client, ApiOperation operation, String path, @Nullable String body) {
        Map<String, String> headers = new HashMap<>(Map.of("If-Match", "*"));
        if (operation.method().equals("PATCH")) {
            headers.put("Content-Type", "application/merge-patch+json");
        } else if (body != null && !operation.acceptsJson()) {
            headers.put(
                    "Content-Type",
                    operation.isInternal() ? "application/x-www-form-urlencoded" : "application/octet-stream");
        }
        // everything is called at once, replies too, of which one person has a few at a time
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .pollDelay(Duration.ZERO)
                .until(
                        () -> client.send(operation.method(), platform.url(operation.service(), path), body, headers),
                        answer -> answer.status() != 429);
    }
}
