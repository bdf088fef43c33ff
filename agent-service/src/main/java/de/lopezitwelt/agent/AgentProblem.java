package de.lopezitwelt.agent;

import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.platform.web.problem.ProblemType;

/** The errors only this service knows. */
public enum AgentProblem implements ProblemType {
    NAME_TAKEN("name-taken", "You have an agent of this name already", 409),
    AGENT_IN_USE("agent-in-use", "The agent is still in use", 409),
    AGENT_STATE("agent-state", "The agent's state does not allow this", 409);

    private final String code;
    private final String title;
    private final int status;

    AgentProblem(String code, String title, int status) {
        this.code = code;
        this.title = title;
        this.status = status;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int status() {
        return status;
    }

    /**
     * This problem with its reason.
     *
     * @param detail a sentence for the client
     */
    public ProblemException because(String detail) {
        return new ProblemException(this, detail);
    }
}
