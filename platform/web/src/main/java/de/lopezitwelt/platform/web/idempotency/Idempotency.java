package de.lopezitwelt.platform.web.idempotency;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Records a creating request's outcome in the transaction that creates, so that row and key commit together: a crash
 * between commit and answer leaves both, one before it neither.
 */
@ApplicationScoped
public class Idempotency {
    private final IdempotentRequest request;
    private final IdempotencyStore store;

    Idempotency(IdempotentRequest request, IdempotencyStore store) {
        this.request = request;
        this.store = store;
    }

    /**
     * Within a Hibernate Reactive transaction; does nothing when the request has no key. Fails with {@link
     * IdempotencyConflict} when another request with the key was first: let it roll the transaction back.
     */
    public Uni<Void> record(Mutiny.Session session, Outcome outcome) {
        return request.key()
                .map(key ->
                        store.insert(session, new KeyedOutcome(key, outcome)).invoke(request::markRecorded))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** Within a transaction of the reactive client; otherwise as above. */
    public Uni<Void> record(SqlConnection transaction, Outcome outcome) {
        return request.key()
                .map(key -> store.insert(transaction, List.of(new KeyedOutcome(key, outcome)))
                        .invoke(request::markRecorded))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** For group commits, outside of any request: one insert of many rows, which fails as a whole on one duplicate. */
    public Uni<Void> record(SqlConnection transaction, List<KeyedOutcome> outcomes) {
        return outcomes.isEmpty() ? Uni.createFrom().voidItem() : store.insert(transaction, outcomes);
    }
}
