package de.lopezitwelt.chat.replica;

import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.contracts.organization.MembershipState;
import de.lopezitwelt.contracts.subscription.EntitlementState;
import de.lopezitwelt.contracts.user.UserState;
import de.lopezitwelt.platform.messaging.consumer.ConsumerSpec;
import de.lopezitwelt.platform.messaging.consumer.Consumers;
import de.lopezitwelt.platform.messaging.consumer.EventHandler;
import de.lopezitwelt.platform.messaging.consumer.ReceivedEvent;
import de.lopezitwelt.platform.messaging.erasure.ErasedIds;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.function.BiFunction;

/** Keeps the replicas up to date. A snapshot replaces a row, a tombstone removes it. */
@ApplicationScoped
class ReplicaConsumers {
    private final Consumers consumers;
    private final Replicas replicas;
    private final AgentReplicaRepository agents;
    private final AgentVersionRepository versions;
    private final MembershipReplicaRepository memberships;
    private final EntitlementReplicaRepository entitlements;
    private final UserReplicaRepository users;
    private final ErasedIds erased;

    ReplicaConsumers(
            Consumers consumers,
            Replicas replicas,
            AgentReplicaRepository agents,
            AgentVersionRepository versions,
            MembershipReplicaRepository memberships,
            EntitlementReplicaRepository entitlements,
            UserReplicaRepository users,
            ErasedIds erased) {
        this.consumers = consumers;
        this.replicas = replicas;
        this.agents = agents;
        this.versions = versions;
        this.memberships = memberships;
        this.entitlements = entitlements;
        this.users = users;
        this.erased = erased;
    }

    void start(@Observes StartupEvent event) {
        consumers.start(ConsumerSpec.of("chat.agents", List.of(AgentState.class), oneByOne(this::agent)));
        consumers.start(
                ConsumerSpec.of("chat.memberships", List.of(MembershipState.class), oneByOne(this::membership)));
        consumers.start(
                ConsumerSpec.of("chat.entitlements", List.of(EntitlementState.class), oneByOne(this::entitlement)));
        consumers.start(ConsumerSpec.of("chat.users", List.of(UserState.class), oneByOne(this::user)));
    }

    private Uni<Void> agent(SqlConnection transaction, ReceivedEvent event) {
        Uni<Void> change = event.isTombstone()
                ? agents.delete(transaction, event.key()).chain(() -> versions.deleteAllOf(transaction, event.key()))
                : erased.unlessErased(
                        transaction,
                        "agent",
                        event.key(),
                        () -> agents.store(transaction, event.as(AgentState.class), version(event)));
        return change.invoke(() -> replicas.forgetAgent(event.key()));
    }

    private Uni<Void> membership(SqlConnection transaction, ReceivedEvent event) {
        Uni<Void> change;
        if (event.isTombstone()) {
            String[] key = event.key().split(":", 2);
            change = memberships.delete(transaction, key[0], key.length > 1 ? key[1] : "");
        } else {
            MembershipState membership = event.as(MembershipState.class);
            change = erased.unlessErased(
                    transaction,
                    "user",
                    membership.userId(),
                    () -> memberships.store(transaction, membership, version(event)));
        }
        return change.invoke(replicas::forgetMemberships);
    }

    private Uni<Void> entitlement(SqlConnection transaction, ReceivedEvent event) {
        Uni<Void> change;
        if (event.isTombstone()) {
            String[] key = event.key().split(":", 2);
            change = entitlements.delete(transaction, key[0], key.length > 1 ? key[1] : "");
        } else {
            EntitlementState entitlement = event.as(EntitlementState.class);
            // Ids are unique over all kinds of subjects, so an organization's id never equals an erased user's.
            change = erased.unlessErased(
                    transaction,
                    "user",
                    entitlement.subjectId(),
                    () -> entitlements.store(transaction, entitlement, version(event)));
        }
        return change.invoke(replicas::forgetEntitlements);
    }

    private Uni<Void> user(SqlConnection transaction, ReceivedEvent event) {
        return event.isTombstone()
                ? users.delete(transaction, event.key())
                : erased.unlessErased(
                        transaction,
                        "user",
                        event.key(),
                        () -> users.store(transaction, event.as(UserState.class), version(event)));
    }

    private static long version(ReceivedEvent event) {
        Long version = event.aggregateVersion();
        return version == null ? 0 : version;
    }

    private static EventHandler oneByOne(BiFunction<SqlConnection, ReceivedEvent, Uni<Void>> apply) {
        return (transaction, batch) -> {
            Uni<Void> chain = Uni.createFrom().voidItem();
            for (ReceivedEvent event : batch) {
                chain = chain.chain(() -> apply.apply(transaction, event));
            }
            return chain;
        };
    }
}
