package de.lopezitwelt.platform.messaging.state;

import org.jspecify.annotations.Nullable;

/** Hears every snapshot of a compacted topic on the reader's thread; after a failure the reader begins again. */
@FunctionalInterface
public interface StateListener<T extends Record> {
    /**
     * @param version of the aggregate; an older one than heard before is a repetition
     * @param snapshot null is a tombstone
     */
    void accept(String key, long version, @Nullable T snapshot);
}
