package de.lopezitwelt.auth.registration;

import de.lopezitwelt.auth.invitation.Invitations;
import de.lopezitwelt.auth.password.Passwords;
import de.lopezitwelt.auth.user.NewAccount;
import de.lopezitwelt.auth.user.UserRecord;
import de.lopezitwelt.auth.user.Users;
import de.lopezitwelt.auth.verification.EmailVerification;
import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.platform.messaging.Actor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Creates accounts. */
@ApplicationScoped
class RegistrationService {
    private final Admission admission;
    private final Invitations invitations;
    private final EmailVerification verification;
    private final Users users;
    private final Passwords passwords;

    RegistrationService(
            Admission admission,
            Invitations invitations,
            EmailVerification verification,
            Users users,
            Passwords passwords) {
        this.admission = admission;
        this.invitations = invitations;
        this.verification = verification;
        this.users = users;
        this.passwords = passwords;
    }

    /**
     * Looks for invitation and e-mail before hashing, since hashing is what costs; the locked invitation and the unique
     * key decide in the end. Who brings an invitation has shown by it that he reads the e-mail's mail.
     */
    Uni<UserRecord> register(Registration registration, Actor actor) {
        boolean invited = registration.invitation() != null;
        return role(registration)
                .call(role -> admission.require(invited))
                .invoke(role -> passwords.require(
                        "password",
                        registration.password(),
                        List.of(registration.email().normalised(), registration.name())))
                .call(role -> users.isTaken(registration.email()).invoke(RegistrationService::requireFree))
                .chain(role -> passwords
                        .hash(registration.password())
                        .map(hash -> new NewAccount(registration.email(), hash, registration.name(), role, invited)))
                .chain(account ->
                        users.register(account, actor, (session, user) -> complete(session, user, registration)));
    }

    private Uni<UserRole> role(Registration registration) {
        String invitation = registration.invitation();
        return invitation == null
                ? Uni.createFrom().item(UserRole.USER)
                : invitations.check(invitation, registration.email());
    }

    private Uni<Void> complete(Mutiny.Session session, UserRecord user, Registration registration) {
        String invitation = registration.invitation();
        admission.confirm(invitation != null, user);
        return invitation == null
                ? verification.begin(session, user.id(), registration.acceptLanguage())
                : invitations.accept(session, invitation, registration.email(), user.id());
    }

    private static void requireFree(boolean taken) {
        if (taken) {
            throw Users.emailTaken();
        }
    }
}
