package de.lopezitwelt.auth.user;

import de.lopezitwelt.auth.token.RevokeReason;
import de.lopezitwelt.auth.token.TokenFamilyRepository;
import de.lopezitwelt.auth.user.record.UserRecord;
import de.lopezitwelt.contracts.user.UserSessionsEnded;
import de.lopezitwelt.contracts.user.UserVerified;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** The consequences of a proof that the caller reads a user's mail. Runs in the transaction of the calling code. */
@ApplicationScoped
public class EmailOwnership {
    private final UserRepository repository;
    private final UserJournal journal;
    private final TokenFamilyRepository families;
    private final Clock clock;

    EmailOwnership(UserRepository repository, UserJournal journal, TokenFamilyRepository families, Clock clock) {
        this.repository = repository;
        this.journal = journal;
        this.families = families;
        this.clock = clock;
    }

    /** Does and records nothing when the e-mail is verified already. */
    public Uni<UserRecord> markVerified(Mutiny.Session session, String userId, Actor actor) {
        return lock(session, userId).call(user -> verify(session, user, actor)).map(User::toRecord);
    }

    /** Sets the password, without asking for the old one, and ends every sign-in. Verifies the e-mail as well. */
    public Uni<UserRecord> resetPassword(Mutiny.Session session, String userId, String newHash, Actor actor) {
        Instant now = clock.instant();
        return lock(session, userId)
                .call(user -> verify(session, user, actor))
                .invoke(user -> user.changePassword(newHash, now))
                .call(() -> families.revokeAllOf(session, userId, RevokeReason.PASSWORD_CHANGED, now))
                .call(user -> journal.changed(
                        session,
                        user.toRecord(),
                        new UserSessionsEnded(userId),
                        "user.password-reset",
                        Map.of(),
                        Map.of(),
                        actor))
                .map(User::toRecord);
    }

    private Uni<User> lock(Mutiny.Session session, String userId) {
        return repository.lock(session, userId).plug(ProblemException::orNotFound);
    }

    private Uni<Void> verify(Mutiny.Session session, User user, Actor actor) {
        if (user.isEmailVerified()) {
            return Uni.createFrom().voidItem();
        }
        user.verifyEmail(clock.instant());
        UserRecord verified = user.toRecord();
        return journal.changed(
                session,
                verified,
                new UserVerified(verified.id()),
                "user.verified",
                Map.of("email_verified", false),
                Map.of("email_verified", true),
                actor);
    }
}
