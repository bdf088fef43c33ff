package de.lopezitwelt.auth.erasure.saga;

import de.lopezitwelt.auth.erasure.Vote;
import de.lopezitwelt.auth.erasure.Vote.Outcome;
import de.lopezitwelt.contracts.erasure.ErasureAccepted;
import de.lopezitwelt.contracts.erasure.ErasureCompleted;
import de.lopezitwelt.contracts.erasure.ErasureRefused;
import de.lopezitwelt.platform.messaging.consumer.Consumers;
import de.lopezitwelt.platform.messaging.consumer.EventSwitch;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Listens for the votes of the services about users who are to be erased. */
@ApplicationScoped
class ErasureConsumer {
    private final Consumers consumers;
    private final ErasureSaga saga;

    ErasureConsumer(Consumers consumers, ErasureSaga saga) {
        this.consumers = consumers;
        this.saga = saga;
    }

    void start(@Observes StartupEvent startup) {
        consumers.start(new EventSwitch()
                .on(
                        ErasureAccepted.class,
                        (transaction, said, event) -> saga.onVote(
                                transaction,
                                said.subjectType(),
                                said.subjectId(),
                                new Vote(said.service(), Outcome.ACCEPTED, null),
                                event.id()))
                .on(
                        ErasureRefused.class,
                        (transaction, said, event) -> saga.onVote(
                                transaction,
                                said.subjectType(),
                                said.subjectId(),
                                new Vote(said.service(), Outcome.REFUSED, said.reason()),
                                event.id()))
                .on(
                        ErasureCompleted.class,
                        (transaction, said, event) -> saga.onVote(
                                transaction,
                                said.subjectType(),
                                said.subjectId(),
                                new Vote(said.service(), Outcome.COMPLETED, null),
                                event.id()))
                .consumer("auth.erasures"));
    }
}
