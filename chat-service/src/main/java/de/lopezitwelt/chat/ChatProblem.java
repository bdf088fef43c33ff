package de.lopezitwelt.chat;

import de.lopezitwelt.platform.web.problem.EnumProblem;

/** Problems with sessions and replies. */
public enum ChatProblem implements EnumProblem {
    SESSION_NOT_ACTIVE("The session is ended or archived", 409),
    REPLY_UNDER_WAY("The session's reply is still under way", 409),
    AGENT_SUSPENDED("The agent is suspended", 409),
    NO_AGENT_YET("The session has no agent yet", 409),
    AGENT_GONE("The agent no longer exists", 409),
    AGENT_MISCONFIGURED("The agent's configuration cannot be used", 409),
    CONTEXT_TOO_LONG("The conversation is too long for the agent's model", 400),
    TOO_MANY_BRANCHES("The session has too many branches", 409),
    NOT_A_MEMBER("The organization does not let you use its agents", 403),
    ORGANIZATION_INACTIVE("The organization is deactivated", 403),
    USER_ERASING("The account is being erased", 403),
    TOOL_SIGN_IN_NOT_SET_UP("The operator has not set up signing in to tools", 409),
    TOOL_SIGN_IN_REFUSED("The sign-in is not good", 400),
    TOOL_SIGN_IN_UNUSABLE("The server's sign-in cannot be used", 502);

    private final Description description;

    ChatProblem(String title, int status) {
        this.description = new Description(title, status);
    }

    @Override
    public Description description() {
        return description;
    }
}
