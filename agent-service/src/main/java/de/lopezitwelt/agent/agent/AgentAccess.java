package de.lopezitwelt.agent.agent;

import de.lopezitwelt.agent.agent.AgentPolicy.Access;
import de.lopezitwelt.agent.agent.content.AgentContent;
import de.lopezitwelt.agent.licence.Licences;
import de.lopezitwelt.agent.membership.Membership;
import de.lopezitwelt.agent.membership.Memberships;
import de.lopezitwelt.contracts.agent.AgentVisibility;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brings agents, callers and memberships before the policy. */
@ApplicationScoped
public class AgentAccess {
    private final Memberships memberships;
    private final Licences licences;

    AgentAccess(Memberships memberships, Licences licences) {
        this.memberships = memberships;
        this.licences = licences;
    }

    /**
     * What the caller may do with the agent. Fails with 404 when the caller may not see it, with 403 when that is less
     * than {@code wanted}.
     */
    public Uni<Access> require(Caller caller, @Nullable Agent agent, Access wanted) {
        if (agent == null) {
            return Uni.createFrom().failure(ProblemException.notFound());
        }
        Access alone = access(agent, caller, null);
        Uni<Access> access = alone == Access.OWN || !caller.reaches(agent.organizationId())
                ? Uni.createFrom().item(alone)
                : membership(caller, agent.organizationId()).map(found -> access(agent, caller, found));
        return access.chain(shared -> shared == Access.NONE
                        ? byLicence(caller, agent)
                        : Uni.createFrom().item(shared))
                .invoke(actual -> AgentPolicy.require(actual, wanted));
    }

    /** Members see what their organization has licensed, even if others may not see it. */
    private Uni<Access> byLicence(Caller caller, Agent agent) {
        return licences.holders(agent.id())
                .chain(holders -> holders.isEmpty()
                        ? Uni.createFrom().item(false)
                        : readableBy(caller)
                                .map(readable -> readable.keySet().stream().anyMatch(holders::contains)))
                .map(licensed -> licensed ? Access.SEE : Access.NONE);
    }

    /** The caller's memberships in organizations whose agents they may see, by organization. */
    Uni<Map<String, Membership>> readableBy(Caller caller) {
        return memberships
                .ofUser(caller.userId())
                .map(all -> all.stream()
                        .filter(Membership::mayRead)
                        .filter(membership -> caller.reaches(membership.organizationId()))
                        .collect(Collectors.toMap(Membership::organizationId, Function.identity())));
    }

    static Access access(Agent agent, Caller caller, @Nullable Membership membership) {
        return AgentPolicy.access(agent.createdBy(), agent.visibility(), agent.organizationId(), caller, membership);
    }

    /** Whether the agent was offered to the caller. */
    static boolean isOffered(Caller caller, @Nullable Agent agent) {
        return agent != null && caller.userId().equals(agent.offeredTo()) && caller.reaches(agent.organizationId());
    }

    /** Fails with 400 unless the caller may give an agent this visibility. */
    public Uni<Void> ensureShareable(Caller caller, AgentContent content) {
        return membership(caller, Id.textOf(content.organizationId()))
                .invoke(found -> AgentPolicy.ensureShareable(
                        content.visibility(), Id.textOf(content.organizationId()), caller, found))
                .replaceWithVoid();
    }

    /** Whether a user manages the agent, for another service, which does not know the user's platform role. */
    public Uni<Boolean> manages(@Nullable String userId, @Nullable Agent agent) {
        if (userId == null || agent == null) {
            return Uni.createFrom().item(false);
        }
        if (agent.createdBy().equals(userId)) {
            return Uni.createFrom().item(true);
        }
        return agent.visibility() != AgentVisibility.ORGANIZATION
                ? Uni.createFrom().item(false)
                : membership(userId, agent.organizationId()).map(found -> found != null && found.mayManage());
    }

    private Uni<@Nullable Membership> membership(Caller caller, @Nullable String organizationId) {
        return membership(caller.userId(), organizationId);
    }

    private Uni<@Nullable Membership> membership(String userId, @Nullable String organizationId) {
        return organizationId == null ? Uni.createFrom().nullItem() : memberships.find(organizationId, userId);
    }
}
