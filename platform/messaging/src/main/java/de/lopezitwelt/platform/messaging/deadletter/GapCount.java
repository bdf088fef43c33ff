package de.lopezitwelt.platform.messaging.deadletter;

import java.time.Instant;

/** How many events of a topic a group lacks, and the reason of the newest one. */
public record GapCount(
        String group, String topic, long open, Instant oldestAt, Instant newestAt, String newestReason) {}
