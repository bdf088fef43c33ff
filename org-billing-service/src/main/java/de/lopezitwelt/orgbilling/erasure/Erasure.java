package de.lopezitwelt.orgbilling.erasure;

import de.lopezitwelt.contracts.erasure.UserErasureSteps;
import de.lopezitwelt.contracts.organization.AgentLicenseRemoved;
import de.lopezitwelt.contracts.organization.MemberRemoved;
import de.lopezitwelt.contracts.organization.MembershipState;
import de.lopezitwelt.contracts.subscription.EntitlementState;
import de.lopezitwelt.contracts.subscription.SubscriptionStatus;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.outbox.Outbox;
import de.lopezitwelt.platform.web.idempotency.IdempotencyErasure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * This service's part in the erasure of a user: refuse while an organization would be left without an owner; otherwise
 * end memberships and personal subscriptions and pass what was bought for organizations to an owner.
 */
@ApplicationScoped
class Erasure implements UserErasureSteps {
    private final ErasureRepository rows;
    private final Events events;
    private final Outbox outbox;
    private final IdempotencyErasure idempotency;
    private final Clock clock;
    private final String service;

    Erasure(
            ErasureRepository rows,
            Events events,
            Outbox outbox,
            IdempotencyErasure idempotency,
            Clock clock,
            @ConfigProperty(name = "lopez.service.name") String service) {
        this.rows = rows;
        this.events = events;
        this.outbox = outbox;
        this.idempotency = idempotency;
        this.clock = clock;
        this.service = service;
    }

    @Override
    public Uni<Optional<String>> objection(SqlConnection transaction, String userId) {
        return rows.lockOrganizationsOf(transaction, userId)
                .chain(() -> rows.countSoleOwnerships(transaction, userId))
                .chain(orphans -> orphans > 0
                        ? Uni.createFrom().item(Optional.of("The only owner of " + orphans + " organization(s)"))
                        : rows.markErasing(transaction, userId).replaceWith(Optional.empty()));
    }

    @Override
    public Uni<Void> erase(SqlConnection transaction, String userId) {
        return rows.lockOrganizationsOf(transaction, userId)
                .chain(organizations -> leaveAll(transaction, organizations, userId))
                .chain(() -> rows.lockSubscriptionsOf(transaction, userId))
                .chain(held -> settleAll(transaction, held))
                .chain(() -> withdraw(transaction, "user:" + userId))
                .chain(() -> rows.forgetUser(transaction, userId))
                .chain(() -> idempotency.forget(transaction, userId));
    }

    @Override
    public Uni<Void> forget(SqlConnection transaction, String userId) {
        return rows.forgetUser(transaction, userId);
    }

    private Uni<Void> leaveAll(SqlConnection transaction, List<String> organizations, String userId) {
        Uni<Void> left = Uni.createFrom().voidItem();
        for (String organization : organizations) {
            left = left.chain(() -> rows.removeMember(transaction, organization, userId))
                    .chain(() -> rows.raiseVersion(transaction, organization))
                    .chain(version -> append(
                            transaction,
                            events.domain(new MemberRemoved(organization, userId), organization, version, self()),
                            events.tombstone(MembershipState.class, organization + ":" + userId, version)));
        }
        return left;
    }

    private Uni<Void> settleAll(SqlConnection transaction, List<HeldSubscription> held) {
        Uni<Void> settled = Uni.createFrom().voidItem();
        for (HeldSubscription subscription : held) {
            String organizationId = subscription.organizationId();
            settled = settled.chain(() -> organizationId == null
                    ? end(transaction, subscription)
                    : rows.findOwner(transaction, organizationId)
                            .chain(owner -> owner == null
                                    ? end(transaction, subscription)
                                    : pass(transaction, subscription, owner)));
        }
        return settled;
    }

    private Uni<Void> end(SqlConnection transaction, HeldSubscription subscription) {
        Uni<Void> told = subscription.status() == SubscriptionStatus.EXPIRED
                ? Uni.createFrom().voidItem()
                : append(
                        transaction,
                        events.domain(
                                subscription.ended(clock.instant()),
                                subscription.id(),
                                subscription.version() + 1,
                                self()));
        return told.chain(() -> rows.removeSubscription(transaction, subscription.id()));
    }

    private Uni<Void> pass(SqlConnection transaction, HeldSubscription subscription, String owner) {
        return rows.passSubscription(transaction, subscription.id(), owner)
                .chain(() -> append(
                        transaction,
                        events.domain(
                                subscription.passedTo(owner), subscription.id(), subscription.version() + 1, self())));
    }

    /** The agent is gone for everybody, so its licences are. */
    Uni<Void> eraseAgent(SqlConnection transaction, String agentId) {
        return removeLicences(transaction, agentId).chain(() -> rows.forgetAgent(transaction, agentId));
    }

    private Uni<Void> removeLicences(SqlConnection transaction, String agentId) {
        return rows.lockLicencesOf(transaction, agentId).chain(licences -> {
            Uni<Void> removed = Uni.createFrom().voidItem();
            for (Licence licence : licences) {
                removed = removed.chain(() -> rows.removeLicence(transaction, licence.id()))
                        .chain(() -> rows.raiseVersion(transaction, licence.organizationId()))
                        .chain(version -> append(
                                transaction,
                                events.domain(
                                        new AgentLicenseRemoved(licence.organizationId(), licence.id(), agentId),
                                        licence.organizationId(),
                                        version,
                                        self())))
                        .chain(() -> withdraw(transaction, "enterprise_agent:" + licence.id()));
            }
            return removed;
        });
    }

    private Uni<Void> withdraw(SqlConnection transaction, String subjectKey) {
        return rows.removeEntitlement(transaction, subjectKey)
                .chain(version -> version == null
                        ? Uni.createFrom().voidItem()
                        : append(transaction, events.tombstone(EntitlementState.class, subjectKey, version + 1)));
    }

    private Uni<Void> append(SqlConnection transaction, OutboxMessage... messages) {
        return outbox.append(transaction, List.of(messages));
    }

    private @Nullable String self() {
        return Actor.ofService(service).reference();
    }
}
