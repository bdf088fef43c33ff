package de.lopezitwelt.agent.erasure;

import de.lopezitwelt.contracts.agent.AgentDeleted;
import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.contracts.agent.AgentUpdated;
import de.lopezitwelt.contracts.erasure.UserErasureSteps;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.outbox.Outbox;
import de.lopezitwelt.platform.web.idempotency.IdempotencyErasure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * This service's part in the erasure of a user: refuse while others can see agents of his, which must be handed over
 * first; otherwise delete his agents.
 */
@ApplicationScoped
class Erasure implements UserErasureSteps {
    private final ErasureRepository rows;
    private final Events events;
    private final Outbox outbox;
    private final IdempotencyErasure idempotency;
    private final String service;

    Erasure(
            ErasureRepository rows,
            Events events,
            Outbox outbox,
            IdempotencyErasure idempotency,
            @ConfigProperty(name = "lopez.service.name") String service) {
        this.rows = rows;
        this.events = events;
        this.outbox = outbox;
        this.idempotency = idempotency;
        this.service = service;
    }

    @Override
    public Uni<Optional<String>> objection(SqlConnection transaction, String userId) {
        return rows.countShared(transaction, userId)
                .map(shared -> shared > 0 ? Optional.of(shared + " agent(s) that others can see") : Optional.empty());
    }

    @Override
    public Uni<Void> erase(SqlConnection transaction, String userId) {
        return rows.lockAgentsOf(transaction, userId)
                .chain(agents -> outbox.append(transaction, ends(agents)))
                .chain(() -> rows.removeAgentsOf(transaction, userId))
                .chain(() -> rows.forgetUser(transaction, userId))
                .chain(() -> idempotency.forget(transaction, userId));
    }

    @Override
    public Uni<Void> forget(SqlConnection transaction, String userId) {
        return rows.forgetUser(transaction, userId);
    }

    private List<OutboxMessage> ends(List<OwnedAgent> agents) {
        var messages = new ArrayList<OutboxMessage>();
        for (OwnedAgent agent : agents) {
            long version = agent.version() + 1;
            messages.add(events.domain(new AgentDeleted(agent.id()), agent.id(), version, self()));
            messages.add(events.tombstone(AgentState.class, agent.id(), version));
        }
        return messages;
    }

    /** The organization is gone: what its members saw, only the creators see now. */
    Uni<Void> withdrawFromOrganization(SqlConnection transaction, String organizationId) {
        return rows.withdrawFromOrganization(transaction, organizationId)
                .chain(agents -> outbox.append(transaction, updates(agents)));
    }

    private List<OutboxMessage> updates(List<AgentState> agents) {
        var messages = new ArrayList<OutboxMessage>();
        for (AgentState agent : agents) {
            var updated = new AgentUpdated(
                    agent.agentId(), agent.createdBy(), agent.type(), agent.visibility(), null, agent.versionNumber());
            messages.add(events.domain(updated, agent.agentId(), agent.etag(), self()));
            messages.add(events.state(agent, agent.agentId(), agent.etag()));
        }
        return messages;
    }

    private @Nullable String self() {
        return Actor.ofService(service).reference();
    }
}
