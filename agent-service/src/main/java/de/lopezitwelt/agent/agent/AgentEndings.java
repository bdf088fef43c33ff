package de.lopezitwelt.agent.agent;

import de.lopezitwelt.kernel.erasure.OrganizationErasure;
import de.lopezitwelt.kernel.erasure.UserErasure;
import de.lopezitwelt.platform.messaging.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Decides about agents when their creator is erased or their organization is deleted. Others must not lose an agent
 * that they can see, so its creator must hand it over before the erasure; the
 * creator's other agents are deleted. Agents of a deleted organization stay with their creators, and nobody
 * else sees them any more.
 */
@ApplicationScoped
@Priority(30)
class AgentEndings implements UserErasure, OrganizationErasure {
    private final AgentRepository rows;
    private final AgentJournal journal;
    private final Clock clock;
    private final Actor self;

    AgentEndings(
            AgentRepository rows,
            AgentJournal journal,
            Clock clock,
            @ConfigProperty(name = "lopez.service.name") String service) {
        this.rows = rows;
        this.journal = journal;
        this.clock = clock;
        this.self = Actor.ofService(service);
    }

    @Override
    public Uni<Optional<String>> objection(SqlConnection transaction, String userId) {
        return rows.countShared(transaction, userId)
                .map(shared -> shared > 0 ? Optional.of(shared + " agent(s) that others can see") : Optional.empty());
    }

    @Override
    public Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        return rows.lockByCreator(transaction, userId)
                .chain(agents -> forEach(
                        agents,
                        agent -> rows.remove(transaction, agent).chain(() -> journal.erased(transaction, agent, self))))
                .chain(() -> rows.withdrawOffersTo(transaction, userId));
    }

    @Override
    public Uni<Void> eraseOrganization(SqlConnection transaction, String organizationId) {
        return rows.lockByOrganization(transaction, organizationId)
                .chain(agents -> forEach(agents, agent -> {
                    AgentView before = AgentView.whole(agent);
                    agent.leaveOrganization(clock.instant());
                    return rows.storeSharing(transaction, agent)
                            .chain(() ->
                                    journal.updated(transaction, agent, before, self, "agent.organization-deleted"));
                }));
    }

    private static Uni<Void> forEach(List<Agent> agents, Function<Agent, Uni<Void>> step) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Agent agent : agents) {
            done = done.chain(() -> step.apply(agent));
        }
        return done;
    }
}
