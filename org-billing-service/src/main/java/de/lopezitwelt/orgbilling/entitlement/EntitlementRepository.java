package de.lopezitwelt.orgbilling.entitlement;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;

/** Rows of {@code entitlements}. */
@ApplicationScoped
class EntitlementRepository implements PanacheRepositoryBase<Entitlement, String> {
    Uni<@Nullable Entitlement> lock(String subjectKey) {
        return findById(subjectKey, LockModeType.PESSIMISTIC_WRITE);
    }
}
