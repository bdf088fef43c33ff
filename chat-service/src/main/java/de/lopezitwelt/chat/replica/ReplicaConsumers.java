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
import de.lopezitwelt.platform.messaging.erasure.ReplicaFold;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

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
        consumers.start(ConsumerSpec.of("chat.agents", List.of(AgentState.class), foldAgents()));
        consumers.start(ConsumerSpec.of("chat.memberships", List.of(MembershipState.class), foldMemberships()));
        consumers.start(ConsumerSpec.of("chat.entitlements", List.of(EntitlementState.class), foldEntitlements()));
        consumers.start(ConsumerSpec.of("chat.users", List.of(UserState.class), foldUsers()));
    }

    private EventHandler foldAgents() {
        return ReplicaFold.of(
                        AgentState.class,
                        (transaction, agent, event) -> agents.store(transaction, agent, version(event)),
                        (transaction, event) -> agents.delete(transaction, event.key())
                                .chain(() -> versions.deleteAllOf(transaction, event.key())))
                .unlessErased(erased, "agent", AgentState::agentId)
                .andThen(event -> replicas.forgetAgent(event.key()));
    }

    private EventHandler foldMemberships() {
        return ReplicaFold.of(
                        MembershipState.class,
                        (transaction, membership, event) -> memberships.store(transaction, membership, version(event)),
                        (transaction, event) -> {
                            String[] key = keyOf(event);
                            return memberships.delete(transaction, key[0], key[1]);
                        })
                .unlessErased(erased, "user", MembershipState::userId)
                .andThen(event -> replicas.forgetMemberships());
    }

    private EventHandler foldEntitlements() {
        // Ids are unique over all kinds of subjects, so an organization's id never equals an erased user's.
        return ReplicaFold.of(
                        EntitlementState.class,
                        (transaction, entitlement, event) ->
                                entitlements.store(transaction, entitlement, version(event)),
                        (transaction, event) -> {
                            String[] key = keyOf(event);
                            return entitlements.delete(transaction, key[0], key[1]);
                        })
                .unlessErased(erased, "user", EntitlementState::subjectId)
                .andThen(event -> replicas.forgetEntitlements());
    }

    private EventHandler foldUsers() {
        return ReplicaFold.of(
                        UserState.class,
                        (transaction, user, event) -> users.store(transaction, user, version(event)),
                        (transaction, event) -> users.delete(transaction, event.key()))
                .unlessErased(erased, "user", UserState::userId);
    }

    /** Both parts of a key {@code <one>:<other>}. */
    private static String[] keyOf(ReceivedEvent event) {
        String[] key = event.key().split(":", 2);
        return key.length > 1 ? key : new String[] {key[0], ""};
    }

    private static long version(ReceivedEvent event) {
        Long version = event.aggregateVersion();
        return version == null ? 0 : version;
    }
}
