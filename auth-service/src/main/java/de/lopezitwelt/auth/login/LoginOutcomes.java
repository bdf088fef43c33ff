package de.lopezitwelt.auth.login;

import de.lopezitwelt.auth.login.history.LoginAttemptRepository;
import de.lopezitwelt.auth.login.throttle.LoginThrottle;
import de.lopezitwelt.auth.token.SignIns;
import de.lopezitwelt.auth.token.TokenAnswer;
import de.lopezitwelt.auth.token.access.Assurance;
import de.lopezitwelt.auth.token.access.Subject;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** The two ends of an attempt to sign in, however many steps it had. */
@ApplicationScoped
public class LoginOutcomes {
    private final LoginAttemptRepository attempts;
    private final LoginJournal journal;
    private final LoginThrottle throttle;
    private final SignIns signIns;

    LoginOutcomes(LoginAttemptRepository attempts, LoginJournal journal, LoginThrottle throttle, SignIns signIns) {
        this.attempts = attempts;
        this.journal = journal;
        this.throttle = throttle;
        this.signIns = signIns;
    }

    /** Opens the sign-in; the transaction has the user's row locked. */
    public Uni<TokenAnswer> succeeded(
            SqlConnection transaction, LoginAttempt attempt, Subject subject, Assurance assurance) {
        return signIns.start(transaction, subject, attempt.origin(), assurance)
                .call(() -> attempts.record(transaction, attempt.email().normalised(), attempt.origin(), true))
                .call(signIn -> journal.succeeded(transaction, subject.userId(), signIn.familyId(), attempt.origin()))
                .call(() -> throttle.markSucceeded(transaction, attempt.subject()))
                .map(SignIns.SignIn::tokens);
    }

    /**
     * @param userId null when nobody has registered the e-mail
     * @param reason for audit and activity
     */
    public Uni<Void> failed(SqlConnection transaction, LoginAttempt attempt, @Nullable String userId, String reason) {
        return attempts.record(transaction, attempt.email().normalised(), attempt.origin(), false)
                .chain(attemptId -> userId == null
                        ? Uni.createFrom().voidItem()
                        : journal.failed(transaction, attemptId, userId, attempt.origin(), reason))
                .chain(() -> throttle.markFailed(transaction, attempt.subject()));
    }
}
