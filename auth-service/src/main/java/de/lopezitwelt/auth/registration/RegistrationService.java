package de.lopezitwelt.auth.registration;

import de.lopezitwelt.auth.invitation.Invitations;
import de.lopezitwelt.auth.password.Passwords;
import de.lopezitwelt.auth.user.Users;
import de.lopezitwelt.auth.user.record.NewAccount;
import de.lopezitwelt.auth.user.record.UserRecord;
import de.lopezitwelt.auth.user.record.UserView;
import de.lopezitwelt.auth.verification.EmailVerification;
import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.idempotency.Idempotency;
import de.lopezitwelt.platform.web.idempotency.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Creates accounts. */
@ApplicationScoped
class RegistrationService {
    private final Admission admission;
    private final Invitations invitations;
    private final EmailVerification verification;
    private final UnverifiedAccounts unverified;
    private final Users users;
    private final Passwords passwords;
    private final Idempotency idempotency;

    RegistrationService(
            Admission admission,
            Invitations invitations,
            EmailVerification verification,
            UnverifiedAccounts unverified,
            Users users,
            Passwords passwords,
            Idempotency idempotency) {
        this.admission = admission;
        this.invitations = invitations;
        this.verification = verification;
        this.unverified = unverified;
        this.users = users;
        this.passwords = passwords;
        this.idempotency = idempotency;
    }

    /**
     * Looks for invitation and e-mail before hashing, since hashing is expensive; the locked invitation and the unique
     * key decide in the end. An invitation proves that the caller reads the mail of the e-mail.
     *
     * @return null when the account, if there is a new one, is of no use before its e-mail is verified
     */
    Uni<@Nullable UserRecord> register(Registration registration, Actor actor) {
        boolean invited = registration.invitation() != null;
        return role(registration)
                .call(role -> admission.require(invited))
                .invoke(role -> passwords.require(
                        "password",
                        registration.password(),
                        List.of(registration.email().normalised(), registration.name())))
                .chain(role -> invited || !verification.isRequired()
                        ? create(registration, role, invited, actor)
                        : unverified.create(registration, role, actor).replaceWith((UserRecord) null));
    }

    private Uni<UserRecord> create(Registration registration, UserRole role, boolean invited, Actor actor) {
        return users.isTaken(registration.email())
                .invoke(RegistrationService::requireFree)
                .chain(() -> passwords.hash(registration.password()))
                .map(hash -> new NewAccount(registration.email(), hash, registration.name(), role, invited))
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
        Uni<Void> next = invitation == null
                ? verification.begin(session, user.id(), registration.acceptLanguage())
                : invitations.accept(session, invitation, registration.email(), user.id());
        return next.chain(
                () -> idempotency.record(session, Outcome.created("/api/v1/users/" + user.id(), UserView.of(user))));
    }

    private static void requireFree(boolean taken) {
        if (taken) {
            throw Users.emailTaken();
        }
    }
}
