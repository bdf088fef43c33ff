package de.lopezitwelt.platform.messaging.consumer;

import de.lopezitwelt.platform.messaging.kafka.LoopThread;
import java.time.Duration;

/** A started consumer. */
public final class RunningConsumer {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final LoopThread loop;

    RunningConsumer(LoopThread loop) {
        this.loop = loop;
    }

    /** Stops after the current batch and leaves the group. */
    public void stop() {
        loop.stop(PATIENCE);
    }
}
