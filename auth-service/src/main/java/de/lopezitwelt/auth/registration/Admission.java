package de.lopezitwelt.auth.registration;

import de.lopezitwelt.auth.AuthProblem;
import de.lopezitwelt.auth.user.Users;
import de.lopezitwelt.auth.user.record.UserRecord;
import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Applies the policy to everybody who wants an account, however they sign in. */
@ApplicationScoped
public class Admission {
    private final RegistrationPolicy policy;
    private final Users users;

    Admission(RegistrationConfig config, Users users) {
        this.policy = config.policy();
        this.users = users;
    }

    /**
     * Fails with 403 when the caller may not register.
     *
     * @param invited an invitation for the e-mail is at hand
     */
    public Uni<Void> require(boolean invited) {
        if (policy.admits(invited, false)) {
            return Uni.createFrom().voidItem();
        }
        return users.awaitsFirstAdministrator().map(awaited -> {
            require(invited, awaited);
            return null;
        });
    }

    /**
     * Called within the transaction that creates the account. Of the callers who were let in as the first
     * administrator, one becomes it.
     *
     * @throws ProblemException 403 for the others
     */
    public void confirm(boolean invited, UserRecord user) {
        require(invited, user.role() == UserRole.ADMIN);
    }

    private void require(boolean invited, boolean firstAdministrator) {
        if (!policy.admits(invited, firstAdministrator)) {
            throw new ProblemException(AuthProblem.REGISTRATION_CLOSED);
        }
    }
}
