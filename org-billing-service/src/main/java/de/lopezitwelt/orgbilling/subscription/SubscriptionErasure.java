package de.lopezitwelt.orgbilling.subscription;

import de.lopezitwelt.contracts.subscription.SubscriptionStatus;
import de.lopezitwelt.kernel.erasure.UserErasure;
import de.lopezitwelt.orgbilling.member.Memberships;
import de.lopezitwelt.orgbilling.subscription.SubscriptionEvents.Step;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import de.lopezitwelt.platform.web.concurrency.Versioned;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Personal subscriptions of a user who is erased end with them; what they bought for an organization passes to the
 * longest-standing owner. It runs after the user has left every organization.
 */
@ApplicationScoped
@Priority(30)
class SubscriptionErasure implements UserErasure {
    private final SubscriptionRepository rows;
    private final Memberships memberships;
    private final SubscriptionJournal journal;
    private final ChangeRecorder changes;
    private final Clock clock;
    private final Actor self;

    SubscriptionErasure(
            SubscriptionRepository rows,
            Memberships memberships,
            SubscriptionJournal journal,
            ChangeRecorder changes,
            Clock clock,
            @ConfigProperty(name = "lopez.service.name") String service) {
        this.rows = rows;
        this.memberships = memberships;
        this.journal = journal;
        this.changes = changes;
        this.clock = clock;
        this.self = Actor.ofService(service);
    }

    @Override
    public Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        return rows.lockByBuyer(transaction, userId).chain(bought -> {
            Uni<Void> settled = Uni.createFrom().voidItem();
            for (Versioned<SubscriptionView> subscription : bought) {
                settled = settled.chain(() -> settle(transaction, subscription));
            }
            return settled;
        });
    }

    private Uni<Void> settle(SqlConnection transaction, Versioned<SubscriptionView> subscription) {
        String organizationId = subscription.view().organizationId();
        return organizationId == null
                ? end(transaction, subscription)
                : memberships
                        .findOwner(transaction, organizationId)
                        .chain(owner -> owner == null
                                ? end(transaction, subscription)
                                : pass(transaction, subscription, owner));
    }

    private Uni<Void> end(SqlConnection transaction, Versioned<SubscriptionView> subscription) {
        SubscriptionView before = subscription.view();
        Uni<Void> removed = rows.remove(transaction, before.id());
        return before.status() == SubscriptionStatus.EXPIRED
                ? removed
                : removed.chain(() -> record(transaction, Step.EXPIRED, before.ended(clock.instant()), subscription));
    }

    private Uni<Void> pass(SqlConnection transaction, Versioned<SubscriptionView> subscription, String owner) {
        SubscriptionView before = subscription.view();
        Instant now = clock.instant();
        return rows.pass(transaction, before.id(), owner, now)
                .chain(() -> record(transaction, Step.CHANGED, before.boughtBy(owner, now), subscription));
    }

    private Uni<Void> record(
            SqlConnection transaction, Step step, SubscriptionView after, Versioned<SubscriptionView> before) {
        return changes.record(transaction, journal.changeOf(step, after, before.version() + 1, before.view(), self));
    }
}
