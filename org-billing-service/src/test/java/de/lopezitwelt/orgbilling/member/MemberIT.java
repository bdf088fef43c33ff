package de.lopezitwelt.orgbilling.member;

import static de.lopezitwelt.orgbilling.Api.addMember;
import static de.lopezitwelt.orgbilling.Api.as;
import static de.lopezitwelt.orgbilling.Api.asAdmin;
import static de.lopezitwelt.orgbilling.Api.asService;
import static de.lopezitwelt.orgbilling.Api.emailOf;
import static de.lopezitwelt.orgbilling.Api.newId;
import static de.lopezitwelt.orgbilling.Api.newOrganization;
import static de.lopezitwelt.orgbilling.Api.newUser;
import static de.lopezitwelt.platform.testing.Concurrently.atOnce;
import static de.lopezitwelt.platform.testing.kafka.TopicProbe.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.service.FakeServices;
import de.lopezitwelt.platform.testing.service.FakeServicesResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(FakeServicesResource.class)
class MemberIT {
    private static final String MEMBERS = "/api/v1/organizations/{id}/members";
    private static final String MEMBER = MEMBERS + "/{user}";
    private static final String PERMISSIONS = "/api/v1/organizations/{id}/permissions";
    private static final String PROFILES = "/internal/users/profiles";

    private String owner = "";
    private String organization = "";

    @BeforeEach
    void anOrganization() {
        owner = newUser();
        organization = newOrganization(owner);
    }

    @Test
    void aJustRegisteredUserIsAddedByAnAdministratorAndTheStateTopicTellsIt() {
        String user = newUser();

        asAdmin()
                .body(Map.of("user_id", user, "role", "member", "permissions", List.of("agents.manage", "!agents.use")))
                .post(MEMBERS, organization)
                .then()
                .statusCode(201)
                .body("role", equalTo("member"))
                .body("permissions", contains("agents.manage", "!agents.use"))
                .body("effective_permissions", hasItem("agents.manage"))
                .body("effective_permissions", not(hasItem("agents.use")));

        as(user).get("/api/v1/organizations").then().body("data.id", contains(organization));
        var state =
                events("lopez.memberships.state", organization + ":" + user, 1).getFirst();
        assertThat(state.envelope().path("data").path("permissions").get(1).asText())
                .isEqualTo("!agents.use");
    }

    @Test
    void userWhomAnOwnerAddsIsAskedFirst() {
        String user = newUser();
        String key = newId();
        Map<String, ?> wanted = Map.of("user_id", user, "role", "admin", "permissions", List.of("!agents.use"));

        String invitation = as(owner)
                .header("Idempotency-Key", key)
                .body(wanted)
                .post(MEMBERS, organization)
                .then()
                .statusCode(202)
                .header("Location", containsString("/api/v1/organizations/" + organization + "/invitations/"))
                .body("status", equalTo("pending"))
                .extract()
                .path("id");
        as(owner)
                .header("Idempotency-Key", key)
                .body(wanted)
                .post(MEMBERS, organization)
                .then()
                .statusCode(202)
                .header("Idempotency-Replayed", equalTo("true"))
                .body("id", equalTo(invitation));
        as(owner)
                .body(wanted)
                .post(MEMBERS, organization)
                .then()
                .statusCode(409)
                .body("code", equalTo("already-invited"));
        as(owner).get(MEMBER, organization, user).then().statusCode(404);
        as(user).get("/api/v1/organizations").then().body("data", hasSize(0));

        as(user).post("/api/v1/organization-invitations/{id}/accept", invitation)
                .then()
                .statusCode(200)
                .body("role", equalTo("admin"))
                .body("permissions", contains("!agents.use"));
        as(user).get("/api/v1/organizations").then().body("data.id", contains(organization));
    }

    @Test
    void membersAreShownWithNameAndEmailAsLongAsAuthTellsThem() {
        String user = newUser();
        addMember(organization, user, "viewer");
        FakeServices.answer("auth", PROFILES, """
                {"data":[{"user_id":"%s","name":"Ada","email":"%s"}]}""".formatted(user, emailOf(user)));

        as(owner)
                .get(MEMBERS, organization)
                .then()
                .statusCode(200)
                .body("data.user_id", contains(owner, user))
                .body("data.name", contains(null, "Ada"))
                .body("data.email", contains(null, emailOf(user)))
                .body("data.role", contains("owner", "viewer"));
        as(owner)
                .get(MEMBER, organization, user)
                .then()
                .body("name", equalTo("Ada"))
                .body("email", equalTo(emailOf(user)));

        FakeServices.fail("auth", PROFILES);
        as(owner)
                .get(MEMBERS, organization)
                .then()
                .statusCode(200)
                .body("data.user_id", contains(owner, user))
                .body("data.name", everyItem(nullValue()));
    }

    @Test
    void ownershipPassesToAMemberAtOnce() {
        String heir = newUser();
        addMember(organization, heir, "viewer");

        as(owner)
                .post(MEMBER + "/ownership", organization, heir)
                .then()
                .statusCode(200)
                .body("role", equalTo("owner"));

        as(heir).get(MEMBER, organization, owner).then().body("role", equalTo("admin"));
        as(owner).post(MEMBER + "/ownership", organization, heir).then().statusCode(403);
        assertThat(events("lopez.memberships.state", organization + ":" + owner, 2)
                        .getLast()
                        .envelope()
                        .path("data")
                        .path("role")
                        .asText())
                .isEqualTo("admin");
    }

    @Test
    void ownershipPassesToMembersOnlyAndFromOwnersOnly() {
        String admin = newUser();
        addMember(organization, admin, "admin");

        as(owner).post(MEMBER + "/ownership", organization, newUser()).then().statusCode(404);
        as(owner).post(MEMBER + "/ownership", organization, owner).then().statusCode(400);
        as(admin).post(MEMBER + "/ownership", organization, owner).then().statusCode(403);
        asAdmin().post(MEMBER + "/ownership", organization, admin).then().statusCode(403);
        as(newUser()).post(MEMBER + "/ownership", organization, admin).then().statusCode(404);
    }

    @Test
    void ownershipPassedToTwoAtOnceGoesToOne() throws Exception {
        String first = newUser();
        String second = newUser();
        addMember(organization, first, "member");
        addMember(organization, second, "member");

        List<Response> answers = atOnce(List.of(
                () -> as(owner).post(MEMBER + "/ownership", organization, first),
                () -> as(owner).post(MEMBER + "/ownership", organization, second)));

        assertThat(answers.stream().map(Response::statusCode)).containsExactlyInAnyOrder(200, 403);
        as(owner).get(MEMBERS, organization).then().body("data.role", containsInAnyOrder("admin", "owner", "member"));
    }

    @Test
    void everybodyLearnsWhatTheyMayDoHereAndWhy() {
        String member = newUser();
        asAdmin()
                .body(Map.of(
                        "user_id", member, "role", "member", "permissions", List.of("billing.read", "!agents.share")))
                .post(MEMBERS, organization)
                .then()
                .statusCode(201);

        assertThat(reasons(as(member)))
                .containsEntry("organization.read", "role")
                .containsEntry("billing.read", "given")
                .containsEntry("agents.share", "taken")
                .containsEntry("members.manage", "role_too_low")
                .containsEntry("agents.use", "role");
        assertThat(reasons(as(owner)).values()).containsOnly("owner");
        assertThat(reasons(asAdmin()).values()).containsOnly("platform_administrator");
        as(newUser()).get(PERMISSIONS, organization).then().statusCode(404);

        as(owner)
                .header("If-Match", "*")
                .body(Map.of("is_active", false))
                .patch("/api/v1/organizations/{id}", organization)
                .then()
                .statusCode(200);
        assertThat(reasons(as(member))).containsEntry("agents.use", "organization_inactive");
        as(member)
                .get(PERMISSIONS, organization)
                .then()
                .body("role", equalTo("member"))
                .body("organization_is_active", equalTo(false))
                .body("permissions.find { it.permission == 'agents.use' }.held", equalTo(false));
    }

    private Map<String, String> reasons(RequestSpecification asking) {
        List<Map<String, String>> explained = asking.get(PERMISSIONS, organization)
                .then()
                .statusCode(200)
                .extract()
                .path("permissions");
        return explained.stream().collect(Collectors.toMap(one -> one.get("permission"), one -> one.get("reason")));
    }

    @Test
    void whoIsUnknownOrInactiveIsNotAdded() {
        String inactive = newUser();
        FakeServices.answer("auth", "/internal/users/" + inactive, "{\"status\":\"inactive\"}");

        for (String user : List.of(newId(), inactive, "../../internal/token", "x")) {
            as(owner)
                    .body(Map.of("user_id", user))
                    .post(MEMBERS, organization)
                    .then()
                    .statusCode(400)
                    .body("violations[0].field", equalTo("user_id"));
        }
    }

    @Test
    void aMemberIsNotAddedTwice() {
        String user = newUser();
        addMember(organization, user, "viewer");

        as(owner)
                .body(Map.of("user_id", user))
                .post(MEMBERS, organization)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:lopez:problem:already-member"));
        asAdmin()
                .body(Map.of("user_id", user))
                .post(MEMBERS, organization)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:lopez:problem:already-member"));
    }

    @Test
    void parallelAddsOfOneUserMakeOneMember() throws Exception {
        String user = newUser();
        Callable<Response> add = () -> asAdmin().body(Map.of("user_id", user)).post(MEMBERS, organization);

        List<Response> answers = atOnce(Collections.nCopies(10, add));

        assertThat(answers.stream().filter(answer -> answer.statusCode() == 201))
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 409))
                .hasSize(9);
    }

    @Test
    void rolesDecideWhoManagesWhom() {
        String admin = newUser();
        String viewer = newUser();
        addMember(organization, admin, "admin");
        addMember(organization, viewer, "viewer");

        as(viewer)
                .body(Map.of("user_id", newUser()))
                .post(MEMBERS, organization)
                .then()
                .statusCode(403);
        as(admin)
                .body(Map.of("user_id", newUser(), "role", "owner"))
                .post(MEMBERS, organization)
                .then()
                .statusCode(403);
        as(admin)
                .header("If-Match", "*")
                .body(Map.of("role", "admin"))
                .patch(MEMBER, organization, admin)
                .then()
                .statusCode(403);
        as(admin).delete(MEMBER, organization, owner).then().statusCode(403);
        as(admin)
                .header("If-Match", "*")
                .body(Map.of("role", "member"))
                .patch(MEMBER, organization, viewer)
                .then()
                .statusCode(200)
                .body("role", equalTo("member"));
        as(viewer).delete(MEMBER, organization, viewer).then().statusCode(204);
        as(viewer).get(MEMBERS, organization).then().statusCode(404);
    }

    @Test
    void permissionsAreCheckedAndNamedByPath() {
        as(owner)
                .body(Map.of("user_id", newUser(), "permissions", List.of("agents.manage", "all")))
                .post(MEMBERS, organization)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("permissions[1]"));
    }

    @Test
    void theLastOwnerNeitherLeavesNorSteps() {
        addMember(organization, newUser(), "admin");

        as(owner)
                .delete(MEMBER, organization, owner)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:lopez:problem:last-owner"));
        as(owner)
                .header("If-Match", "*")
                .body(Map.of("role", "admin"))
                .patch(MEMBER, organization, owner)
                .then()
                .statusCode(409);
    }

    @Test
    void twoOwnersDemotingEachOtherLeaveOne() throws Exception {
        for (int round = 0; round < 10; round++) {
            String organizationId = newOrganization(owner);
            String second = newUser();
            addMember(organizationId, second, "owner");

            List<Response> answers = atOnce(
                    List.of(() -> demote(organizationId, owner, second), () -> demote(organizationId, second, owner)));

            assertThat(answers.stream().map(Response::statusCode)).containsExactlyInAnyOrder(200, 403);
        }
    }

    @Test
    void ownersLeavingAllAtOnceLeaveOne() throws Exception {
        for (int round = 0; round < 5; round++) {
            String organizationId = newOrganization(owner);
            List<String> owners = List.of(owner, newUser(), newUser(), newUser());
            owners.stream().skip(1).forEach(user -> addMember(organizationId, user, "owner"));
            List<Callable<Response>> leaving = owners.stream()
                    .<Callable<Response>>map(user -> () -> as(user).delete(MEMBER, organizationId, user))
                    .toList();

            List<Response> answers = atOnce(leaving);

            assertThat(answers.stream().map(Response::statusCode)).containsExactlyInAnyOrder(204, 204, 204, 409);
        }
    }

    @Test
    void ofTwoPatchesWithOneVersionOneIsRefused() throws Exception {
        String user = newUser();
        addMember(organization, user, "member");
        String tag = as(owner).get(MEMBER, organization, user).header("ETag");
        Callable<Response> patch = () ->
                as(owner).header("If-Match", tag).body(Map.of("role", "viewer")).patch(MEMBER, organization, user);

        assertThat(atOnce(List.of(patch, patch)).stream().map(Response::statusCode))
                .containsExactlyInAnyOrder(200, 412);
    }

    @Test
    void versionsOfTheOrganizationHaveNoGapsUnderParallelChanges() throws Exception {
        List<Callable<Response>> adds = java.util.stream.IntStream.range(0, 12)
                .<Callable<Response>>mapToObj(i -> {
                    String user = newUser();
                    return () -> asAdmin().body(Map.of("user_id", user)).post(MEMBERS, organization);
                })
                .toList();

        assertThat(atOnce(adds)).allMatch(answer -> answer.statusCode() == 201);

        var told = events("lopez.organizations", organization, 14);
        assertThat(told.stream()
                        .map(entry -> entry.envelope().path("aggregateversion").asLong()))
                .containsExactlyElementsOf(
                        java.util.stream.LongStream.rangeClosed(1, 14).boxed().toList());
    }

    @Test
    void membersArePagedInTheOrderOfJoining() {
        String first = newUser();
        String second = newUser();
        addMember(organization, first, "viewer");
        addMember(organization, second, "viewer");

        String cursor = as(owner)
                .get(MEMBERS + "?limit=2", organization)
                .then()
                .body("data.user_id", contains(owner, first))
                .extract()
                .path("next_cursor");
        as(owner)
                .get(MEMBERS + "?limit=2&cursor={c}", organization, cursor)
                .then()
                .body("data.user_id", contains(second));
        as(owner)
                .get(MEMBERS + "?limit=0", organization)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("limit"));
    }

    @Test
    void servicesReadMembershipsWithTheirScopeOnly() {
        asService(Scopes.INTERNAL_MEMBERSHIPS_READ)
                .get("/internal/memberships?user_id={u}", owner)
                .then()
                .statusCode(200)
                .body("data", hasSize(1))
                .body("data[0].organization_id", equalTo(organization))
                .body("data[0].version", equalTo(2));
        asService(Scopes.INTERNAL_MEMBERSHIPS_READ)
                .get("/internal/memberships/{o}/{u}", organization, newId())
                .then()
                .statusCode(404);
        asService(Scopes.INTERNAL_USERS_READ)
                .get("/internal/memberships?user_id={u}", owner)
                .then()
                .statusCode(403);
        as(owner).get("/internal/memberships?user_id={u}", owner).then().statusCode(401);
    }

    private Response demote(String organizationId, String actor, String other) {
        return as(actor).header("If-Match", "*").body(Map.of("role", "member")).patch(MEMBER, organizationId, other);
    }
}
