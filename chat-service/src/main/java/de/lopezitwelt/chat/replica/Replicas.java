package de.lopezitwelt.chat.replica;

import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.contracts.organization.MembershipState;
import de.lopezitwelt.contracts.subscription.EntitlementState;
import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import de.lopezitwelt.platform.web.call.InternalClient;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What chat knows of agents, memberships and entitlements. Unknown ones are null items. */
@ApplicationScoped
public class Replicas {
    private static final Logger LOG = Logger.getLogger(Replicas.class);

    private record Licence(String organizationId, String agentId) {}

    private record Membership(String organizationId, String userId) {}

    private record Subject(EntitlementSubject type, String id) {}

    private final AgentReplicaRepository agents;
    private final MembershipReplicaRepository memberships;
    private final EntitlementReplicaRepository entitlements;
    private final UserReplicaRepository users;
    private final InternalClient services;
    private final ShortCache<String, AgentState> agentCache;
    private final ShortCache<Membership, MembershipState> membershipCache;
    private final ShortCache<Subject, Entitlement> entitlementCache;
    private final ShortCache<Licence, Entitlement> licenceCache;

    Replicas(
            AgentReplicaRepository agents,
            MembershipReplicaRepository memberships,
            EntitlementReplicaRepository entitlements,
            UserReplicaRepository users,
            InternalClient services,
            ReplicaConfig config) {
        this.agents = agents;
        this.memberships = memberships;
        this.entitlements = entitlements;
        this.users = users;
        this.services = services;
        this.agentCache = new ShortCache<>(config.remember(), config.size(), false);
        this.membershipCache = new ShortCache<>(config.remember(), config.size(), false);
        this.entitlementCache = new ShortCache<>(config.remember(), config.size(), true);
        this.licenceCache = new ShortCache<>(config.remember(), config.size(), true);
    }

    /** Asks the agent service when the agent is not known here, so that a new agent can be used at once. */
    public Uni<@Nullable AgentState> agent(String agentId) {
        return agentCache.get(
                agentId, () -> agents.find(agentId).onItem().ifNull().switchTo(() -> askForAgent(agentId)));
    }

    /**
     * Asks the agent service unless the agent is known here in at least this state, so that a change takes effect at
     * once.
     */
    public Uni<Void> refreshAgent(String agentId, long etag) {
        return agent(agentId)
                .chain(known -> known != null && known.etag() >= etag
                        ? Uni.createFrom().voidItem()
                        : askForAgent(agentId)
                                .invoke(() -> agentCache.forget(agentId))
                                .replaceWithVoid());
    }

    public Uni<List<AgentState>> agentsUsableBy(Caller caller, int limit) {
        return agents.findUsableBy(caller, limit);
    }

    public Uni<List<AgentState>> agentsUsableByName(Caller caller, String name, int limit) {
        return agents.findUsableByName(caller, name, limit);
    }

    /**
     * Asks the agent service for a user's own agent of that name and keeps it, so that a new agent can be used by name at once.
     * Does nothing when there is none, or while that service cannot be reached.
     */
    public Uni<Void> learnOwnAgent(String userId, String name) {
        String query = "?created_by=" + userId + "&name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        return services.get("agent", "/internal/agents" + query, AgentState.class)
                .call(found -> found == null ? Uni.createFrom().voidItem() : agents.store(found))
                .onFailure()
                .invoke(failure -> LOG.debugf("agents could not be asked for: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /**
     * Asks the organization service when the membership is not known here. While that service cannot be reached, new
     * members are refused.
     */
    public Uni<@Nullable MembershipState> membership(String organizationId, String userId) {
        return membershipCache.get(
                new Membership(organizationId, userId),
                () -> memberships
                        .find(organizationId, userId)
                        .onItem()
                        .ifNull()
                        .switchTo(() -> askForMembership(organizationId, userId)));
    }

    /**
     * Asks the organization service about a user or an organization that is not known here yet: everybody is entitled to
     * something. Its answer is not stored, because it may be older than the event that is on its way. API keys and licensed
     * agents have an entitlement only when one was set.
     */
    public Uni<@Nullable Entitlement> entitlement(EntitlementSubject type, String id) {
        return entitlementCache.get(new Subject(type, id), () -> findEntitlement(type, id));
    }

    /** As {@link #entitlement}, with a null item instead of a failure while nobody can tell. */
    public Uni<@Nullable Entitlement> entitlementIfKnown(EntitlementSubject type, String id) {
        return entitlementCache.get(
                new Subject(type, id),
                () -> findEntitlement(type, id)
                        .onFailure(ProblemException.class)
                        .recoverWithNull());
    }

    private Uni<@Nullable Entitlement> findEntitlement(EntitlementSubject type, String id) {
        boolean everybodyHasOne = type == EntitlementSubject.USER || type == EntitlementSubject.ORGANIZATION;
        return entitlements
                .find(type, id)
                .chain(known ->
                        known != null || !everybodyHasOne ? Uni.createFrom().item(known) : askForEntitlement(type, id));
    }

    public Uni<@Nullable Entitlement> licence(String organizationId, String agentId) {
        return licenceCache.get(
                new Licence(organizationId, agentId), () -> entitlements.findLicence(organizationId, agentId));
    }

    /** Whether a user is erased or being erased. */
    public Uni<Boolean> isErasing(String userId) {
        return users.isErasing(userId);
    }

    void forgetAgent(String agentId) {
        agentCache.forget(agentId);
    }

    void forgetMemberships() {
        membershipCache.forgetAll();
    }

    void forgetEntitlements() {
        entitlementCache.forgetAll();
        licenceCache.forgetAll();
    }

    private Uni<@Nullable AgentState> askForAgent(String agentId) {
        return services.get("agent", "/internal/agents/" + agentId, AgentState.class)
                .call(found -> found == null ? Uni.createFrom().voidItem() : agents.store(found));
    }

    private Uni<@Nullable Entitlement> askForEntitlement(EntitlementSubject type, String id) {
        return services.get(
                        "org-billing",
                        "/internal/entitlements?subject_type=" + type.wireName() + "&subject_id=" + id,
                        EntitlementState.class)
                .map(found -> found == null ? null : Entitlement.of(found));
    }

    private Uni<@Nullable MembershipState> askForMembership(String organizationId, String userId) {
        return services.get(
                        "org-billing", "/internal/memberships/" + organizationId + "/" + userId, MembershipState.class)
                .call(found -> found == null ? Uni.createFrom().voidItem() : memberships.storeIfAbsent(found))
                .onFailure()
                .invoke(failure -> LOG.debugf("memberships could not be asked for: %s", failure.getMessage()));
    }
}
