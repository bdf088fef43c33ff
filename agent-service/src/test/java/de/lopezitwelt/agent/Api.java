package de.lopezitwelt.agent;

import static io.restassured.RestAssured.given;

import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import de.lopezitwelt.platform.testing.kafka.TopicProbe;
import de.lopezitwelt.platform.testing.service.FakeServices;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** What the tests of this service say over and over. */
public final class Api {
    private static final IdGenerator IDS = new IdGenerator(Clock.systemUTC());

    private Api() {}

    public static String newId() {
        return IDS.next();
    }

    public static RequestSpecification as(String userId) {
        return given().auth()
                .oauth2(TestTokens.user(userId))
                .contentType(ContentType.JSON)
                .accept(ContentType.JSON);
    }

    public static RequestSpecification asService(String... scopes) {
        return given().auth().oauth2(TestTokens.service("chat-service", scopes)).accept(ContentType.JSON);
    }

    public static RequestSpecification asModerator() {
        return given().auth().oauth2(TestTokens.moderator(newId())).contentType(ContentType.JSON);
    }

    /** From now on the organization service knows the user as a member. */
    public static void member(String organization, String user, String role) {
        FakeServices.answer(
                "org-billing",
                "/internal/memberships/" + organization + "/" + user,
                "{\"organization_id\":\"%s\",\"user_id\":\"%s\",\"role\":\"%s\",\"permissions\":[],\"version\":1}"
                        .formatted(organization, user, role));
    }

    public static String newAgent(String creator, Map<String, Object> more) {
        var body = new HashMap<String, Object>(Map.of("name", "Agent " + newId(), "type", "chatbot"));
        body.putAll(more);
        return as(creator)
                .body(body)
                .post("/api/v1/agents")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** As another service would. */
    public static void publish(OutboxMessage message) {
        TopicProbe.publish(
                message.topic(),
                message.key(),
                message.payload(),
                Map.of(
                        "ce_id", message.id(),
                        "ce_type", message.type(),
                        "ce_aggregateversion", String.valueOf(message.aggregateVersion())));
    }
}
