package de.lopezitwelt.orgbilling.entitlement;

import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import de.lopezitwelt.kernel.erasure.UserErasure;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Ends the entitlement of a user who is erased. */
@ApplicationScoped
@Priority(20)
class EntitlementErasure implements UserErasure {
    private final Entitlements entitlements;
    private final ChangeRecorder changes;
    private final Actor self;

    EntitlementErasure(
            Entitlements entitlements,
            ChangeRecorder changes,
            @ConfigProperty(name = "lopez.service.name") String service) {
        this.entitlements = entitlements;
        this.changes = changes;
        this.self = Actor.ofService(service);
    }

    @Override
    public Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        return entitlements
                .withdraw(transaction, EntitlementSubject.USER, userId, changes.by(self))
                .chain(change -> changes.record(transaction, change));
    }
}
