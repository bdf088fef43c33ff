package de.lopezitwelt.orgbilling.erasure;

import de.lopezitwelt.contracts.agent.AgentDeleted;
import de.lopezitwelt.contracts.user.UserErased;
import de.lopezitwelt.contracts.user.UserErasureApproved;
import de.lopezitwelt.contracts.user.UserErasureRequested;
import de.lopezitwelt.platform.messaging.consumer.Consumers;
import de.lopezitwelt.platform.messaging.consumer.EventSwitch;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Listens for users and agents that come to an end. */
@ApplicationScoped
class ErasureConsumer {
    private final Consumers consumers;
    private final Erasure erasure;

    ErasureConsumer(Consumers consumers, Erasure erasure) {
        this.consumers = consumers;
        this.erasure = erasure;
    }

    void start(@Observes StartupEvent startup) {
        consumers.start(new EventSwitch()
                .on(
                        UserErasureRequested.class,
                        (transaction, requested, event) -> erasure.vote(transaction, requested.userId()))
                .on(
                        UserErasureApproved.class,
                        (transaction, approved, event) -> erasure.eraseUser(transaction, approved.userId()))
                .on(UserErased.class, (transaction, erased, event) -> erasure.forgetUser(transaction, erased.userId()))
                .on(
                        AgentDeleted.class,
                        (transaction, deleted, event) -> erasure.eraseAgent(transaction, deleted.agentId()))
                .consumer("org-billing.erasures"));
    }
}
