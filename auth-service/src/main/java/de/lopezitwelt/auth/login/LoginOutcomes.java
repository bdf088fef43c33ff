package de.lopezitwelt.auth.login;

import de.lopezitwelt.auth.login.throttle.LoginThrottle;
import de.lopezitwelt.auth.token.SignIns;
import de.lopezitwelt.auth.token.TokenAnswer;
import de.lopezitwelt.auth.token.access.Assurance;
import de.lopezitwelt.auth.token.access.Subject;
import de.lopezitwelt.platform.messaging.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** What every attempt to sign in ends in, however many steps it had. Call {@link Outbox#committed()} after the commit. */
@ApplicationScoped
public class LoginOutcomes {
    private final LoginRepository repository;
    private final LoginEvents events;
    private final LoginThrottle throttle;
    private final SignIns signIns;
    private final Outbox outbox;

    LoginOutcomes(
            LoginRepository repository, LoginEvents events, LoginThrottle throttle, SignIns signIns, Outbox outbox) {
        this.repository = repository;
        this.events = events;
        this.throttle = throttle;
        this.signIns = signIns;
        this.outbox = outbox;
    }

    /** Opens the sign-in; the transaction has the user's row locked. */
    public Uni<TokenAnswer> succeeded(
            SqlConnection transaction, LoginAttempt attempt, Subject subject, Assurance assurance) {
        return signIns.start(transaction, subject, attempt.origin(), assurance)
                .call(() -> repository.recordAttempt(transaction, attempt.email(), attempt.origin(), true))
                .call(signIn -> outbox.append(
                        transaction, events.succeeded(subject.userId(), signIn.familyId(), attempt.origin())))
                .call(() -> throttle.markSucceeded(transaction, attempt.subject()))
                .map(SignIns.SignIn::tokens);
    }

    /**
     * @param userId null when nobody has registered the e-mail
     * @param reason for audit and activity
     */
    public Uni<Void> failed(SqlConnection transaction, LoginAttempt attempt, @Nullable String userId, String reason) {
        return repository
                .recordAttempt(transaction, attempt.email(), attempt.origin(), false)
                .chain(attemptId -> userId == null
                        ? Uni.createFrom().voidItem()
                        : outbox.append(transaction, events.failed(attemptId, userId, attempt.origin(), reason)))
                .chain(() -> throttle.markFailed(transaction, attempt.subject()));
    }
}
