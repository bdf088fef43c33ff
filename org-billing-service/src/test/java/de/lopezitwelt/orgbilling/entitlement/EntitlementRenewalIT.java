package de.lopezitwelt.orgbilling.entitlement;

import static de.lopezitwelt.orgbilling.Api.asService;
import static de.lopezitwelt.orgbilling.Api.newId;
import static de.lopezitwelt.orgbilling.Api.newOrganization;
import static de.lopezitwelt.orgbilling.Api.newUser;
import static de.lopezitwelt.orgbilling.Api.publish;
import static de.lopezitwelt.platform.testing.kafka.TopicProbe.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.contracts.user.UserState;
import de.lopezitwelt.contracts.user.UserStatus;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.service.FakeServicesResource;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Nobody is without an entitlement, and every entitlement follows from the plans as they are configured now. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(FakeServicesResource.class)
class EntitlementRenewalIT {
    private static final long FREE = 200;

    @Inject
    Events events;

    @Inject
    EntitlementRenewal renewal;

    @Inject
    @ReactiveDataSource("worker")
    Pool worker;

    @Test
    void theFreeEntitlementHoldsFromRegistrationOnAndIsGivenOnce() {
        String user = newId();
        publish(events.state(new UserState(user, UserStatus.ACTIVE, UserRole.USER, null, null), user, 1));
        publish(events.state(new UserState(user, UserStatus.ACTIVE, UserRole.MODERATOR, null, null), user, 2));

        assertThat(messagesPerDay("user:" + user, 1)).isEqualTo(FREE);
        asService(Scopes.INTERNAL_ENTITLEMENTS_READ)
                .get("/internal/entitlements?subject_type=user&subject_id={u}", user)
                .then()
                .body("plan_type", equalTo("free"))
                .body("version", equalTo(1));
    }

    @Test
    void usersFromBeforeGetTheFreeEntitlementAtTheNextStart() {
        String user = newId();
        update("INSERT INTO user_replicas (user_id, status) VALUES (?, 'active')", user);
        String leaving = newId();
        update("INSERT INTO user_replicas (user_id, status) VALUES (?, 'erasing')", leaving);

        renewal.attempt();

        assertThat(messagesPerDay("user:" + user, 1)).isEqualTo(FREE);
        asService(Scopes.INTERNAL_ENTITLEMENTS_READ)
                .get("/internal/entitlements?subject_type=user&subject_id={u}", leaving)
                .then()
                .body("version", equalTo(0));
    }

    @Test
    void entitlementsOfOtherLimitsArePublishedAnewAtTheNextStart() {
        String organization = newOrganization(newUser());
        String key = "organization:" + organization;
        assertThat(messagesPerDay(key, 1)).isEqualTo(FREE);
        update(
                "UPDATE entitlements SET terms = 'of before', state = JSON_SET(state, '$.limits.messages_per_day', 7)"
                        + " WHERE subject_key = ?",
                key);

        renewal.attempt();

        assertThat(messagesPerDay(key, 2)).isEqualTo(FREE);
    }

    private static long messagesPerDay(String key, int published) {
        JsonNode state = events("lopez.entitlements.state", key, published)
                .getLast()
                .envelope()
                .path("data");
        return state.path("limits").path("messages_per_day").asLong();
    }

    private void update(String sql, String id) {
        worker.preparedQuery(sql)
                .execute(Tuple.of(id))
                .subscribeAsCompletionStage()
                .join();
    }
}
