package de.lopezitwelt.platform.messaging.consumer;

import de.lopezitwelt.platform.messaging.kafka.LoopThread;
import java.time.Duration;
import java.util.Collection;

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

    /** Stops them all at the same time. */
    static void stop(Collection<RunningConsumer> all) {
        LoopThread.stop(all.stream().map(consumer -> consumer.loop).toList(), PATIENCE);
    }
}
