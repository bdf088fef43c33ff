package de.lopezitwelt.platform.messaging.erasure;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/**
 * The table {@code erased_ids}, which keeps late snapshots from bringing back what was erased. A snapshot that is
 * stored at the same moment as the erasure may not see the entry yet; the erasure therefore deletes once more at its
 * end.
 */
@ApplicationScoped
public class ErasedIds {
    /**
     * Runs the work unless the subject has been erased.
     *
     * @param subjectType such as {@code user}
     */
    public Uni<Void> unlessErased(SqlConnection transaction, String subjectType, String id, Supplier<Uni<Void>> store) {
        return transaction
                .preparedQuery("SELECT 1 FROM erased_ids WHERE subject_type = ? AND subject_id = ?")
                .execute(Tuple.of(subjectType, id))
                .chain(erased -> erased.size() > 0 ? Uni.createFrom().voidItem() : store.get());
    }

    /** Remembers the id for good. Remembering it twice changes nothing. */
    public Uni<Void> remember(SqlConnection transaction, String subjectType, String id) {
        return transaction
                .preparedQuery("INSERT IGNORE INTO erased_ids (subject_type, subject_id) VALUES (?, ?)")
                .execute(Tuple.of(subjectType, id))
                .replaceWithVoid();
    }
}
