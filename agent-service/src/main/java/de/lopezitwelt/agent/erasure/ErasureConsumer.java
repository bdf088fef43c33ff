package de.lopezitwelt.agent.erasure;

import de.lopezitwelt.contracts.erasure.UserErasures;
import de.lopezitwelt.contracts.organization.OrganizationDeleted;
import de.lopezitwelt.platform.messaging.consumer.Consumers;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Listens for users and organizations that come to an end. */
@ApplicationScoped
class ErasureConsumer {
    private final Consumers consumers;
    private final UserErasures users;
    private final Erasure erasure;

    ErasureConsumer(Consumers consumers, UserErasures users, Erasure erasure) {
        this.consumers = consumers;
        this.users = users;
        this.erasure = erasure;
    }

    void start(@Observes StartupEvent startup) {
        consumers.start(users.with(erasure)
                .on(
                        OrganizationDeleted.class,
                        (transaction, deleted, event) ->
                                erasure.withdrawFromOrganization(transaction, deleted.organizationId()))
                .consumer("agent.erasures"));
    }
}
