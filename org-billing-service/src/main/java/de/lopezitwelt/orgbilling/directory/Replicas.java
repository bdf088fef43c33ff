package de.lopezitwelt.orgbilling.directory;

import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.contracts.user.UserState;
import de.lopezitwelt.orgbilling.directory.UserReplicaRepository.Known;
import de.lopezitwelt.orgbilling.entitlement.Entitlements;
import de.lopezitwelt.platform.messaging.consumer.ConsumerSpec;
import de.lopezitwelt.platform.messaging.consumer.Consumers;
import de.lopezitwelt.platform.messaging.consumer.EventHandler;
import de.lopezitwelt.platform.messaging.erasure.ErasedIds;
import de.lopezitwelt.platform.messaging.erasure.ReplicaFold;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Keeps the replicas up to date. */
@ApplicationScoped
class Replicas {
    private final Consumers consumers;
    private final UserReplicaRepository users;
    private final AgentReplicaRepository agents;
    private final Entitlements entitlements;
    private final EmailDomains emailDomains;
    private final ErasedIds erased;

    Replicas(
            Consumers consumers,
            UserReplicaRepository users,
            AgentReplicaRepository agents,
            Entitlements entitlements,
            EmailDomains emailDomains,
            ErasedIds erased) {
        this.consumers = consumers;
        this.users = users;
        this.agents = agents;
        this.entitlements = entitlements;
        this.emailDomains = emailDomains;
        this.erased = erased;
    }

    void start(@Observes StartupEvent event) {
        consumers.start(ConsumerSpec.of("org-billing.users", List.of(UserState.class), foldUsers()));
        consumers.start(ConsumerSpec.of("org-billing.agents", List.of(AgentState.class), foldAgents()));
    }

    private EventHandler foldUsers() {
        return ReplicaFold.of(
                        UserState.class,
                        (transaction, user, event) -> put(transaction, user),
                        (transaction, event) -> users.remove(transaction, event.key()))
                .unlessErased(erased, "user", UserState::userId);
    }

    /** Everybody who is known is entitled to something: to the free plan, until something is bought. */
    private Uni<Void> put(SqlConnection transaction, UserState user) {
        var known = new Known(user.status(), user.emailDomain());
        String domain = user.emailDomain();
        return users.find(transaction, user.userId())
                .chain(before -> domain != null && known.isNewIn(before)
                        ? emailDomains.verified(transaction, user.userId(), domain)
                        : Uni.createFrom().voidItem())
                .chain(() -> users.put(transaction, user.userId(), known))
                .chain(() -> entitlements.grantFree(transaction, user.userId()));
    }

    private EventHandler foldAgents() {
        return ReplicaFold.of(
                        AgentState.class,
                        (transaction, agent, event) -> agents.put(transaction, agent),
                        (transaction, event) -> agents.remove(transaction, event.key()))
                .unlessErased(erased, "agent", AgentState::agentId);
    }
}
