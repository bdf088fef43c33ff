package de.lopezitwelt.orgbilling.entitlement;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;

/** Rows of {@code entitlements}. */
@ApplicationScoped
class EntitlementRepository implements PanacheRepositoryBase<Entitlement, String> {
    Uni<@Nullable Entitlement> lock(String subjectKey) {
        return findById(subjectKey, LockModeType.PESSIMISTIC_WRITE);
    }

    Uni<Void> remove(Entitlement entitlement) {
        return delete("subjectKey", entitlement.subjectKey()).replaceWithVoid();
    }

    /** The version that the entitlement had; null when there was none. */
    Uni<@Nullable Long> remove(SqlConnection transaction, String subjectKey) {
        return transaction
                .preparedQuery("SELECT version FROM entitlements WHERE subject_key = ? FOR UPDATE")
                .execute(Tuple.of(subjectKey))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getLong("version"))
                .call(() -> transaction
                        .preparedQuery("DELETE FROM entitlements WHERE subject_key = ?")
                        .execute(Tuple.of(subjectKey)));
    }
}
