package de.lopezitwelt.platform.messaging.erasure;

import de.lopezitwelt.platform.messaging.consumer.EventHandler;
import de.lopezitwelt.platform.messaging.consumer.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Keeps a replica by the snapshots of a state topic, one event after the other: a snapshot is put, a tombstone removes.
 * {@link #unlessErased} keeps late snapshots from bringing back what was erased.
 *
 * @param <S> the snapshot
 */
public final class ReplicaFold<S extends Record> implements EventHandler {
    /** Stores a snapshot. */
    @FunctionalInterface
    public interface Put<S> {
        Uni<Void> put(SqlConnection transaction, S snapshot, ReceivedEvent event);
    }

    private final Class<S> type;
    private final Put<S> put;
    private final BiFunction<SqlConnection, ReceivedEvent, Uni<Void>> remove;

    private ReplicaFold(Class<S> type, Put<S> put, BiFunction<SqlConnection, ReceivedEvent, Uni<Void>> remove) {
        this.type = type;
        this.put = put;
        this.remove = remove;
    }

    /** @param remove given the tombstone, whose key names the row */
    public static <S extends Record> ReplicaFold<S> of(
            Class<S> type, Put<S> put, BiFunction<SqlConnection, ReceivedEvent, Uni<Void>> remove) {
        return new ReplicaFold<>(type, put, remove);
    }

    /**
     * Skips snapshots of subjects that have been erased.
     *
     * @param subjectType such as {@code user}
     * @param subject the subject's id
     */
    public ReplicaFold<S> unlessErased(ErasedIds erased, String subjectType, Function<S, String> subject) {
        return of(
                type,
                (transaction, snapshot, event) -> erased.unlessErased(
                        transaction, subjectType, subject.apply(snapshot), () -> put.put(transaction, snapshot, event)),
                remove);
    }

    /** Also runs something for each event once its row is written, for example to clear a cache. */
    public ReplicaFold<S> andThen(Consumer<ReceivedEvent> work) {
        return of(
                type,
                (transaction, snapshot, event) ->
                        put.put(transaction, snapshot, event).invoke(() -> work.accept(event)),
                (transaction, event) -> remove.apply(transaction, event).invoke(() -> work.accept(event)));
    }

    @Override
    public Uni<Void> apply(SqlConnection transaction, List<ReceivedEvent> batch) {
        Uni<Void> folded = Uni.createFrom().voidItem();
        for (ReceivedEvent event : batch) {
            folded = folded.chain(() -> event.isTombstone()
                    ? remove.apply(transaction, event)
                    : put.put(transaction, event.as(type), event));
        }
        return folded;
    }
}
