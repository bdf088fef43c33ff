package de.lopezitwelt.platform.messaging.erasure;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/**
 * The table {@code erased_ids}: keeps late snapshots from bringing back what was erased. A snapshot that is being stored in
 * the very moment of the erasure may see no entry yet; therefore who erases does it once more at the end of the erasure.
 */
@ApplicationScoped
public class ErasedIds {
    /** @param subjectType such as {@code user} */
    public Uni<Void> unlessErased(SqlConnection transaction, String subjectType, String id, Supplier<Uni<Void>> store) {
        return transaction
                .preparedQuery("SELECT 1 FROM erased_ids WHERE subject_type = ? AND subject_id = ?")
                .execute(Tuple.of(subjectType, id))
                .chain(erased -> erased.size() > 0 ? Uni.createFrom().voidItem() : store.get());
    }

    /** For good; once more changes nothing. */
    public Uni<Void> remember(SqlConnection transaction, String subjectType, String id) {
        return transaction
                .preparedQuery("INSERT IGNORE INTO erased_ids (subject_type, subject_id) VALUES (?, ?)")
                .execute(Tuple.of(subjectType, id))
                .replaceWithVoid();
    }
}
