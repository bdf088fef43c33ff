package de.lopezitwelt.chat.session;

import de.lopezitwelt.chat.replica.Entitlement;
import de.lopezitwelt.chat.replica.PinnedVersions;
import de.lopezitwelt.chat.replica.Replicas;
import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Finds an agent for a user and says whether he may talk to it, now and at every turn. */
@ApplicationScoped
public class AgentAccess {
    /**
     * An agent somebody may talk to.
     *
     * @param licence the organization's licence, whose configuration and limits apply
     */
    public record UsableAgent(AgentState agent, @Nullable Entitlement licence) {}

    private final Replicas replicas;
    private final PinnedVersions versions;

    AgentAccess(Replicas replicas, PinnedVersions versions) {
        this.replicas = replicas;
        this.versions = versions;
    }

    /**
     * For a new session of a user who stays. An agent that does not exist and one that is not the caller's to know get the
     * same answer.
     *
     * @param organizationId on whose behalf
     * @param version the one to hold on to; null for the published one
     */
    public Uni<UsableAgent> forNewSession(
            String userId, String agentId, @Nullable String organizationId, @Nullable Long version) {
        return replicas.isErasing(userId)
                .invoke(erasing -> {
                    if (erasing) {
                        throw new ProblemException(ChatProblem.USER_ERASING);
                    }
                })
                .chain(() -> usable(userId, agentId, organizationId, version));
    }

    /** For a session that its first turn opens: whether its user stays is found out in the turn's transaction. */
    public Uni<UsableAgent> forFirstTurn(String userId, String agentId, @Nullable String organizationId) {
        return usable(userId, agentId, organizationId, null);
    }

    private Uni<UsableAgent> usable(
            String userId, String agentId, @Nullable String organizationId, @Nullable Long version) {
        if (!IdGenerator.isValid(agentId)) {
            return Uni.createFrom().failure(AgentAccess::unknownAgent);
        }
        return find(userId, agentId, organizationId)
                .onItem()
                .ifNull()
                .failWith(AgentAccess::unknownAgent)
                .chain(usable -> inVersion(usable, version, userId))
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.invalid("agent_version", "is not a version you can use"));
    }

    /** For the next turn of a session: access may have ended since it was opened. */
    public Uni<UsableAgent> forNextTurn(SessionFacts session) {
        return find(session.userId(), session.agentId(), session.organizationId())
                .onItem()
                .ifNull()
                .failWith(() -> new ProblemException(ChatProblem.AGENT_GONE))
                .chain(usable -> inVersion(usable, session.agentVersion(), session.userId()))
                .onItem()
                .ifNull()
                .failWith(() -> new ProblemException(ChatProblem.AGENT_GONE, "Its version is not there any more"));
    }

    /** Carries out a caller's wish that the agent be at least in the state whose ETag he was shown. */
    public Uni<Void> refresh(String agentId, @Nullable String agentEtag) {
        return agentEtag == null ? Uni.createFrom().voidItem() : replicas.refreshAgent(agentId, number(agentEtag));
    }

    private static long number(String etag) {
        try {
            return Long.parseLong(etag.replaceFirst("^W/", "").replace("\"", ""));
        } catch (NumberFormatException unknown) {
            throw ProblemException.invalid("Agent-ETag", "is not the ETag of an agent");
        }
    }

    private Uni<@Nullable UsableAgent> inVersion(UsableAgent usable, @Nullable Long version, String userId) {
        if (version == null || version == usable.agent().versionNumber()) {
            return Uni.createFrom().item(usable);
        }
        return versions.find(usable.agent().agentId(), version, userId)
                .map(found -> found == null ? null : new UsableAgent(found.of(usable.agent()), usable.licence()));
    }

    private Uni<@Nullable UsableAgent> find(String userId, String agentId, @Nullable String organizationId) {
        Uni<@Nullable Entitlement> licence = organizationId == null
                ? Uni.createFrom().nullItem()
                : requireMember(organizationId, userId).chain(() -> replicas.licence(organizationId, agentId));
        return licence.chain(held -> replicas.agent(agentId).chain(agent -> usable(agent, held, userId)));
    }

    private Uni<@Nullable UsableAgent> usable(
            @Nullable AgentState agent, @Nullable Entitlement licence, String userId) {
        if (agent == null) {
            return Uni.createFrom().nullItem();
        }
        Entitlement active = licence != null && licence.isActive() ? licence : null;
        return sharedWith(agent, userId).map(shared -> {
            if (!AgentAccessPolicy.mayUse(agent, userId, active != null, shared)) {
                return null;
            }
            if (!agent.isActive()) {
                throw new ProblemException(ChatProblem.AGENT_SUSPENDED);
            }
            return new UsableAgent(agent, active);
        });
    }

    private Uni<Boolean> sharedWith(AgentState agent, String userId) {
        String organizationId = agent.organizationId();
        if (organizationId == null
                || AgentAccessPolicy.mayUse(agent, userId, false, false)
                || !AgentAccessPolicy.mayUse(agent, userId, false, true)) {
            return Uni.createFrom().item(false);
        }
        return replicas.membership(organizationId, userId).map(AgentAccessPolicy::mayChat);
    }

    private Uni<Void> requireMember(String organizationId, String userId) {
        if (!IdGenerator.isValid(organizationId)) {
            return Uni.createFrom().failure(() -> new ProblemException(ChatProblem.NOT_A_MEMBER));
        }
        return replicas.membership(organizationId, userId)
                .invoke(membership -> {
                    if (!AgentAccessPolicy.mayChat(membership)) {
                        throw new ProblemException(ChatProblem.NOT_A_MEMBER);
                    }
                })
                .replaceWithVoid();
    }

    private static ProblemException unknownAgent() {
        return ProblemException.invalid("agent_id", "is not an agent you can use");
    }
}
