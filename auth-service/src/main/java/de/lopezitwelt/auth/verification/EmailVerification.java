package de.lopezitwelt.auth.verification;

import de.lopezitwelt.auth.AuthProblem;
import de.lopezitwelt.auth.mail.MailKind;
import de.lopezitwelt.auth.mail.MailOnRequest;
import de.lopezitwelt.auth.mail.MailOutbox;
import de.lopezitwelt.auth.user.EmailOwnership;
import de.lopezitwelt.auth.user.Users;
import de.lopezitwelt.kernel.email.EmailAddress;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.platform.web.sealing.OneTimeSecrets;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Verifies e-mail addresses by links, and decides which actions need a verified one. */
@ApplicationScoped
public class EmailVerification {
    private final Mutiny.SessionFactory sessions;
    private final VerificationRepository repository;
    private final EmailOwnership ownership;
    private final Users users;
    private final MailOutbox outbox;
    private final MailOnRequest mailOnRequest;
    private final Set<UnverifiedAction> withheld;
    private final Clock clock;

    EmailVerification(
            Mutiny.SessionFactory sessions,
            VerificationRepository repository,
            EmailOwnership ownership,
            Users users,
            MailOutbox outbox,
            MailOnRequest mailOnRequest,
            VerificationConfig config,
            Clock clock) {
        this.sessions = sessions;
        this.repository = repository;
        this.ownership = ownership;
        this.users = users;
        this.outbox = outbox;
        this.mailOnRequest = mailOnRequest;
        this.withheld = config.unverifiedMayNot().orElse(Set.of());
        this.clock = clock;
    }

    /** Whether an account is of use only once its e-mail is verified. */
    public boolean isRequired() {
        return !permits(UnverifiedAction.SIGN_IN, false);
    }

    /** Whether a user may do this, given the state of their e-mail address. */
    public boolean permits(UnverifiedAction action, boolean emailVerified) {
        return emailVerified || !withheld.contains(action);
    }

    /** Fails with 403 when the user may not do this before their e-mail address is verified. */
    public Uni<Void> requireFor(UnverifiedAction action, String userId) {
        if (permits(action, false)) {
            return Uni.createFrom().voidItem();
        }
        return users.find(userId).map(user -> {
            if (!user.emailVerified()) {
                throw new ProblemException(AuthProblem.EMAIL_NOT_VERIFIED);
            }
            return null;
        });
    }

    /** Sends the first link, in the transaction that creates the user. */
    public Uni<Void> begin(Mutiny.Session session, String userId, @Nullable String acceptLanguage) {
        return outbox.add(session, MailKind.VERIFICATION, userId, acceptLanguage);
    }

    /** Sends another link if there is a user to verify; the caller learns nothing about that. */
    Uni<Void> sendAgain(EmailAddress email, Actor actor, @Nullable String acceptLanguage) {
        return mailOnRequest.ask(MailKind.VERIFICATION_AGAIN, email, actor.ipAddress(), acceptLanguage);
    }

    /** Fails with 400 for a link that is unknown, used or expired. Uses up all links of the user. */
    Uni<Void> verify(String token, Actor actor) {
        String digest = OneTimeSecrets.digest(token);
        return sessions.withTransaction((session, transaction) -> repository
                .findUserOfUsable(session, digest, clock.instant())
                .onItem()
                .ifNull()
                .failWith(() -> new ProblemException(AuthProblem.INVALID_LINK))
                .call(userId -> ownership.markVerified(session, userId, self(userId, actor)))
                .chain(userId -> repository.use(session, digest, userId, clock.instant()))
                .invoke(first -> {
                    if (!first) {
                        throw new ProblemException(AuthProblem.INVALID_LINK);
                    }
                })
                .replaceWithVoid());
    }

    private static Actor self(String userId, Actor actor) {
        return new Actor(userId, null, null, actor.ipAddress(), actor.userAgent());
    }
}
