package de.lopezitwelt.auth.registration;

import de.lopezitwelt.auth.AuthProblem;
import de.lopezitwelt.auth.user.Users;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Applies the policy to whoever wants an account, whichever way he comes. */
@ApplicationScoped
public class Admission {
    private final RegistrationPolicy policy;
    private final Users users;

    Admission(RegistrationConfig config, Users users) {
        this.policy = config.policy();
        this.users = users;
    }

    /**
     * Fails with 403 for who may not register.
     *
     * @param invited an invitation for the e-mail is at hand
     */
    public Uni<Void> require(boolean invited) {
        if (policy.admits(invited, false)) {
            return Uni.createFrom().voidItem();
        }
        return users.hasAny().map(any -> {
            if (!policy.admits(invited, !any)) {
                throw new ProblemException(AuthProblem.REGISTRATION_CLOSED);
            }
            return null;
        });
    }
}
