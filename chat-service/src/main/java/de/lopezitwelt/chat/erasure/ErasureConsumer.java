package de.lopezitwelt.chat.erasure;

import de.lopezitwelt.kernel.erasure.Erasures;
import de.lopezitwelt.platform.messaging.consumer.Consumers;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Listens for users, agents and organizations that come to an end. Chat always agrees. What goes stands in the features, in
 * the order of the locks: sessions, replies, counters, then what hangs on sessions, sessions, replicas and rules.
 */
@ApplicationScoped
class ErasureConsumer {
    private final Consumers consumers;
    private final Erasures erasures;

    ErasureConsumer(Consumers consumers, Erasures erasures) {
        this.consumers = consumers;
        this.erasures = erasures;
    }

    void start(@Observes StartupEvent startup) {
        consumers.start(erasures.consumer("chat.erasure"));
    }
}
