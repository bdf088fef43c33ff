package de.lopezitwelt.orgbilling.subscription;

import static de.lopezitwelt.orgbilling.Api.addMember;
import static de.lopezitwelt.orgbilling.Api.as;
import static de.lopezitwelt.orgbilling.Api.asAdmin;
import static de.lopezitwelt.orgbilling.Api.asService;
import static de.lopezitwelt.orgbilling.Api.bought;
import static de.lopezitwelt.orgbilling.Api.newId;
import static de.lopezitwelt.orgbilling.Api.newOrganization;
import static de.lopezitwelt.orgbilling.Api.newUser;
import static de.lopezitwelt.platform.testing.Concurrently.atOnce;
import static de.lopezitwelt.platform.testing.kafka.TopicProbe.events;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.service.FakeServicesResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(FakeServicesResource.class)
class SubscriptionIT {
    private static final String PATH = "/api/v1/subscriptions";

    @Inject
    Pool pool;

    @Test
    void paidPlanTakesTheFreeOnesPlace() {
        String owner = newUser();
        String organization = newOrganization(owner);

        String id = bought(
                owner, Map.of("plan_type", "premium", "billing_cycle", "yearly", "organization_id", organization));

        as(owner)
                .get(PATH + "/{id}", id)
                .then()
                .body("plan_type", equalTo("premium"))
                .body("pending", nullValue())
                .body("status", equalTo("active"))
                .body("amount", equalTo(490.0f))
                .body("currency", equalTo("EUR"))
                .body("ends_at", nullValue());

        as(owner)
                .get(PATH + "?organization_id={o}", organization)
                .then()
                .body("data.plan_type", contains("premium", "free"))
                .body("data.status", contains("active", "expired"));
        var states = events("lopez.entitlements.state", "organization:" + organization, 3);
        assertThat(states.getLast()
                        .envelope()
                        .path("data")
                        .path("limits")
                        .path("messages_per_day")
                        .asLong())
                .isEqualTo(10_000);
        assertThat(states.stream()
                        .map(entry -> entry.envelope().path("aggregateversion").asLong()))
                .containsExactly(1L, 2L, 3L);
        as(owner)
                .body(Map.of("plan_type", "basic", "organization_id", organization))
                .post(PATH)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:lopez:problem:subscription-exists"));
    }

    @Test
    void parallelStartsLeaveOneCurrentSubscription() throws Exception {
        String user = newUser();
        Callable<Response> start =
                () -> as(user).body(Map.of("plan_type", "basic")).post(PATH);

        List<Response> answers = atOnce(Collections.nCopies(10, start));

        assertThat(answers.stream().filter(answer -> answer.statusCode() == 201))
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 409))
                .hasSize(9);
        assertThat(events("lopez.entitlements.state", "user:" + user, 1)).hasSize(1);
    }

    @Test
    void changeTakesEffectAtOnceAndNeedsTheVersion() {
        String user = newUser();
        String id = bought(user, Map.of("plan_type", "premium"));

        as(user).header("If-Match", "\"99\"")
                .body(Map.of("plan_type", "basic"))
                .patch(PATH + "/{id}", id)
                .then()
                .statusCode(412);
        as(user).header("If-Match", as(user).get(PATH + "/{id}", id).header("ETag"))
                .body(Map.of("plan_type", "basic"))
                .patch(PATH + "/{id}", id)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"3\""))
                .body("amount", equalTo(9.9f))
                .body("billing_cycle", equalTo("monthly"))
                .body("pending", nullValue());
        assertThat(events("lopez.subscriptions", id, 3)
                        .getLast()
                        .envelope()
                        .path("type")
                        .asText())
                .isEqualTo("de.lopezitwelt.subscription.changed.v1");
    }

    @Test
    void cancellationRunsToThePeriodsEndAndCanBeTakenBack() {
        String user = newUser();
        String id = bought(user, Map.of("plan_type", "basic"));

        as(user).post(PATH + "/{id}/cancel", id)
                .then()
                .statusCode(200)
                .body("status", equalTo("cancelled"))
                .body("ends_at", notNullValue());
        as(user).post(PATH + "/{id}/cancel", id).then().statusCode(409);
        as(user).post(PATH + "/{id}/resume", id)
                .then()
                .statusCode(200)
                .body("status", equalTo("active"))
                .body("ends_at", nullValue());
        as(user).post(PATH + "/{id}/resume", id).then().statusCode(409);
    }

    @Test
    void expiryIsToldWithTheFreePlansLimits() {
        String user = newUser();
        String id = bought(user, Map.of("plan_type", "basic"));
        as(user).post(PATH + "/{id}/cancel", id);

        pool.preparedQuery("UPDATE subscriptions SET ends_at = '2026-01-01' WHERE id = ?")
                .execute(Tuple.of(id))
                .subscribeAsCompletionStage()
                .join();

        await().until(() -> as(user).get(PATH + "/{id}", id).path("status").equals("expired"));
        var told = events("lopez.subscriptions", id, 4).getLast().envelope();
        assertThat(told.path("type").asText()).isEqualTo("de.lopezitwelt.subscription.expired.v1");
        assertThat(told.path("actor").asText()).isEqualTo("service:org-billing-service");
        var limits = events("lopez.entitlements.state", "user:" + user, 4)
                .getLast()
                .envelope()
                .path("data");
        assertThat(limits.path("plan_type").asText()).isEqualTo("free");
        assertThat(limits.path("limits").path("messages_per_day").asLong()).isEqualTo(200);
        as(user).body(Map.of("plan_type", "basic")).post(PATH).then().statusCode(201);
    }

    @Test
    void onlyAdministratorsSuspend() {
        String user = newUser();
        String id = bought(user, Map.of("plan_type", "basic"));

        as(user).post(PATH + "/{id}/suspend", id).then().statusCode(403);
        asAdmin().post(PATH + "/{id}/suspend", id).then().statusCode(200).body("status", equalTo("suspended"));
        asAdmin().post(PATH + "/{id}/reinstate", id).then().statusCode(200).body("status", equalTo("active"));
    }

    @Test
    void aSuspendedOneCanBeLeftAndBringsNoLimitsBack() {
        String user = newUser();
        String id = bought(user, Map.of("plan_type", "premium"));
        asAdmin().post(PATH + "/{id}/suspend", id).then().statusCode(200);

        as(user).post(PATH + "/{id}/resume", id)
                .then()
                .statusCode(409)
                .body("detail", containsString("it can be cancelled, and an administrator can reinstate it"));
        as(user).post(PATH + "/{id}/cancel", id).then().statusCode(200).body("status", equalTo("expired"));
        var limits = events("lopez.entitlements.state", "user:" + user, 4)
                .getLast()
                .envelope()
                .path("data")
                .path("limits");
        assertThat(limits.path("messages_per_day").asLong()).isEqualTo(200);
        as(user).body(Map.of("plan_type", "basic")).post(PATH).then().statusCode(201);
    }

    @Test
    void plansAreEverybodysToSee() {
        given().get("/api/v1/plans")
                .then()
                .statusCode(200)
                .body("data.plan_type", contains("free", "basic", "premium", "enterprise"))
                .body("data.monthly", contains(0.0f, 9.9f, 49.0f, 499.0f))
                .body("data[0].messages_per_day", equalTo(200))
                .body("data[3].messages_per_day", nullValue())
                .body("data.needs_approval", contains(false, true, true, true));
    }

    @Test
    void administratorsFindWhatWaitsForThem() {
        String user = newUser();
        String free = as(user).body(Map.of("plan_type", "free")).post(PATH).path("id");
        String pending =
                as(user).body(Map.of("plan_type", "premium")).post(PATH).path("id");

        asAdmin().get(PATH + "/all?user_id={u}", user).then().statusCode(200).body("data.id", contains(pending, free));
        asAdmin()
                .get(PATH + "/all?user_id={u}&pending=true&status=active&plan_type=free", user)
                .then()
                .body("data.id", contains(pending));
        asAdmin().get(PATH + "/all?user_id={u}&pending=false", user).then().body("data.id", contains(free));
        asAdmin().get(PATH + "/all?status=odd").then().statusCode(400).body("violations[0].field", equalTo("status"));
        as(user).get(PATH + "/all").then().statusCode(403);
    }

    @Test
    void foreignSubscriptionsAreUnknownAndMembersNeedThePermission() {
        String owner = newUser();
        String member = newUser();
        String organization = newOrganization(owner);
        addMember(organization, member, "member");
        String personal =
                as(owner).body(Map.of("plan_type", "basic")).post(PATH).path("id");
        String shared =
                as(owner).get(PATH + "?organization_id={o}", organization).path("data[0].id");

        as(member).get(PATH + "/{id}", personal).then().statusCode(404);
        as(member).get(PATH + "/{id}", newId()).then().statusCode(404);
        as(member).post(PATH + "/{id}/cancel", personal).then().statusCode(404);
        as(member).get(PATH + "/{id}", shared).then().statusCode(403);
        as(newUser()).get(PATH + "/{id}", shared).then().statusCode(404);
        as(owner).get(PATH).then().body("data.id", contains(personal));
        as(owner).post(PATH + "/{id}/cancel", shared).then().statusCode(409);
    }

    @Test
    void whatWasBoughtForADeletedOrganizationIsNotItsBuyersOwn() {
        String owner = newUser();
        String organization = newOrganization(owner);
        String shared =
                as(owner).get(PATH + "?organization_id={o}", organization).path("data[0].id");

        as(owner).delete("/api/v1/organizations/{o}", organization).then().statusCode(204);

        as(owner).get(PATH).then().statusCode(200).body("data.size()", equalTo(0));
        as(owner).get(PATH + "/{id}", shared).then().statusCode(404);
        asAdmin()
                .get(PATH + "/{id}", shared)
                .then()
                .statusCode(200)
                .body("status", equalTo("expired"))
                .body("organization_id", equalTo(organization));
    }

    @Test
    void servicesReadEntitlements() {
        String user = newUser();

        asService(Scopes.INTERNAL_ENTITLEMENTS_READ)
                .get("/internal/entitlements?subject_type=user&subject_id={u}", user)
                .then()
                .statusCode(200)
                .body("plan_type", equalTo("free"))
                .body("limits.messages_per_day", equalTo(200))
                .body("version", equalTo(0));
        bought(user, Map.of("plan_type", "basic"));
        asService(Scopes.INTERNAL_ENTITLEMENTS_READ)
                .get("/internal/entitlements?subject_type=user&subject_id={u}", user)
                .then()
                .body("plan_type", equalTo("basic"))
                .body("status", equalTo("active"))
                .body("version", equalTo(2));
        asService(Scopes.INTERNAL_ENTITLEMENTS_READ)
                .get("/internal/entitlements?subject_type=house&subject_id={u}", user)
                .then()
                .statusCode(400);
    }
}
