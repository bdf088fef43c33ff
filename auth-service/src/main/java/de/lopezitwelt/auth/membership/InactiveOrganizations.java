package de.lopezitwelt.auth.membership;

import de.lopezitwelt.contracts.subscription.EntitlementState;
import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import de.lopezitwelt.platform.messaging.consumer.ConsumerSpec;
import de.lopezitwelt.platform.messaging.consumer.Consumers;
import de.lopezitwelt.platform.messaging.consumer.EventHandler;
import de.lopezitwelt.platform.messaging.consumer.ReceivedEvent;
import de.lopezitwelt.platform.messaging.erasure.ReplicaFold;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Organizations that are deactivated, followed on {@code lopez.entitlements.state}. Their keys are refused for as long; nothing
 * is revoked.
 */
@ApplicationScoped
class InactiveOrganizations {
    private static final String KEY = EntitlementSubject.ORGANIZATION.wireName() + ":";

    private final InactiveOrganizationRepository rows;
    private final Consumers consumers;

    InactiveOrganizations(InactiveOrganizationRepository rows, Consumers consumers) {
        this.rows = rows;
        this.consumers = consumers;
    }

    void start(@Observes StartupEvent event) {
        consumers.start(ConsumerSpec.of("auth.organizations", List.of(EntitlementState.class), fold()));
    }

    private EventHandler fold() {
        return ReplicaFold.of(
                EntitlementState.class, (transaction, state, event) -> put(transaction, state), this::end);
    }

    private Uni<Void> put(SqlConnection transaction, EntitlementState state) {
        if (state.subjectType() != EntitlementSubject.ORGANIZATION) {
            return Uni.createFrom().voidItem();
        }
        return state.isActive()
                ? rows.remove(transaction, state.subjectId())
                : rows.put(transaction, state.subjectId());
    }

    private Uni<Void> end(SqlConnection transaction, ReceivedEvent event) {
        return event.key().startsWith(KEY)
                ? rows.remove(transaction, event.key().substring(KEY.length()))
                : Uni.createFrom().voidItem();
    }
}
