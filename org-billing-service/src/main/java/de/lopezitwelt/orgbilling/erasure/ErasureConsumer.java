package de.lopezitwelt.orgbilling.erasure;

import de.lopezitwelt.contracts.agent.AgentDeleted;
import de.lopezitwelt.contracts.user.UserErasureApproved;
import de.lopezitwelt.contracts.user.UserErasureRequested;
import de.lopezitwelt.platform.messaging.consumer.ConsumerSpec;
import de.lopezitwelt.platform.messaging.consumer.Consumers;
import de.lopezitwelt.platform.messaging.consumer.ReceivedEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Listens for users and agents that come to an end. */
@ApplicationScoped
class ErasureConsumer {
    private static final int BATCH = 50;

    private final Consumers consumers;
    private final Erasure erasure;

    ErasureConsumer(Consumers consumers, Erasure erasure) {
        this.consumers = consumers;
        this.erasure = erasure;
    }

    void start(@Observes StartupEvent event) {
        consumers.start(ConsumerSpec.of(
                        "org-billing.erasures",
                        List.of(UserErasureRequested.class, UserErasureApproved.class, AgentDeleted.class),
                        this::fold)
                .withBatchSize(BATCH));
    }

    private Uni<Void> fold(SqlConnection transaction, List<ReceivedEvent> batch) {
        Uni<Void> folded = Uni.createFrom().voidItem();
        for (ReceivedEvent event : batch) {
            folded = folded.chain(() -> switch (event.data()) {
                case UserErasureRequested requested -> erasure.vote(transaction, requested.userId());
                case UserErasureApproved approved -> erasure.eraseUser(transaction, approved.userId());
                case AgentDeleted deleted -> erasure.removeLicences(transaction, deleted.agentId());
                case null, default -> Uni.createFrom().voidItem();
            });
        }
        return folded;
    }
}
