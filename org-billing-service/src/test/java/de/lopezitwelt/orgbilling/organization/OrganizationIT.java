package de.lopezitwelt.orgbilling.organization;

import static de.lopezitwelt.orgbilling.Api.addMember;
import static de.lopezitwelt.orgbilling.Api.as;
import static de.lopezitwelt.orgbilling.Api.asAdmin;
import static de.lopezitwelt.orgbilling.Api.bought;
import static de.lopezitwelt.orgbilling.Api.newId;
import static de.lopezitwelt.orgbilling.Api.newOrganization;
import static de.lopezitwelt.orgbilling.Api.newUser;
import static de.lopezitwelt.platform.testing.Concurrently.atOnce;
import static de.lopezitwelt.platform.testing.kafka.TopicProbe.audited;
import static de.lopezitwelt.platform.testing.kafka.TopicProbe.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.service.FakeServicesResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(FakeServicesResource.class)
class OrganizationIT {
    private static final String PATH = "/api/v1/organizations";

    @Test
    void creatorBecomesOwnerAndTheFreePlanBegins() {
        String owner = newUser();

        String id = as(owner)
                .body("{\"name\":\"Contoso GmbH\",\"domain\":\"contoso.example\",\"settings\":{\"locale\":\"de\"}}")
                .post(PATH)
                .then()
                .statusCode(201)
                .header("ETag", equalTo("\"2\""))
                .body("name", equalTo("Contoso GmbH"))
                .body("settings.locale", equalTo("de"))
                .body("is_active", equalTo(true))
                .extract()
                .path("id");

        as(owner)
                .get(PATH + "/{id}/members/{user}", id, owner)
                .then()
                .statusCode(200)
                .body("role", equalTo("owner"));
        as(owner)
                .get("/api/v1/subscriptions?organization_id={id}", id)
                .then()
                .statusCode(200)
                .body("data", hasSize(1))
                .body("data[0].plan_type", equalTo("free"))
                .body("data[0].amount", equalTo(0.0f));

        var domain = events("lopez.organizations", id, 2);
        assertThat(domain.get(0).envelope().path("type").asText()).isEqualTo("de.lopezitwelt.organization.created.v1");
        assertThat(domain.get(0).envelope().path("aggregateversion").asLong()).isEqualTo(1);
        assertThat(domain.get(0).envelope().path("actor").asText()).isEqualTo("user:" + owner);
        assertThat(domain.get(1).envelope().path("type").asText())
                .isEqualTo("de.lopezitwelt.organization.member-added.v1");
        assertThat(domain.get(1).envelope().path("aggregateversion").asLong()).isEqualTo(2);
        var membership = events("lopez.memberships.state", id + ":" + owner, 1).getFirst();
        assertThat(membership.envelope().path("data").path("role").asText()).isEqualTo("owner");
        var entitlement =
                events("lopez.entitlements.state", "organization:" + id, 1).getFirst();
        assertThat(entitlement.envelope().path("data").path("plan_type").asText())
                .isEqualTo("free");
        assertThat(entitlement
                        .envelope()
                        .path("data")
                        .path("limits")
                        .path("messages_per_day")
                        .asLong())
                .isEqualTo(200);
        var record = audited(id, 1).getFirst();
        assertThat(record.path("event_type").asText()).isEqualTo("organization.created");
        assertThat(record.path("user_id").asText()).isEqualTo(owner);
        assertThat(record.path("ip_address").asText()).isNotEmpty();
    }

    @Test
    void parallelCreatesWithOneKeyMakeOneOrganization() throws Exception {
        String owner = newUser();
        Callable<Response> create = () -> as(owner)
                .header("Idempotency-Key", "key-" + owner)
                .body("{\"name\":\"Once\"}")
                .post(PATH);

        List<Response> answers = atOnce(Collections.nCopies(50, create));

        assertThat(answers).allMatch(answer -> answer.statusCode() == 201);
        assertThat(answers.stream().map(answer -> answer.body().asString()).distinct())
                .hasSize(1);
        as(owner).get(PATH).then().body("data", hasSize(1));
        as(owner)
                .header("Idempotency-Key", "key-" + owner)
                .body("{\"name\":\"Other\"}")
                .post(PATH)
                .then()
                .statusCode(422);
    }

    @Test
    void ofTwoPatchesWithOneVersionOneIsRefused() throws Exception {
        String owner = newUser();
        String id = newOrganization(owner);
        String tag = as(owner).get(PATH + "/{id}", id).header("ETag");

        List<Response> answers = atOnce(List.of(
                () -> as(owner).header("If-Match", tag).body("{\"name\":\"A\"}").patch(PATH + "/{id}", id),
                () -> as(owner).header("If-Match", tag).body("{\"name\":\"B\"}").patch(PATH + "/{id}", id)));

        assertThat(answers.stream().map(Response::statusCode)).containsExactlyInAnyOrder(200, 412);
    }

    @Test
    void patchMergesRemovesAndNeedsTheVersion() {
        String owner = newUser();
        String id = newOrganization(owner);

        as(owner).body("{\"name\":\"X\"}").patch(PATH + "/{id}", id).then().statusCode(428);
        String tag = as(owner)
                .header("If-Match", "*")
                .body("{\"description\":\"d\",\"settings\":{\"a\":1,\"b\":2}}")
                .patch(PATH + "/{id}", id)
                .then()
                .statusCode(200)
                .body("name", equalTo("Contoso GmbH"))
                .extract()
                .header("ETag");
        as(owner)
                .header("If-Match", tag)
                .body("{\"description\":null,\"settings\":{\"a\":null}}")
                .patch(PATH + "/{id}", id)
                .then()
                .statusCode(200)
                .body("description", nullValue())
                .body("settings", equalTo(Map.of("b", 2)));
    }

    @Test
    void badInputIsRefusedByField() {
        String owner = newUser();

        as(owner)
                .body("{\"name\":\"\"}")
                .post(PATH)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("name"));
        as(owner)
                .body("{\"name\":\"x\",\"owner\":\"me\"}")
                .post(PATH)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("owner"));
        as(owner)
                .body("{\"name\":\"x\",\"domain\":\"not a domain\"}")
                .post(PATH)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("domain"));
        as(owner)
                .body("{\"name\":\"x\",\"settings\":[1]}")
                .post(PATH)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("settings"));
    }

    @Test
    void foreignAndUnknownOrganizationsAnswerAlike() {
        String id = newOrganization(newUser());
        String stranger = newUser();

        var foreign = as(stranger).get(PATH + "/{id}", id);
        var unknown = as(stranger).get(PATH + "/{id}", newId());

        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(foreign.jsonPath().getString("title"))
                .isEqualTo(unknown.jsonPath().getString("title"));
        assertThat(foreign.jsonPath().getMap("").keySet())
                .isEqualTo(unknown.jsonPath().getMap("").keySet());
        as(stranger)
                .header("If-Match", "*")
                .body("{}")
                .patch(PATH + "/{id}", id)
                .then()
                .statusCode(404);
        as(stranger).delete(PATH + "/{id}", id).then().statusCode(404);
        as(stranger).get(PATH + "/{id}/members", id).then().statusCode(404);
        as(stranger)
                .get("/api/v1/subscriptions?organization_id={id}", id)
                .then()
                .statusCode(404);
        asAdmin().get(PATH + "/{id}", id).then().statusCode(200);
    }

    @Test
    void listIsPagedNewestFirst() {
        String owner = newUser();
        String first = newOrganization(owner);
        String second = newOrganization(owner);
        String third = newOrganization(owner);

        var page = as(owner).get(PATH + "?limit=2").then().statusCode(200).extract();
        assertThat(page.<List<String>>path("data.id")).containsExactly(third, second);
        var rest = as(owner).get(PATH + "?limit=2&cursor={c}", page.<String>path("next_cursor"));
        assertThat(rest.<List<String>>path("data.id")).containsExactly(first);
        rest.then().body("next_cursor", nullValue());
    }

    @Test
    void ownerDeletesItWithEverythingAndLateReadsFindNothing() {
        String owner = newUser();
        String member = newUser();
        String id = newOrganization(owner);
        addMember(id, member, "admin");

        as(member).delete(PATH + "/{id}", id).then().statusCode(403);
        as(owner).delete(PATH + "/{id}", id).then().statusCode(204);

        as(owner).get(PATH + "/{id}", id).then().statusCode(404);
        var domain = events("lopez.organizations", id, 6);
        assertThat(domain.getLast().envelope().path("type").asText())
                .isEqualTo("de.lopezitwelt.organization.deleted.v1");
        assertThat(domain.stream()
                        .map(entry -> entry.envelope().path("aggregateversion").asLong()))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(events("lopez.memberships.state", id + ":" + member, 2)
                        .getLast()
                        .event())
                .isNull();
        assertThat(events("lopez.entitlements.state", "organization:" + id, 2)
                        .getLast()
                        .event())
                .isNull();
    }

    @Test
    void aDomainHasOneFormHoweverItIsWritten() {
        String owner = newUser();
        for (String written : List.of("Müller.Example", "MÜLLER.example.", "xn--mller-kva.example")) {
            as(owner)
                    .body(Map.of("name", "Müller", "domain", written))
                    .post(PATH)
                    .then()
                    .statusCode(201)
                    .body("domain", equalTo("xn--mller-kva.example"));
        }
    }

    @Test
    void knownSettingsAreHeldToTheirMeaningAndOthersAreKept() {
        String owner = newUser();
        as(owner)
                .body(
                        "{\"name\":\"x\",\"settings\":{\"locale\":\"de_DE!\",\"time_zone\":\"Berlin\",\"default_member_role\":\"owner\"}}")
                .post(PATH)
                .then()
                .statusCode(400)
                .body(
                        "violations.field",
                        contains("settings.locale", "settings.time_zone", "settings.default_member_role"));
        String id = as(owner)
                .body(
                        "{\"name\":\"x\",\"settings\":{\"time_zone\":\"Europe/Berlin\",\"default_member_role\":\"viewer\",\"theme\":\"dark\"}}")
                .post(PATH)
                .then()
                .statusCode(201)
                .body("settings.theme", equalTo("dark"))
                .extract()
                .path("id");

        as(owner)
                .body(Map.of("user_id", newUser()))
                .post(PATH + "/{id}/members", id)
                .then()
                .statusCode(202)
                .body("role", equalTo("viewer"));
    }

    @Test
    void aDeactivatedOrganizationTellsSoWhateverIsBoughtMeanwhile() {
        String owner = newUser();
        String id = newOrganization(owner);
        String key = "organization:" + id;

        activate(owner, id, false);
        assertThat(entitlement(key, 2).path("is_active").asBoolean()).isFalse();
        bought(owner, Map.of("plan_type", "basic", "organization_id", id));
        assertThat(entitlement(key, 4).path("is_active").asBoolean()).isFalse();
        activate(owner, id, true);
        assertThat(entitlement(key, 5).path("is_active").asBoolean()).isTrue();
        assertThat(entitlement(key, 5).path("plan_type").asText()).isEqualTo("basic");
    }

    private static void activate(String owner, String id, boolean active) {
        as(owner)
                .header("If-Match", as(owner).get(PATH + "/{id}", id).header("ETag"))
                .body(Map.of("is_active", active))
                .patch(PATH + "/{id}", id)
                .then()
                .statusCode(200)
                .body("is_active", equalTo(active));
    }

    private static JsonNode entitlement(String key, int published) {
        return events("lopez.entitlements.state", key, published)
                .getLast()
                .envelope()
                .path("data");
    }

    @Test
    void aRunningPaidPlanKeepsTheOrganization() {
        String owner = newUser();
        String id = newOrganization(owner);
        String subscription = bought(owner, Map.of("plan_type", "basic", "organization_id", id));

        as(owner)
                .delete(PATH + "/{id}", id)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:lopez:problem:organization-in-use"));
        as(owner).post("/api/v1/subscriptions/{id}/cancel", subscription).then().statusCode(200);
        as(owner).delete(PATH + "/{id}", id).then().statusCode(204);
    }
}
