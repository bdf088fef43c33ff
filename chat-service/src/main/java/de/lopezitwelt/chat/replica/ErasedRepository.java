package de.lopezitwelt.chat.replica;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** Keeps late snapshots from bringing back what was erased. */
@ApplicationScoped
class ErasedRepository {
    /** @param subjectType as in {@code erased_ids}: {@code user} or {@code agent} */
    Uni<Void> unlessErased(SqlConnection transaction, String subjectType, String id, Supplier<Uni<Void>> store) {
        return transaction
                .preparedQuery("SELECT 1 FROM erased_ids WHERE subject_type = ? AND subject_id = ?")
                .execute(Tuple.of(subjectType, id))
                .chain(erased -> erased.size() > 0 ? Uni.createFrom().voidItem() : store.get());
    }
}
