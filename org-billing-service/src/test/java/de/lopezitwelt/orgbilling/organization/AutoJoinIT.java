package de.lopezitwelt.orgbilling.organization;

import static de.lopezitwelt.orgbilling.Api.as;
import static de.lopezitwelt.orgbilling.Api.newId;
import static de.lopezitwelt.orgbilling.Api.newUser;
import static de.lopezitwelt.orgbilling.Api.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.contracts.user.UserState;
import de.lopezitwelt.contracts.user.UserStatus;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.service.FakeServicesResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** People of a proven domain become members by themselves, where the organization wants it. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(FakeServicesResource.class)
@WithTestResource(NameServerResource.class)
class AutoJoinIT {
    private static final String PATH = "/api/v1/organizations/{id}";
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final String owner = newUser();
    private final String domain = "d" + newId() + ".example";

    @Inject
    Events events;

    @Inject
    Pool writer;

    @Test
    void whoVerifiesAnAddressOfTheDomainBecomesAMemberOnce() {
        String organization = organization(Map.of("auto_join", true, "default_member_role", "viewer"));
        prove(organization);
        String early = newUser();
        tell(early, UserStatus.ACTIVE, null, 1);
        String inactive = newUser();
        tell(inactive, UserStatus.INACTIVE, domain, 1);
        String foreign = newUser();
        tell(foreign, UserStatus.ACTIVE, "other." + domain, 1);

        tell(early, UserStatus.ACTIVE, domain, 2);

        await().atMost(PATIENCE).until(() -> isMember(organization, early));
        as(owner).get(PATH + "/members/{user}", organization, early).then().body("role", equalTo("viewer"));
        assertThat(isMember(organization, inactive)).isFalse();
        assertThat(isMember(organization, foreign)).isFalse();

        as(early).delete(PATH + "/members/{user}", organization, early).then().statusCode(204);
        tell(early, UserStatus.ACTIVE, domain, 3);
        tell(inactive, UserStatus.ACTIVE, domain, 2);
        await().atMost(PATIENCE).until(() -> isMember(organization, inactive));
        assertThat(isMember(organization, early)).as("who has left").isFalse();
    }

    @Test
    void openingTheOrganizationBringsInWhoIsThereAlready() {
        String here = newUser();
        tell(here, UserStatus.ACTIVE, domain, 1);
        await().atMost(PATIENCE).until(() -> known(here));
        String organization = organization(Map.of());
        prove(organization);
        assertThat(waiting(organization)).isZero();

        as(owner)
                .header("If-Match", "*")
                .body(Map.of("settings", Map.of("auto_join", true)))
                .patch(PATH, organization)
                .then()
                .statusCode(200);

        await().atMost(PATIENCE).until(() -> isMember(organization, here));
        assertThat(waiting(organization)).isZero();
    }

    @Test
    void provingTheDomainOfAnOpenOrganizationBringsInItsPeople() {
        String here = newUser();
        tell(here, UserStatus.ACTIVE, domain, 1);
        await().atMost(PATIENCE).until(() -> known(here));
        String organization = organization(Map.of("auto_join", true));
        assertThat(waiting(organization)).isZero();

        prove(organization);

        await().atMost(PATIENCE).until(() -> isMember(organization, here));
    }

    private String organization(Map<String, ?> settings) {
        return as(owner)
                .body(Map.of("name", "Contoso GmbH", "domain", domain, "settings", settings))
                .post("/api/v1/organizations")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void prove(String organization) {
        NameServerResource.publish("_lopez-it-welt." + domain, "organization=" + organization);
        as(owner).post(PATH + "/domain/verification", organization).then().statusCode(200);
    }

    private void tell(String user, UserStatus status, @Nullable String emailDomain, long version) {
        publish(events.state(new UserState(user, status, UserRole.USER, null, emailDomain), user, version));
    }

    private boolean isMember(String organization, String user) {
        return as(owner).get(PATH + "/members/{user}", organization, user).statusCode() == 200;
    }

    private boolean known(String user) {
        return count("SELECT COUNT(*) AS n FROM user_replicas WHERE user_id = ?", user) == 1;
    }

    private long waiting(String organization) {
        return count("SELECT COUNT(*) AS n FROM organization_joins WHERE organization_id = ?", organization);
    }

    private long count(String query, String id) {
        return writer.preparedQuery(query)
                .execute(Tuple.of(id))
                .await()
                .atMost(Duration.ofSeconds(10))
                .iterator()
                .next()
                .getLong("n");
    }
}
