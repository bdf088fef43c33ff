package de.lopezitwelt.auth.apikey;

import de.lopezitwelt.auth.membership.MembershipEnd;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Revokes an organization's keys when their owner leaves it or it is deleted. They stay revoked when the owner comes back. */
@ApplicationScoped
class FormerMemberKeys implements MembershipEnd {
    private final IntrospectionRepository repository;
    private final ChangeRecorder changes;
    private final Actor self;

    FormerMemberKeys(
            IntrospectionRepository repository,
            ChangeRecorder changes,
            @ConfigProperty(name = "lopez.service.name") String service) {
        this.repository = repository;
        this.changes = changes;
        this.self = Actor.ofService(service);
    }

    @Override
    public Uni<Void> ended(SqlConnection transaction, String organizationId, String userId, String eventId) {
        return repository
                .revokeBound(transaction, organizationId, userId, eventId)
                .chain(revoked ->
                        revoked.isEmpty() ? Uni.createFrom().voidItem() : changes.record(transaction, ended(revoked)));
    }

    private Change ended(List<String> revoked) {
        Change change = changes.by(self);
        revoked.forEach(id -> change.updated(
                "api_keys",
                id,
                "api_key.revoked",
                Map.of("active", true),
                Map.of("active", false, "reason", "membership ended")));
        return change;
    }
}
