package de.lopezitwelt.orgbilling.organization;

import static de.lopezitwelt.orgbilling.Api.addMember;
import static de.lopezitwelt.orgbilling.Api.as;
import static de.lopezitwelt.orgbilling.Api.newId;
import static de.lopezitwelt.orgbilling.Api.newOrganization;
import static de.lopezitwelt.orgbilling.Api.newUser;
import static de.lopezitwelt.platform.testing.Concurrently.atOnce;
import static de.lopezitwelt.platform.testing.kafka.TopicProbe.audited;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.service.FakeServicesResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(FakeServicesResource.class)
@WithTestResource(NameServerResource.class)
class DomainIT {
    private static final String PATH = "/api/v1/organizations/{id}";

    private final String owner = newUser();

    /** A domain of its own for each test. */
    private final String domain = "d" + newId() + ".example";

    @Test
    void recordOfTheDomainProvesIt() {
        String id = organization(owner, domain);
        ValidatableResponse shown = as(owner)
                .get(PATH + "/domain", id)
                .then()
                .statusCode(200)
                .body("domain", equalTo(domain))
                .body("verified_at", nullValue())
                .body("record_name", equalTo("_lopez-it-welt." + domain))
                .body("record_value", equalTo("organization=" + id));
        refused(id);

        NameServerResource.publish(
                shown.extract().path("record_name"),
                "v=spf1 -all",
                shown.extract().path("record_value"));
        verified(id);

        as(owner).get(PATH, id).then().body("domain_verified_at", notNullValue());
        assertThat(audited(id, 2))
                .anyMatch(record -> record.path("event_type").asText().equals("organization.domain-verified"));
    }

    @Test
    void verifyingOnceMoreChangesNothing() {
        String id = organization(owner, domain);
        proves(id);
        String tag = verified(id).extract().header("ETag");

        verified(id).header("ETag", equalTo(tag));
    }

    @Test
    void anotherDomainHasToBeProvenAnew() {
        String id = organization(owner, domain);
        proves(id);
        verified(id);

        change(owner, id, "other." + domain);

        as(owner).get(PATH, id).then().body("domain_verified_at", nullValue());
        refused(id);
    }

    @Test
    void writingTheDomainInAnotherFormKeepsItsProof() {
        String id = organization(owner, domain);
        proves(id);
        verified(id);

        change(owner, id, domain.toUpperCase(java.util.Locale.ROOT) + ".");

        as(owner).get(PATH, id).then().body("domain_verified_at", notNullValue());
    }

    @Test
    void whileItsRecordStandsTheFirstKeepsTheDomain() {
        String first = organization(owner, domain);
        String second = organization(owner, domain);
        proves(first, second);
        verified(first);

        as(owner)
                .post(PATH + "/domain/verification", second)
                .then()
                .statusCode(409)
                .body("code", equalTo("domain-taken"));
        as(owner).get(PATH, first).then().body("domain_verified_at", notNullValue());
    }

    @Test
    void domainThatHasChangedHandsGoesToTheOneItsRecordNames() {
        String seller = organization(owner, domain);
        String buyer = organization(owner, domain);
        proves(seller);
        verified(seller);

        proves(buyer);
        verified(buyer);

        as(owner).get(PATH, seller).then().body("domain", equalTo(domain)).body("domain_verified_at", nullValue());
        assertThat(audited(seller, 3))
                .anyMatch(record -> record.path("event_type").asText().equals("organization.domain-lost"));
    }

    @Test
    void ofTwoThatVerifyAtOnceOneHasTheDomain() throws Exception {
        String first = organization(owner, domain);
        String second = organization(owner, domain);
        proves(first, second);

        List<Callable<Response>> calls = new java.util.ArrayList<>();
        calls.addAll(Collections.nCopies(5, () -> as(owner).post(PATH + "/domain/verification", first)));
        calls.addAll(Collections.nCopies(5, () -> as(owner).post(PATH + "/domain/verification", second)));
        List<Response> answers = atOnce(calls);

        assertThat(answers)
                .allMatch(answer -> answer.statusCode() == 200
                        || answer.jsonPath().getString("code").equals("domain-taken"));
        assertThat(List.of(isVerified(first), isVerified(second))).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void nameServerThatDoesNotAnswerIsNoRefusal() {
        String id = organization(owner, newId() + "." + NameServerResource.SILENT);

        as(owner).post(PATH + "/domain/verification", id).then().statusCode(503).header("Retry-After", notNullValue());
    }

    @Test
    void onlyThoseWhoMayChangeTheOrganizationVerify() {
        String id = organization(owner, domain);
        String member = newUser();
        addMember(id, member, "member");

        as(member).post(PATH + "/domain/verification", id).then().statusCode(403);
        as(member).get(PATH + "/domain", id).then().statusCode(403);
        as(newUser()).post(PATH + "/domain/verification", id).then().statusCode(404);
    }

    @Test
    void withoutADomainThereIsNothingToProve() {
        String id = newOrganization(owner);

        as(owner).get(PATH + "/domain", id).then().statusCode(404);
        as(owner).post(PATH + "/domain/verification", id).then().statusCode(404);
    }

    private void proves(String... organizations) {
        NameServerResource.publish(
                "_lopez-it-welt." + domain,
                List.of(organizations).stream().map(id -> "organization=" + id).toArray(String[]::new));
    }

    private ValidatableResponse verified(String id) {
        return as(owner)
                .post(PATH + "/domain/verification", id)
                .then()
                .statusCode(200)
                .body("domain", equalTo(domain))
                .body("verified_at", notNullValue());
    }

    private void refused(String id) {
        as(owner)
                .post(PATH + "/domain/verification", id)
                .then()
                .statusCode(409)
                .body("code", equalTo("domain-not-verified"));
    }

    private boolean isVerified(String id) {
        return as(owner).get(PATH, id).jsonPath().get("domain_verified_at") != null;
    }

    private static String organization(String owner, String domain) {
        return as(owner)
                .body(Map.of("name", "Contoso GmbH", "domain", domain))
                .post("/api/v1/organizations")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static void change(String owner, String id, String domain) {
        as(owner)
                .header("If-Match", "*")
                .body(Map.of("domain", domain))
                .patch(PATH, id)
                .then()
                .statusCode(200);
    }
}
