package de.lopezitwelt.auth.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.auth.support.Api;
import de.lopezitwelt.auth.support.Api.Answer;
import de.lopezitwelt.auth.support.Database;
import de.lopezitwelt.auth.support.Topic;
import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.contracts.organization.MembershipState;
import de.lopezitwelt.contracts.subscription.EntitlementLimits;
import de.lopezitwelt.contracts.subscription.EntitlementState;
import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import de.lopezitwelt.contracts.subscription.PlanType;
import de.lopezitwelt.contracts.subscription.SubscriptionStatus;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.outbox.Outbox;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import de.lopezitwelt.platform.testing.service.FakeServices;
import de.lopezitwelt.platform.testing.service.FakeServicesResource;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys of organizations: made by members only, and dead with the membership. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(value = FakeServicesResource.class, initArgs = @ResourceArg(name = "services", value = "org-billing"))
class OrganizationKeyIT {
    private static final String KEYS = "/api/v1/api-keys";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Events events;

    @Inject
    Outbox outbox;

    @Inject
    IdGenerator ids;

    @Inject
    @ReactiveDataSource("worker")
    Pool worker;

    private final Api service = Api.client().as(TestTokens.service("chat-service", "internal:keys.introspect"));
    private String organization;
    private String userId;
    private Api user;

    @BeforeEach
    void signIn() {
        Api stranger = Api.client();
        userId = stranger.register(Api.freshEmail()).text("id");
        user = stranger.as(TestTokens.user(userId));
        organization = ids.next();
    }

    @Test
    void aKeyForAnOrganizationOneDoesNotBelongToIsRefused() {
        Answer refused = create(organization);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/violations/0/field").asText()).isEqualTo("organization_id");
        assertThat(user.get(KEYS).body().path("data")).isEmpty();
    }

    @Test
    void noKeyIsMadeWhileNobodyKnowsWhoBelongsWhere() {
        FakeServices.fail("org-billing", membership());

        Answer later = create(organization);

        assertThat(later.status()).isEqualTo(503);
        assertThat(later.header("Retry-After")).isNotEmpty();
    }

    @Test
    void whoHasJustJoinedGetsAKeyThatActsForTheOrganization() {
        joinedUnheard();

        Answer created = create(organization);

        assertThat(created.status()).isEqualTo(201);
        Answer worth = introspect(created.text("key"));
        assertThat(worth.body().path("active").asBoolean()).isTrue();
        assertThat(worth.text("organization_id")).isEqualTo(organization);
    }

    @Test
    void itsOwnersAccountDoesNotExistForAKeyOfAnOrganization() {
        joinedUnheard();
        Api program = Api.client().as(create(organization).text("key"));

        assertThat(program.get("/api/v1/account").status()).isEqualTo(404);
        assertThat(program.with("If-Match", "*")
                        .patch("/api/v1/account", "{\"name\": \"Taken over\"}")
                        .status())
                .isEqualTo(404);
        assertThat(user.get("/api/v1/account").text("name")).isEqualTo("Erika Muster");
    }

    @Test
    void theKeysOfAFormerMemberAreRevokedForGood() {
        joined(1);
        String other = ids.next();
        FakeServices.answer("org-billing", "/internal/memberships/" + other + "/" + userId, "{}");
        Answer bound = create(organization);
        Answer elsewhere = create(other);
        Answer personal = user.post(KEYS, Map.of("name", "Mine", "scopes", List.of("account:read")));

        left(2);

        Awaitility.await().atMost(PATIENCE).until(() -> !isActive(bound));
        assertThat(isActive(elsewhere)).isTrue();
        assertThat(isActive(personal)).isTrue();
        assertThat(user.get(KEYS + "/" + bound.text("id")).status()).isEqualTo(404);
        assertThat(Topic.await(
                        "lopez.audit",
                        1,
                        event -> event.path("data").path("record_id").asText().equals(bound.text("id"))
                                && event.toString().contains("membership ended")))
                .hasSize(1);
        assertThat(create(organization).status()).isEqualTo(400);

        joined(3);
        assertThat(isActive(bound)).isFalse();
        assertThat(create(organization).status()).isEqualTo(201);
    }

    @Test
    void keysOfADeactivatedOrganizationAreRefusedUntilItIsActiveAgain() {
        joined(1);
        Answer bound = create(organization);
        Answer personal = user.post(KEYS, Map.of("name", "Mine", "scopes", List.of("account:read")));

        active(false, 1);
        Awaitility.await().atMost(PATIENCE).until(() -> !isActive(bound));
        assertThat(isActive(personal)).isTrue();

        active(true, 2);
        Awaitility.await().atMost(PATIENCE).until(() -> isActive(bound));

        active(false, 3);
        Awaitility.await().atMost(PATIENCE).until(() -> !isActive(bound));
        publish(events.tombstone(EntitlementState.class, "organization:" + organization, 4));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> "0"
                        .equals(Database.text(
                                "SELECT COUNT(*) FROM inactive_organizations WHERE organization_id = ?",
                                organization)));
    }

    @Test
    void aKeyMadeWhileItsOwnerWasLeavingIsDead() {
        joinedUnheard();
        Answer raced = create(organization);
        assertThat(isActive(raced)).isTrue();

        FakeServices.forget("org-billing", membership());

        assertThat(isActive(raced)).isFalse();
    }

    @Test
    void anOldFarewellThatIsHeardLateEndsNoKeyMadeSince() {
        OutboxMessage farewell = events.tombstone(MembershipState.class, organization + ":" + userId, 2);
        joinedUnheard();
        Answer since = create(organization);

        publish(farewell);
        joined(3);

        assertThat(isActive(since)).isTrue();
    }

    @Test
    void whileNobodyKnowsWhoBelongsWhereServicesAreToldToAskLater() {
        joinedUnheard();
        Answer created = create(organization);
        FakeServices.fail("org-billing", membership());

        assertThat(introspect(created.text("key")).status()).isEqualTo(503);
    }

    private Answer create(String organizationId) {
        return user.post(
                KEYS,
                Map.of(
                        "name",
                        "Bot",
                        "scopes",
                        List.of("account:read", "account:write"),
                        "organization_id",
                        organizationId));
    }

    private Answer introspect(String key) {
        return service.form("/internal/api-keys/introspect", Map.of("token", key));
    }

    private boolean isActive(Answer created) {
        return introspect(created.text("key")).body().path("active").asBoolean();
    }

    private String membership() {
        return "/internal/memberships/" + organization + "/" + userId;
    }

    private void joinedUnheard() {
        FakeServices.answer("org-billing", membership(), "{\"organization_id\":\"" + organization + "\"}");
    }

    private void joined(long version) {
        String key = organization + ":" + userId;
        publish(events.state(new MembershipState(organization, userId, MemberRole.MEMBER, null), key, version));
        Awaitility.await().atMost(PATIENCE).until(() -> replicas() == 1);
    }

    private void active(boolean active, long version) {
        var state = new EntitlementState(
                EntitlementSubject.ORGANIZATION,
                organization,
                new EntitlementLimits(null, null, null, null),
                PlanType.FREE,
                SubscriptionStatus.ACTIVE,
                null,
                null,
                null,
                active);
        publish(events.state(state, "organization:" + organization, version));
    }

    private void left(long version) {
        publish(events.tombstone(MembershipState.class, organization + ":" + userId, version));
        Awaitility.await().atMost(PATIENCE).until(() -> replicas() == 0);
    }

    private long replicas() {
        return Long.parseLong(Database.text("SELECT COUNT(*) FROM membership_replicas WHERE user_id = ?", userId));
    }

    private void publish(OutboxMessage message) {
        worker.withTransaction(transaction -> outbox.append(transaction, List.of(message)))
                .await()
                .atMost(PATIENCE);
        outbox.committed();
    }
}
