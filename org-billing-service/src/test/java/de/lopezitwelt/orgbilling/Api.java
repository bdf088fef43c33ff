package de.lopezitwelt.orgbilling;

import static io.restassured.RestAssured.given;

import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import de.lopezitwelt.platform.testing.kafka.TopicProbe;
import de.lopezitwelt.platform.testing.service.FakeServices;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Clock;
import java.util.Map;

/** What the tests of this service say over and over. */
public final class Api {
    private static final IdGenerator IDS = new IdGenerator(Clock.systemUTC());

    private Api() {}

    /** A user that auth knows as active, with a verified e-mail address. */
    public static String newUser() {
        return newUser(true);
    }

    public static String newUser(boolean emailVerified) {
        String id = newId();
        FakeServices.answer(
                "auth",
                "/internal/users/" + id,
                "{\"id\":\"%s\",\"status\":\"active\",\"role\":\"user\",\"email\":\"%s\",\"email_verified\":%s}"
                        .formatted(id, emailOf(id), emailVerified));
        return id;
    }

    /** The e-mail address that auth tells of a user. */
    public static String emailOf(String userId) {
        return userId + "@contoso.example";
    }

    /** Buys a plan, which an administrator approves, and returns the subscription's id. */
    public static String bought(String userId, Map<String, String> request) {
        String id = as(userId)
                .body(request)
                .post("/api/v1/subscriptions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        asAdmin().post("/api/v1/subscriptions/{id}/approve", id).then().statusCode(200);
        return id;
    }

    public static String newId() {
        return IDS.next();
    }

    public static RequestSpecification as(String userId) {
        return given().auth()
                .oauth2(TestTokens.user(userId))
                .contentType(ContentType.JSON)
                .accept(ContentType.JSON);
    }

    public static RequestSpecification asAdmin() {
        return given().auth().oauth2(TestTokens.admin(newId())).contentType(ContentType.JSON);
    }

    public static RequestSpecification asService(String... scopes) {
        return given().auth().oauth2(TestTokens.service("chat-service", scopes)).accept(ContentType.JSON);
    }

    public static String newOrganization(String owner) {
        return as(owner)
                .body(Map.of("name", "Contoso GmbH"))
                .post("/api/v1/organizations")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** An administrator of the platform adds without asking. */
    public static void addMember(String organization, String user, String role) {
        asAdmin()
                .body(Map.of("user_id", user, "role", role))
                .post("/api/v1/organizations/{id}/members", organization)
                .then()
                .statusCode(201);
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
