package de.lopezitwelt.chat.replica;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Caches rows, and the absence of rows, for so short a time that it does not matter. Callers that miss at the same time
 * share one read, and each stays on its own event loop.
 */
final class ShortCache<K, V> {
    private final Cache<K, Optional<V>> cache;
    private final boolean keepAbsent;

    ShortCache(Duration lifetime, int size, boolean keepAbsent) {
        this.cache = Caffeine.newBuilder()
                .expireAfterWrite(lifetime)
                .maximumSize(size)
                .build();
        this.keepAbsent = keepAbsent;
    }

    Uni<@Nullable V> get(K key, Supplier<Uni<@Nullable V>> read) {
        Optional<V> cached = cache.getIfPresent(key);
        if (cached != null) {
            return Uni.createFrom().item(cached.orElse(null));
        }
        return read.get().invoke(value -> {
            if (value != null || keepAbsent) {
                cache.put(key, Optional.ofNullable(value));
            }
        });
    }

    void forget(K key) {
        cache.invalidate(key);
    }

    void forgetAll() {
        cache.invalidateAll();
    }
}
