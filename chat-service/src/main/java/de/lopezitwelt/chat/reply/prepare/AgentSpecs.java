package de.lopezitwelt.chat.reply.prepare;

import de.lopezitwelt.chat.ChatProblem;
import de.lopezitwelt.chat.session.access.AgentAccess.UsableAgent;
import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.agent.InvalidAgentConfig;
import de.lopezitwelt.runtime.model.ModelFailure;

/** Translates agents for the runtime, and its refusals into problems. */
public final class AgentSpecs {
    private AgentSpecs() {}

    /**
     * The agent's specification, with the changes of its license merged in.
     *
     * @throws ProblemException 409 when the configuration cannot be used
     */
    public static AgentSpec of(UsableAgent usable) {
        AgentState agent = usable.agent();
        try {
            AgentSpec own = AgentSpec.of(agent.type(), agent.model(), agent.config());
            return usable.licence() == null ? own : own.merge(usable.licence().customConfig());
        } catch (InvalidAgentConfig invalid) {
            throw new ProblemException(ChatProblem.AGENT_MISCONFIGURED);
        }
    }

    /** The problem of a reply that could not be prepared. */
    public static ProblemException problemOf(ModelFailure failure) {
        return failure.kind() == ModelFailure.Kind.CONTEXT_LENGTH
                ? new ProblemException(ChatProblem.CONTEXT_TOO_LONG)
                        .withViolation("content", "is too long for the agent's model")
                : new ProblemException(ChatProblem.AGENT_MISCONFIGURED, failure.getMessage());
    }
}
