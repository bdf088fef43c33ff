package de.lopezitwelt.orgbilling;

import de.lopezitwelt.platform.web.problem.EnumProblem;

/** The errors only this service knows. */
public enum OrgBillingProblem implements EnumProblem {
    LAST_OWNER("An organization keeps at least one owner", 409),
    ALREADY_MEMBER("The user is a member already", 409),
    ALREADY_INVITED("An invitation is pending already", 409),
    INVITATION_ENDED("The invitation has ended", 409),
    ALREADY_LICENSED("The agent is licensed to the organization already", 409),
    DOMAIN_NOT_VERIFIED("No DNS record proves the domain", 409),
    DOMAIN_TAKEN("Another organization has proven the domain", 409),
    EMAIL_NOT_VERIFIED("The e-mail has to be verified first", 403),
    SUBSCRIPTION_EXISTS("A paid subscription is running already", 409),
    SUBSCRIPTION_STATE("The subscription's status does not allow this", 409),
    ORGANIZATION_IN_USE("The organization is still in use", 409);

    private final Description description;

    OrgBillingProblem(String title, int status) {
        this.description = new Description(title, status);
    }

    @Override
    public Description description() {
        return description;
    }
}
