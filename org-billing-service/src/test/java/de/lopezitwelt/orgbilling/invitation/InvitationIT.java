package de.lopezitwelt.orgbilling.invitation;

import static de.lopezitwelt.orgbilling.Api.addMember;
import static de.lopezitwelt.orgbilling.Api.as;
import static de.lopezitwelt.orgbilling.Api.emailOf;
import static de.lopezitwelt.orgbilling.Api.newId;
import static de.lopezitwelt.orgbilling.Api.newOrganization;
import static de.lopezitwelt.orgbilling.Api.newUser;
import static de.lopezitwelt.platform.testing.Concurrently.atOnce;
import static de.lopezitwelt.platform.testing.kafka.TopicProbe.audited;
import static de.lopezitwelt.platform.testing.kafka.TopicProbe.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.service.FakeServices;
import de.lopezitwelt.platform.testing.service.FakeServicesResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(FakeServicesResource.class)
class InvitationIT {
    private static final String SENT = "/api/v1/organizations/{organization}/invitations";
    private static final String RECEIVED = "/api/v1/organization-invitations";
    private static final String MEMBERS = "/api/v1/organizations/{organization}/members/{user}";
    private static final String MAIL = "/internal/organization-invitations";

    private final String owner = newUser();
    private final String guest = newUser();

    @Inject
    InvitationMails mails;

    @Inject
    Pool writer;

    private String organization = "";

    @BeforeEach
    void foundAnOrganization() {
        FakeServices.answer("auth", MAIL, "{\"taken\":true}");
        organization = newOrganization(owner);
    }

    @Test
    void userBecomesMemberByAcceptingAndNotBefore() {
        String id = invited(Map.of("user_id", guest, "role", "admin", "permissions", List.of("!agents.use")));
        as(owner).get(MEMBERS, organization, guest).then().statusCode(404);
        as(guest)
                .get(RECEIVED)
                .then()
                .statusCode(200)
                .body("data", hasSize(1))
                .body("data[0].id", equalTo(id))
                .body("data[0].organization_name", equalTo("Contoso GmbH"))
                .body("data[0].role", equalTo("admin"));

        accept(guest, id)
                .statusCode(200)
                .body("role", equalTo("admin"))
                .body("permissions", equalTo(List.of("!agents.use")));

        as(owner).get(MEMBERS, organization, guest).then().statusCode(200);
        as(guest).get(RECEIVED).then().body("data", hasSize(0));
        assertThat(events("lopez.memberships.state", organization + ":" + guest, 1))
                .hasSize(1);
        assertThat(audited(id, 2).stream()
                        .map(record -> record.path("event_type").asText()))
                .containsExactlyInAnyOrder("organization_invitation.created", "organization_invitation.accepted");
    }

    @Test
    void invitationByEmailIsForThatVerifiedAddressAlone() {
        String unverified = newUser(false);
        String id = invited(Map.of("email", emailOf(guest).toUpperCase(Locale.ROOT)));
        String toUnverified = invited(Map.of("email", emailOf(unverified)));

        accept(newUser(), id).statusCode(404);
        accept(unverified, toUnverified).statusCode(404);
        as(unverified).get(RECEIVED).then().body("data", hasSize(0));
        accept(guest, id).statusCode(200).body("role", equalTo("member"));
    }

    @Test
    void fiftyParallelAcceptsMakeOneMember() throws Exception {
        String id = invited(Map.of("user_id", guest));

        List<Response> answers = atOnce(Collections.nCopies(50, () -> as(guest).post(RECEIVED + "/{id}/accept", id)));

        assertThat(answers).allMatch(answer -> answer.statusCode() == 200);
        assertThat(answers.stream().map(answer -> answer.header("ETag")).distinct())
                .hasSize(1);
        as(owner)
                .get("/api/v1/organizations/{organization}/members", organization)
                .then()
                .body("data", hasSize(2));
    }

    @Test
    void declinedInvitationIsOverAndAnotherMayFollow() {
        String id = invited(Map.of("user_id", guest));

        as(guest).post(RECEIVED + "/{id}/decline", id).then().statusCode(204);
        as(guest).post(RECEIVED + "/{id}/decline", id).then().statusCode(204);

        accept(guest, id).statusCode(409).body("code", equalTo("invitation-ended"));
        accept(guest, invited(Map.of("user_id", guest))).statusCode(200);
    }

    @Test
    void revokedInvitationCannotBeAccepted() {
        String id = invited(Map.of("user_id", guest));

        as(owner).delete(SENT + "/{id}", organization, id).then().statusCode(204);
        as(owner).delete(SENT + "/{id}", organization, id).then().statusCode(204);

        accept(guest, id).statusCode(409);
        as(owner).get(SENT, organization).then().body("data", hasSize(1)).body("data[0].status", equalTo("revoked"));
    }

    @Test
    void acceptedInvitationIsNeitherRevokedNorSentAgain() {
        String id = invited(Map.of("user_id", guest));
        accept(guest, id);

        as(owner).delete(SENT + "/{id}", organization, id).then().statusCode(409);
        as(owner).post(SENT + "/{id}/resend", organization, id).then().statusCode(409);
    }

    @Test
    void secondInvitationWaitsForTheEndOfTheFirst() {
        String first = invited(Map.of("email", emailOf(guest)));
        invite(owner, Map.of("email", emailOf(guest))).statusCode(409).body("code", equalTo("already-invited"));

        expire(first);

        accept(guest, first).statusCode(409).body("detail", equalTo("The invitation is expired"));
        accept(guest, invited(Map.of("email", emailOf(guest)))).statusCode(200);
    }

    @Test
    void sentAgainAnExpiredInvitationLives() {
        String id = invited(Map.of("user_id", guest));
        expire(id);

        as(owner)
                .post(SENT + "/{id}/resend", organization, id)
                .then()
                .statusCode(200)
                .body("status", equalTo("pending"));

        accept(guest, id).statusCode(200);
    }

    @Test
    void mailThatAuthDoesNotTakeWaits() {
        FakeServices.fail("auth", MAIL);
        invited(Map.of("user_id", guest));
        as(owner).get(SENT, organization).then().body("data[0].mailed_at", nullValue());

        FakeServices.answer("auth", MAIL, "{\"taken\":true}");
        mails.attempt();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> as(owner).get(SENT, organization).then().body("data[0].mailed_at", notNullValue()));
    }

    @Test
    void nobodyInvitesToMoreThanTheyHold() {
        String admin = newUser();
        String member = newUser();
        addMember(organization, admin, "admin");
        addMember(organization, member, "member");

        invite(admin, Map.of("user_id", guest, "role", "owner")).statusCode(403);
        invite(member, Map.of("user_id", guest)).statusCode(403);
        invite(newUser(), Map.of("user_id", guest)).statusCode(404);
        invite(owner, Map.of("user_id", member)).statusCode(409).body("code", equalTo("already-member"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"email\":\"nobody\"}",
                "{\"email\":\"a@b.example\",\"user_id\":\"0190a000-0000-7000-8000-000000000000\"}",
                "{\"email\":\"a@b.example\",\"role\":\"king\"}",
                "{\"email\":\"a@b.example\",\"permissions\":[\"fly\"]}",
                "{\"user_id\":\"0190a000-0000-7000-8000-000000000000\"}"
            })
    void badInvitationIsRefused(String body) {
        as(owner).body(body).post(SENT, organization).then().statusCode(400).body("violations", notNullValue());
    }

    @Test
    void invitationOfAnotherOrganizationIsNoneOfThis() {
        String id = invited(Map.of("user_id", guest));
        String other = newOrganization(owner);

        as(owner).delete(SENT + "/{id}", other, id).then().statusCode(404);
        as(owner).post(SENT + "/{id}/resend", other, newId()).then().statusCode(404);
    }

    private String invited(Map<String, ?> request) {
        return invite(owner, request).statusCode(201).extract().path("id");
    }

    private ValidatableResponse invite(String user, Map<String, ?> request) {
        return as(user).body(request).post(SENT, organization).then();
    }

    private static ValidatableResponse accept(String user, String id) {
        return as(user).post(RECEIVED + "/{id}/accept", id).then();
    }

    private void expire(String id) {
        writer.preparedQuery("UPDATE organization_invitations SET expires_at = UTC_TIMESTAMP(6) WHERE id = ?")
                .execute(Tuple.of(id))
                .await()
                .atMost(Duration.ofSeconds(10));
    }
}
