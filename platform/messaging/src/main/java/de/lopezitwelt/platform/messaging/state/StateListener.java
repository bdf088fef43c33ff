package de.lopezitwelt.platform.messaging.state;

import org.jspecify.annotations.Nullable;

/** Receives every snapshot of a compacted topic on the reader's thread. After a failure the reader begins again. */
@FunctionalInterface
public interface StateListener<T extends Record> {
    /**
     * @param version of the aggregate, 0 when the record names none; a version older than one received before is a
     *     repetition
     * @param snapshot null is a tombstone
     */
    void accept(String key, long version, @Nullable T snapshot);
}
