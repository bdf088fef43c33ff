package de.lopezitwelt.platform.messaging.deadletter;

import java.time.Instant;

/** How many events of a topic a group is without, and why the newest of them. */
public record GapCount(
        String group, String topic, long open, Instant oldestAt, Instant newestAt, String newestReason) {}
