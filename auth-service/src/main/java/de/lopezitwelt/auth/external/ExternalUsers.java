package de.lopezitwelt.auth.external;

import de.lopezitwelt.auth.AuthProblem;
import de.lopezitwelt.auth.invitation.Invitations;
import de.lopezitwelt.auth.password.Passwords;
import de.lopezitwelt.auth.registration.Admission;
import de.lopezitwelt.auth.user.UserAdministration;
import de.lopezitwelt.auth.user.Users;
import de.lopezitwelt.auth.user.email.Recipient;
import de.lopezitwelt.auth.user.email.RecipientRepository;
import de.lopezitwelt.auth.user.record.NewAccount;
import de.lopezitwelt.auth.user.record.UserRecord;
import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.kernel.email.EmailAddress;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Finds, links or creates the user behind a provider's claims. A user is linked only when both sides have verified the
 * e-mail address: otherwise someone who registers another person's address first would share that person's access.
 */
@ApplicationScoped
class ExternalUsers {
    private final Mutiny.SessionFactory sessions;
    private final Pool pool;
    private final IdentityRepository identities;
    private final RecipientRepository recipients;
    private final Users users;
    private final UserAdministration administration;
    private final Admission admission;
    private final Invitations invitations;
    private final ChangeRecorder changes;

    ExternalUsers(
            Mutiny.SessionFactory sessions,
            Pool pool,
            IdentityRepository identities,
            RecipientRepository recipients,
            Users users,
            UserAdministration administration,
            Admission admission,
            Invitations invitations,
            ChangeRecorder changes) {
        this.sessions = sessions;
        this.pool = pool;
        this.identities = identities;
        this.recipients = recipients;
        this.users = users;
        this.administration = administration;
        this.admission = admission;
        this.invitations = invitations;
        this.changes = changes;
    }

    /** The user's id. Fails with 403 when the user may not be linked or may not register. */
    Uni<String> resolve(ExternalClaims claims, Actor actor) {
        return find(claims, actor)
                .onFailure(failure -> isProblem(failure, AuthProblem.EMAIL_TAKEN))
                .recoverWithUni(() -> find(claims, actor))
                .call(userId -> takeOverRole(claims, userId, actor));
    }

    /** Fails with EMAIL_TAKEN when a parallel request has just created the same user. */
    private Uni<String> find(ExternalClaims claims, Actor actor) {
        return identities
                .findUser(pool, claims)
                .chain(userId -> userId == null
                        ? introduce(claims, actor)
                        : Uni.createFrom().item(userId));
    }

    private Uni<String> introduce(ExternalClaims claims, Actor actor) {
        EmailAddress email = claims.verifiedEmail();
        if (email == null) {
            return Uni.createFrom().failure(new ProblemException(AuthProblem.EMAIL_NOT_VERIFIED));
        }
        return recipients
                .findByEmail(pool, email.normalised())
                .chain(known -> known == null ? register(claims, email, actor) : link(claims, known, actor));
    }

    private Uni<String> link(ExternalClaims claims, Recipient known, Actor actor) {
        if (!known.emailVerified()) {
            return Uni.createFrom().failure(new ProblemException(AuthProblem.EMAIL_NOT_VERIFIED));
        }
        return sessions.withTransaction((session, transaction) -> link(session, claims, known.userId(), actor))
                .replaceWith(known.userId());
    }

    private Uni<String> register(ExternalClaims claims, EmailAddress email, Actor actor) {
        return invitations
                .findRoleFor(email)
                .call(invited -> admission.require(invited != null))
                .chain(invited -> register(claims, email, invited, actor))
                .map(UserRecord::id);
    }

    private Uni<UserRecord> register(
            ExternalClaims claims, EmailAddress email, @Nullable UserRole invited, Actor actor) {
        var account =
                new NewAccount(email, Passwords.NONE, claims.name(), invited == null ? UserRole.USER : invited, true);
        return users.register(account, actor, (session, user) -> {
            admission.confirm(invited != null, user);
            return complete(session, claims, email, user, actor);
        });
    }

    private Uni<Void> complete(
            Mutiny.Session session, ExternalClaims claims, EmailAddress email, UserRecord user, Actor actor) {
        return invitations.acceptAnyFor(session, email, user.id()).chain(() -> link(session, claims, user.id(), actor));
    }

    private Uni<Void> link(Mutiny.Session session, ExternalClaims claims, String userId, Actor actor) {
        var self = new Actor(userId, null, null, actor.ipAddress(), actor.userAgent());
        return identities
                .link(session, claims, userId)
                .chain(id -> changes.record(
                        session,
                        changes.by(self)
                                .inserted(
                                        "external_identities",
                                        id,
                                        "user.external-identity-linked",
                                        Map.of("user_id", userId, "provider", claims.provider()))));
    }

    /** The last administrator stays one, whatever the provider says: someone must be able to correct it. */
    private Uni<Void> takeOverRole(ExternalClaims claims, String userId, Actor actor) {
        UserRole role = claims.role();
        if (role == null) {
            return Uni.createFrom().voidItem();
        }
        return administration
                .changeRole(userId, role, actor)
                .replaceWithVoid()
                .onFailure(failure -> isProblem(failure, AuthProblem.LAST_ADMINISTRATOR))
                .recoverWithNull();
    }

    private static boolean isProblem(Throwable failure, AuthProblem type) {
        return failure instanceof ProblemException problem && problem.type() == type;
    }
}
