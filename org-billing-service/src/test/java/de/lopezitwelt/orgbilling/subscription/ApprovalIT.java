package de.lopezitwelt.orgbilling.subscription;

import static de.lopezitwelt.orgbilling.Api.as;
import static de.lopezitwelt.orgbilling.Api.asAdmin;
import static de.lopezitwelt.orgbilling.Api.bought;
import static de.lopezitwelt.orgbilling.Api.newUser;
import static de.lopezitwelt.platform.testing.kafka.TopicProbe.audited;
import static de.lopezitwelt.platform.testing.kafka.TopicProbe.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.service.FakeServicesResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What costs something entitles to nothing before an administrator has approved it. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(FakeServicesResource.class)
class ApprovalIT {
    private static final String PATH = "/api/v1/subscriptions";
    private static final String ONE = PATH + "/{id}";

    @Test
    void aPaidPlanIsPendingUntilAnAdministratorApprovesIt() {
        String user = newUser();
        Response started = as(user).body(Map.of("plan_type", "enterprise")).post(PATH);
        String id = started.path("id");

        started.then()
                .statusCode(201)
                .body("plan_type", equalTo("free"))
                .body("amount", equalTo(0.0f))
                .body("pending.plan_type", equalTo("enterprise"))
                .body("pending.amount", equalTo(499.0f))
                .body("pending.requested_at", notNullValue());
        assertThat(entitled(user, 1)).isEqualTo(200);
        as(user).post(ONE + "/approve", id).then().statusCode(403);
        as(user).body(Map.of("plan_type", "premium"))
                .post(PATH)
                .then()
                .statusCode(409)
                .body("code", equalTo("subscription-exists"));

        asAdmin()
                .post(ONE + "/approve", id)
                .then()
                .statusCode(200)
                .body("plan_type", equalTo("enterprise"))
                .body("amount", equalTo(499.0f))
                .body("pending", nullValue());
        assertThat(state(user, 2).path("limits").has("messages_per_day")).isFalse();
        assertThat(audited(id, 2).toString()).contains("subscription.approved");
        asAdmin().post(ONE + "/approve", id).then().statusCode(409);
    }

    @Test
    void aGreaterPlanWaitsWhileTheApprovedOneRuns() {
        String user = newUser();
        String id = bought(user, Map.of("plan_type", "basic"));

        change(user, id, "enterprise")
                .then()
                .statusCode(200)
                .body("plan_type", equalTo("basic"))
                .body("amount", equalTo(9.9f))
                .body("pending.plan_type", equalTo("enterprise"));
        assertThat(entitled(user, 3)).isEqualTo(1_000);
        asAdmin()
                .body(Map.of("reason", "The invoice of May is open"))
                .post(ONE + "/decline", id)
                .then()
                .statusCode(200)
                .body("plan_type", equalTo("basic"))
                .body("pending", nullValue());

        change(user, id, "premium").then().statusCode(200).body("pending.plan_type", equalTo("premium"));
        change(user, id, "basic").then().statusCode(200).body("pending", nullValue());
        assertThat(entitled(user, 6)).isEqualTo(1_000);
    }

    @Test
    void whoHasNothingButAFreePlanTakesBackWhatIsPending() {
        String user = newUser();
        String id = as(user).body(Map.of("plan_type", "basic")).post(PATH).path("id");

        as(user).post(ONE + "/cancel", id)
                .then()
                .statusCode(200)
                .body("status", equalTo("active"))
                .body("pending", nullValue());
        asAdmin().post(ONE + "/approve", id).then().statusCode(409);
    }

    @Test
    void whatCostsSomethingTakesAVerifiedAddress() {
        String user = newUser(false);

        as(user).body(Map.of("plan_type", "basic"))
                .post(PATH)
                .then()
                .statusCode(403)
                .body("code", equalTo("email-not-verified"));
        String free = as(user).body(Map.of("plan_type", "free")).post(PATH).path("id");
        change(user, free, "basic").then().statusCode(403).body("code", equalTo("email-not-verified"));
    }

    private static Response change(String user, String id, String plan) {
        return as(user).header("If-Match", as(user).get(ONE, id).header("ETag"))
                .body(Map.of("plan_type", plan))
                .patch(ONE, id);
    }

    private static long entitled(String user, int published) {
        return state(user, published).path("limits").path("messages_per_day").asLong();
    }

    private static JsonNode state(String user, int published) {
        return events("lopez.entitlements.state", "user:" + user, published)
                .getLast()
                .envelope()
                .path("data");
    }
}
