package de.lopezitwelt.platform.messaging.state;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The newest snapshot of every key of a compacted topic, in memory. */
public final class StateTable<T extends Record> {
    private final Map<String, Entry<T>> entries = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<BiConsumer<String, @Nullable T>> listeners = new CopyOnWriteArrayList<>();
    private final @Nullable StateListener<T> follower;
    private volatile boolean caughtUp;

    /**
     * A null snapshot marks a key that ended. It is kept, so that reading the topic again does not bring the key back
     * for a moment.
     */
    private record Entry<T>(@Nullable T snapshot, long version) {}

    StateTable() {
        this(null);
    }

    /** @param follower keeps what it needs itself; with one, this table holds nothing */
    StateTable(@Nullable StateListener<T> follower) {
        this.follower = follower;
    }

    /** The snapshot, or null when the key is unknown or has ended. */
    public @Nullable T get(String key) {
        Entry<T> entry = entries.get(key);
        return entry == null ? null : entry.snapshot();
    }

    /** Whether everything that was in the topic at start has been read. Until then a missing key proves nothing. */
    public boolean isCaughtUp() {
        return caughtUp;
    }

    /** Calls the listener on the reader's thread with each change from now on; null is a tombstone. */
    public void onChange(BiConsumer<String, @Nullable T> listener) {
        listeners.add(listener);
    }

    void accept(String key, @Nullable Long version, @Nullable T snapshot) {
        long at = version == null ? 0 : version;
        if (follower != null) {
            follower.accept(key, at, snapshot);
            return;
        }
        Entry<T> known = entries.get(key);
        if (known != null && known.version() > at) {
            return;
        }
        entries.put(key, new Entry<>(snapshot, at));
        listeners.forEach(listener -> listener.accept(key, snapshot));
    }

    void caughtUp() {
        caughtUp = true;
    }
}
