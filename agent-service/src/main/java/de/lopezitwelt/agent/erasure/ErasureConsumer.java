package de.lopezitwelt.agent.erasure;

import de.lopezitwelt.kernel.erasure.Erasures;
import de.lopezitwelt.platform.messaging.consumer.Consumers;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Listens for erasures of users and organizations. The features delete their own rows. */
@ApplicationScoped
class ErasureConsumer {
    private final Consumers consumers;
    private final Erasures erasures;

    ErasureConsumer(Consumers consumers, Erasures erasures) {
        this.consumers = consumers;
        this.erasures = erasures;
    }

    void start(@Observes StartupEvent startup) {
        consumers.start(erasures.consumer("agent.erasures"));
    }
}
