package de.lopezitwelt.platform.web.idempotency;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The current request's idempotency key, if it brought one. */
@RequestScoped
public class IdempotentRequest {
    private @Nullable IdempotencyKey key;
    private @Nullable StoredOutcome earlier;
    private boolean recorded;

    public Optional<IdempotencyKey> key() {
        return Optional.ofNullable(key);
    }

    /** The outcome of the first request with this key; present only under {@link Idempotent.Replay#RESOURCE}. */
    public Optional<StoredOutcome> earlier() {
        return Optional.ofNullable(earlier);
    }

    void bind(IdempotencyKey newKey) {
        this.key = newKey;
    }

    void repeats(StoredOutcome first) {
        this.earlier = first;
    }

    void markRecorded() {
        this.recorded = true;
    }

    boolean isRecorded() {
        return recorded;
    }
}
