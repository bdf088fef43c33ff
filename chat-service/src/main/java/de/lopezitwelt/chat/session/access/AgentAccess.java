package de.lopezitwelt.chat.session.access;

import de.lopezitwelt.chat.ChatProblem;
import de.lopezitwelt.chat.replica.Entitlement;
import de.lopezitwelt.chat.replica.PinnedVersions;
import de.lopezitwelt.chat.replica.Replicas;
import de.lopezitwelt.chat.session.read.SessionFacts;
import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Finds an agent for a caller and checks, at the start of a session and at every turn, that they may use it. */
@ApplicationScoped
public class AgentAccess {
    /**
     * An agent that the caller may use.
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
     * For a new session. Refuses users who are being erased. An agent that does not exist and one that the caller may not see
     * are answered alike.
     *
     * @param organizationId the organization for which the session is opened; null for none
     * @param version the version to keep; null for the published one
     */
    public Uni<UsableAgent> forNewSession(
            Caller caller, String agentId, @Nullable String organizationId, @Nullable Long version) {
        return refuseErasing(caller).chain(() -> usable(caller, agentId, organizationId, version));
    }

    /**
     * For a call that needs no agent. Refuses users who are being erased, and those who may not use agents for the
     * organization.
     */
    public Uni<Void> forCall(Caller caller, @Nullable String organizationId) {
        return refuseErasing(caller).chain(() -> requireMember(organizationId, caller.userId()));
    }

    private Uni<Void> refuseErasing(Caller caller) {
        return replicas.isErasing(caller.userId())
                .invoke(erasing -> {
                    if (erasing) {
                        throw new ProblemException(ChatProblem.USER_ERASING);
                    }
                })
                .replaceWithVoid();
    }

    /** For a session that its first turn opens. The turn's transaction refuses users who are being erased. */
    public Uni<UsableAgent> forFirstTurn(Caller caller, String agentId, @Nullable String organizationId) {
        return usable(caller, agentId, organizationId, null);
    }

    private Uni<UsableAgent> usable(
            Caller caller, String agentId, @Nullable String organizationId, @Nullable Long version) {
        if (!IdGenerator.isValid(agentId)) {
            return Uni.createFrom().failure(AgentAccess::unknownAgent);
        }
        return find(caller, agentId, organizationId)
                .onItem()
                .ifNull()
                .failWith(AgentAccess::unknownAgent)
                .chain(usable -> inVersion(usable, version, caller.userId()))
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.invalid("agent_version", "is not a version you can use"));
    }

    /** For the next turn of the caller's session. Access may have ended since it was opened. */
    public Uni<UsableAgent> forNextTurn(Caller caller, SessionFacts session) {
        if (!session.hasAgent()) {
            return Uni.createFrom()
                    .failure(() -> new ProblemException(
                            ChatProblem.NO_AGENT_YET, "It gets that of the first response that names it and a model"));
        }
        return find(caller, session.agentId(), session.organizationId())
                .onItem()
                .ifNull()
                .failWith(() -> new ProblemException(ChatProblem.AGENT_GONE))
                .chain(usable -> inVersion(usable, session.agentVersion(), session.userId()))
                .onItem()
                .ifNull()
                .failWith(() -> new ProblemException(ChatProblem.AGENT_GONE, "Its version is not there any more"));
    }

    /** Brings the agent at least to the state with this ETag, which the caller was shown. */
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

    private Uni<@Nullable UsableAgent> find(Caller caller, String agentId, @Nullable String organizationId) {
        Uni<@Nullable Entitlement> licence = organizationId == null
                ? Uni.createFrom().nullItem()
                : requireMember(organizationId, caller.userId()).chain(() -> replicas.licence(organizationId, agentId));
        return licence.chain(held -> replicas.agent(agentId).chain(agent -> usable(agent, held, caller)));
    }

    private Uni<@Nullable UsableAgent> usable(
            @Nullable AgentState agent, @Nullable Entitlement licence, Caller caller) {
        if (agent == null) {
            return Uni.createFrom().nullItem();
        }
        Entitlement active = licence != null && licence.isActive() ? licence : null;
        return sharedWith(agent, caller).map(shared -> {
            if (!AgentAccessPolicy.mayUse(agent, caller, active != null, shared)) {
                return null;
            }
            if (!agent.isActive()) {
                throw new ProblemException(ChatProblem.AGENT_SUSPENDED);
            }
            return new UsableAgent(agent, active);
        });
    }

    private Uni<Boolean> sharedWith(AgentState agent, Caller caller) {
        String organizationId = agent.organizationId();
        if (organizationId == null
                || AgentAccessPolicy.mayUse(agent, caller, false, false)
                || !AgentAccessPolicy.mayUse(agent, caller, false, true)) {
            return Uni.createFrom().item(false);
        }
        return mayChatFor(organizationId, caller.userId());
    }

    /**
     * Whether a user is a member of an organization and may use its agents. Fails with 503 when that cannot be found
     * out.
     */
    public Uni<Boolean> mayChatFor(String organizationId, String userId) {
        return isMember(organizationId, userId)
                .chain(member ->
                        member ? isActive(organizationId) : Uni.createFrom().item(false));
    }

    private Uni<Boolean> isMember(String organizationId, String userId) {
        return IdGenerator.isValid(organizationId)
                ? replicas.membership(organizationId, userId).map(AgentAccessPolicy::mayChat)
                : Uni.createFrom().item(false);
    }

    private Uni<Boolean> isActive(String organizationId) {
        return replicas.entitlementIfKnown(EntitlementSubject.ORGANIZATION, organizationId)
                .map(known -> known == null || known.isActive());
    }

    /**
     * Fails with 403 when the user may not, or no longer, use agents for the organization, or it is deactivated. Null passes.
     */
    public Uni<Void> requireMember(@Nullable String organizationId, String userId) {
        return organizationId == null
                ? Uni.createFrom().voidItem()
                : isMember(organizationId, userId)
                        .chain(member -> {
                            if (!member) {
                                throw new ProblemException(ChatProblem.NOT_A_MEMBER);
                            }
                            return isActive(organizationId);
                        })
                        .invoke(active -> {
                            if (!active) {
                                throw new ProblemException(ChatProblem.ORGANIZATION_INACTIVE);
                            }
                        })
                        .replaceWithVoid();
    }

    private static ProblemException unknownAgent() {
        return ProblemException.invalid("agent_id", "is not an agent you can use");
    }
}
