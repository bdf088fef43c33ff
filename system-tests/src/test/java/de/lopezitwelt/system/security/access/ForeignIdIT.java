package de.lopezitwelt.system.security.access;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.ApiOperation;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import de.lopezitwelt.system.support.ServerSentEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Somebody else's id and an id that never was get the same answer, on every operation that takes one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public class ForeignIdIT {
    private static final String UNKNOWN = "0190a000-0000-7000-8000-000000000000";
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]*)}");

    private static final String ITEMS = "{\"items\":[{\"role\":\"user\",\"content\":\"mine now\"}]}";

    /** A valid body for each operation that needs one, so that the id is what decides. */
    public static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("PUT /api/v1/users/{id}/role", "{\"role\":\"user\"}"),
            Map.entry("PATCH /api/v1/api-keys/{id}", "{\"name\":\"renamed\"}"),
            Map.entry("POST /api/v1/api-keys/{id}/rotate", "{}"),
            Map.entry("PATCH /api/v1/agents/{agent_id}", "{\"name\":\"renamed\"}"),
            Map.entry("PATCH /api/v1/organizations/{id}", "{\"name\":\"renamed\"}"),
            Map.entry("POST /api/v1/organizations/{organization_id}/invitations", "{\"email\":\"sam@sam.example\"}"),
            Map.entry(
                    "POST /api/v1/organizations/{organization_id}/members",
                    "{\"user_id\":\"" + UNKNOWN + "\",\"role\":\"member\"}"),
            Map.entry("PATCH /api/v1/organizations/{organization_id}/members/{user_id}", "{\"role\":\"viewer\"}"),
            Map.entry("POST /api/v1/organizations/{organization_id}/agents", "{\"agent_id\":\"" + UNKNOWN + "\"}"),
            Map.entry("PATCH /api/v1/organizations/{organization_id}/agents/{id}", "{\"is_active\":false}"),
            Map.entry("PATCH /api/v1/subscriptions/{id}", "{\"plan_type\":\"basic\"}"),
            Map.entry("POST /api/v1/subscriptions/{id}/decline", "{\"reason\":\"no\"}"),
            Map.entry("POST /v1/conversations/{conversation_id}", "{\"metadata\":{\"topic\":\"mine\"}}"),
            Map.entry("POST /v1/conversations/{conversation_id}/items", ITEMS),
            Map.entry("POST /api/v1/agents/{agent_id}/clone", "{}"),
            Map.entry("PUT /api/v1/agents/{agent_id}/handover", "{\"user_id\":\"" + UNKNOWN + "\"}"),
            Map.entry("POST /api/v1/agents/{agent_id}/versions", "{\"config\":{}}"),
            Map.entry("PUT /api/v1/retention/organizations/{organization_id}", "{\"keep_days\":30}"),
            Map.entry("PATCH /api/v1/sessions/{session_id}", "{\"title\":\"renamed\"}"),
            Map.entry("PUT /api/v1/sessions/{session_id}/feedback", "{\"satisfaction_score\":1}"),
            Map.entry("PUT /api/v1/sessions/{session_id}/active-branch", "{\"message_id\":\"" + UNKNOWN + "\"}"),
            Map.entry("POST /api/v1/sessions/{session_id}/messages/{message_id}/edit", "{\"content\":\"mine now\"}"),
            Map.entry("POST /api/v1/sessions/{session_id}/messages", "{\"content\":\"mine now\"}"));

    private final Platform platform = Platform.running();
    private final Person owner = Person.register(platform, "Olga");
    private final Person stranger = Person.register(platform, "Sam");
    private final Map<String, String> ids = new LinkedHashMap<>();

    @TestFactory
    Stream<DynamicTest> foreignIdIsAsUnknown() {
        createWhatOlgaOwns();
        return ApiOperation.all(platform).stream()
                .filter(operation -> operation.hasIds() && !operation.isInternal())
                .map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> foreignIsAsUnknown(operation)));
    }

    private void foreignIsAsUnknown(ApiOperation operation) {
        Answer foreign = call(operation, true);
        Answer unknown = call(operation, false);

        boolean forRolesOnly =
                operation.declaration().path("security").toString().contains("platform:moderator")
                        || operation.declaration().path("security").toString().contains("platform:admin");
        assertThat(foreign.status()).as("%s", foreign).isEqualTo(forRolesOnly ? 403 : 404);
        assertThat(unknown.status()).as("%s", unknown).isEqualTo(foreign.status());
        assertThat(foreign.comparableBody()).isEqualTo(unknown.comparableBody());
    }

    private Answer call(ApiOperation operation, boolean foreign) {
        Matcher parameters = PARAMETER.matcher(operation.path());
        String path = parameters.replaceAll(parameter -> foreign ? idFor(operation, parameter.group(1)) : UNKNOWN);
        String body = null;
        if (operation.hasBody()) {
            body = BODIES.get(operation.method() + " " + operation.path());
            assertThat(body).as("BODIES lacks a valid body for %s", operation).isNotNull();
        }
        Map<String, String> headers = new LinkedHashMap<>(Map.of("If-Match", "\"1\""));
        if (operation.method().equals("PATCH")) {
            headers.put("Content-Type", "application/merge-patch+json");
        }
        return stranger.client().send(operation.method(), platform.url(operation.service(), path), body, headers);
    }

    /** The owner's id that fits the parameter, found by its name and by the path before it. */
    private String idFor(ApiOperation operation, String parameter) {
        String collection = operation.path().substring(0, operation.path().indexOf("{" + parameter + "}"));
        String key = ids.containsKey(parameter)
                ? parameter
                : ids.keySet().stream()
                        .filter(candidate -> candidate.endsWith("/") && collection.endsWith(candidate))
                        .findFirst()
                        .orElse("");
        String id = ids.get(key);
        if (id == null) {
            throw new AssertionError("no id known for {" + parameter + "} of " + operation);
        }
        return id;
    }

    private void createWhatOlgaOwns() {
        Client olga = owner.client();
        String agent = owner.createAgent(platform, Platform.OFFLINE_MODEL);
        String organization = olga.post(platform.orgBilling("/api/v1/organizations"), "{\"name\":\"Olga's\"}")
                .expect(201)
                .text("id");
        String licence = olga.post(
                        platform.orgBilling("/api/v1/organizations/" + organization + "/agents"),
                        "{\"agent_id\":\"" + agent + "\"}")
                .expect(201)
                .text("id");
        String subscription = olga.get(platform.orgBilling("/api/v1/subscriptions?organization_id=" + organization))
                .expect(200)
                .json()
                .at("/data/0/id")
                .asText();
        String key = olga.post(platform.auth("/api/v1/api-keys"), "{\"name\":\"ci\",\"scopes\":[\"chat:read\"]}")
                .expect(201)
                .text("id");
        String session = owner.startSession(platform, agent);
        List<ServerSentEvent> events =
                olga.stream(platform.chat("/api/v1/sessions/" + session + "/messages"), "{\"content\":\"Hello\"}");
        Platform.eventually(() -> olga.get(platform.analytics("/api/v1/analytics/sessions/" + session))
                .expect(200));
        Platform.eventually(() -> olga.get(platform.analytics("/api/v1/analytics/agents/" + agent))
                .expect(200));

        ids.put("agent_id", agent);
        ids.put("organization_id", organization);
        ids.put("session_id", session);
        ids.put("user_id", owner.id());
        ids.put("message_id", events.getLast().json().at("/message/id").asText());
        ids.put(
                "reply_id",
                events.getLast().id().substring(0, events.getLast().id().indexOf(':')));
        ids.put(
                "response_id",
                olga.post(platform.chat("/v1/responses"), "{\"model\":\"" + agent + "\",\"input\":\"Hello\"}")
                        .expect(200)
                        .text("id"));
        String conversation = olga.post(
                        platform.chat("/v1/conversations"), "{\"metadata\":{\"model\":\"" + agent + "\"}}")
                .expect(200)
                .text("id");
        ids.put("conversation_id", conversation);
        ids.put(
                "item_id",
                olga.post(platform.chat("/v1/conversations/" + conversation + "/items"), ITEMS)
                        .expect(200)
                        .text("first_id"));
        ids.put(
                "attachment_id",
                olga.post(platform.chat("/api/v1/attachments?filename=notes.txt"), "notes")
                        .expect(201)
                        .text("id"));
        String invitation = olga.post(
                        platform.orgBilling("/api/v1/organizations/" + organization + "/invitations"),
                        "{\"email\":\"guest@olga.example\"}")
                .expect(201)
                .text("id");
        ids.put("invitation_id", invitation);
        ids.put("{organization_id}/invitations/", invitation);
        ids.put("version", "1");
        ids.put("version_number", "1");
        ids.put("/users/", owner.id());
        ids.put("/invitations/", owner.id());
        ids.put("/api-keys/", key);
        ids.put(
                "/devices/",
                olga.get(platform.auth("/api/v1/account/devices"))
                        .expect(200)
                        .json()
                        .at("/data/0/id")
                        .asText());
        ids.put("{organization_id}/agents/", licence);
        ids.put("/organizations/", organization);
        ids.put("/subscriptions/", subscription);
        ids.put("/api/v1/agents/", agent);
        ids.put("/sessions/", session);
        ids.put("/models/", agent);
    }
}
