package de.lopezitwelt.orgbilling.directory;

import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.contracts.user.UserState;
import de.lopezitwelt.platform.messaging.consumer.ConsumerSpec;
import de.lopezitwelt.platform.messaging.consumer.Consumers;
import de.lopezitwelt.platform.messaging.consumer.ReceivedEvent;
import de.lopezitwelt.platform.messaging.erasure.ErasedIds;
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
    private final ErasedIds erased;

    Replicas(Consumers consumers, UserReplicaRepository users, AgentReplicaRepository agents, ErasedIds erased) {
        this.consumers = consumers;
        this.users = users;
        this.agents = agents;
        this.erased = erased;
    }

    void start(@Observes StartupEvent event) {
        consumers.start(ConsumerSpec.of("org-billing.users", List.of(UserState.class), this::foldUsers));
        consumers.start(ConsumerSpec.of("org-billing.agents", List.of(AgentState.class), this::foldAgents));
    }

    private Uni<Void> foldUsers(SqlConnection transaction, List<ReceivedEvent> batch) {
        Uni<Void> folded = Uni.createFrom().voidItem();
        for (ReceivedEvent event : batch) {
            folded = folded.chain(() -> event.data() instanceof UserState state
                    ? erased.unlessErased(
                            transaction,
                            "user",
                            event.key(),
                            () -> users.put(transaction, state.userId(), state.status()))
                    : users.remove(transaction, event.key()));
        }
        return folded;
    }

    private Uni<Void> foldAgents(SqlConnection transaction, List<ReceivedEvent> batch) {
        Uni<Void> folded = Uni.createFrom().voidItem();
        for (ReceivedEvent event : batch) {
            folded = folded.chain(() -> event.data() instanceof AgentState state
                    ? erased.unlessErased(transaction, "agent", event.key(), () -> agents.put(transaction, state))
                    : agents.remove(transaction, event.key()));
        }
        return folded;
    }
}
