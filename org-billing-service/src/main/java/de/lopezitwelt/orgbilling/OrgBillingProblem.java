package de.lopezitwelt.orgbilling;

import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.platform.web.problem.ProblemType;

/** The errors only this service knows. */
public enum OrgBillingProblem implements ProblemType {
    LAST_OWNER("last-owner", "An organization keeps at least one owner", 409),
    ALREADY_MEMBER("already-member", "The user is a member already", 409),
    ALREADY_LICENSED("already-licensed", "The agent is licensed to the organization already", 409),
    SUBSCRIPTION_EXISTS("subscription-exists", "A paid subscription is running already", 409),
    SUBSCRIPTION_STATE("subscription-state", "The subscription's status does not allow this", 409),
    ORGANIZATION_IN_USE("organization-in-use", "The organization is still in use", 409);

    private final String code;
    private final String title;
    private final int status;

    OrgBillingProblem(String code, String title, int status) {
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
