package de.lopezitwelt.agent;

import de.lopezitwelt.platform.web.problem.EnumProblem;

/** The errors only this service knows. */
public enum AgentProblem implements EnumProblem {
    NAME_TAKEN("You have an agent of this name already", 409),
    AGENT_IN_USE("The agent is still in use", 409),
    LICENSES_BROKEN("The configuration would break licenses of the agent", 409),
    AGENT_STATE("The agent's state does not allow this", 409);

    private final Description description;

    AgentProblem(String title, int status) {
        this.description = new Description(title, status);
    }

    @Override
    public Description description() {
        return description;
    }
}
