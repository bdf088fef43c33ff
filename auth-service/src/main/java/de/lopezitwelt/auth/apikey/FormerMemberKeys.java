package de.lopezitwelt.auth.apikey;

import de.lopezitwelt.auth.membership.MembershipEnd;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.outbox.Outbox;
import de.lopezitwelt.platform.messaging.stream.AuditAction;
import de.lopezitwelt.platform.web.audit.AuditEvents;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Revokes an organization's keys when their owner leaves it or it is deleted. They stay revoked when the owner comes back. */
@ApplicationScoped
class FormerMemberKeys implements MembershipEnd {
    private final IntrospectionRepository repository;
    private final AuditEvents audit;
    private final Outbox outbox;
    private final Actor self;

    FormerMemberKeys(
            IntrospectionRepository repository,
            AuditEvents audit,
            Outbox outbox,
            @ConfigProperty(name = "lopez.service.name") String service) {
        this.repository = repository;
        this.audit = audit;
        this.outbox = outbox;
        this.self = Actor.ofService(service);
    }

    @Override
    public Uni<Void> ended(SqlConnection transaction, String organizationId, String userId, String eventId) {
        return repository
                .revokeBound(transaction, organizationId, userId, eventId)
                .chain(revoked -> revoked.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : outbox.append(
                                transaction,
                                revoked.stream()
                                        .map(id -> audit.message(
                                                self,
                                                AuditAction.UPDATE,
                                                "api_keys",
                                                id,
                                                "api_key.revoked",
                                                Map.of("active", true),
                                                Map.of("active", false, "reason", "membership ended")))
                                        .toList()));
    }
}
