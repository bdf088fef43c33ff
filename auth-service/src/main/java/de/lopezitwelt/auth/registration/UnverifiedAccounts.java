package de.lopezitwelt.auth.registration;

import de.lopezitwelt.auth.AuthProblem;
import de.lopezitwelt.auth.mail.MailKind;
import de.lopezitwelt.auth.mail.MailOnRequest;
import de.lopezitwelt.auth.mail.MailOutbox;
import de.lopezitwelt.auth.password.Passwords;
import de.lopezitwelt.auth.user.Users;
import de.lopezitwelt.auth.user.record.NewAccount;
import de.lopezitwelt.auth.verification.EmailVerification;
import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.idempotency.Idempotency;
import de.lopezitwelt.platform.web.idempotency.Outcome;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Accounts that cannot be used before their e-mail is verified. Requests do not reveal whether an e-mail is registered:
 * each gets the same answer after the same time, counts against the same limits and causes a mail. Only the reader of
 * that mail learns it.
 */
@ApplicationScoped
class UnverifiedAccounts {
    private static final int ACCEPTED = 202;

    private final Admission admission;
    private final Users users;
    private final Passwords passwords;
    private final EmailVerification verification;
    private final MailOnRequest mailOnRequest;
    private final MailOutbox mail;
    private final Pool pool;
    private final Idempotency idempotency;
    private final Duration answerAfter;

    UnverifiedAccounts(
            Admission admission,
            Users users,
            Passwords passwords,
            EmailVerification verification,
            MailOnRequest mailOnRequest,
            MailOutbox mail,
            Pool pool,
            Idempotency idempotency,
            RegistrationConfig config) {
        this.admission = admission;
        this.users = users;
        this.passwords = passwords;
        this.verification = verification;
        this.mailOnRequest = mailOnRequest;
        this.mail = mail;
        this.pool = pool;
        this.idempotency = idempotency;
        this.answerAfter = config.answerAfter();
    }

    /**
     * Creates an account, or tells the user of the e-mail that they have one.
     *
     * @param role the account's
     * @return fails with 429 after too many requests for the e-mail or from the address
     */
    Uni<Void> create(Registration registration, UserRole role, Actor actor) {
        long begin = System.nanoTime();
        return mailOnRequest
                .admit(registration.email(), actor.ipAddress())
                .chain(() -> passwords.hash(registration.password()))
                .map(hash -> new NewAccount(registration.email(), hash, registration.name(), role, false))
                .chain(account -> users.isTaken(account.email())
                        .chain(taken -> taken ? notifyUser(registration) : register(account, registration, actor)))
                .chain(() -> wait(answerAfter.minusNanos(System.nanoTime() - begin)));
    }

    private Uni<Void> register(NewAccount account, Registration registration, Actor actor) {
        return users.register(account, actor, (session, user) -> {
                    admission.confirm(false, user);
                    return verification
                            .begin(session, user.id(), registration.acceptLanguage())
                            .chain(() -> idempotency.record(session, outcome(registration)));
                })
                .replaceWithVoid()
                .onFailure(UnverifiedAccounts::isTaken)
                .recoverWithUni(() -> notifyUser(registration));
    }

    /** Two mails wait and one of them will be sent: a user who has not verified the e-mail yet needs the link again. */
    private Uni<Void> notifyUser(Registration registration) {
        return pool.withTransaction(transaction -> mail.add(
                        transaction, MailKind.ALREADY_REGISTERED, registration.email(), registration.acceptLanguage())
                .chain(() -> mail.add(
                        transaction, MailKind.VERIFICATION_AGAIN, registration.email(), registration.acceptLanguage()))
                .chain(() -> idempotency.record(transaction, outcome(registration))));
    }

    private static Outcome outcome(Registration registration) {
        return new Outcome(ACCEPTED, null, null, RegistrationReceipt.of(registration.email()));
    }

    private static boolean isTaken(Throwable failure) {
        return failure instanceof ProblemException problem && problem.type() == AuthProblem.EMAIL_TAKEN;
    }

    private static Uni<Void> wait(Duration rest) {
        return rest.isPositive()
                ? Uni.createFrom().voidItem().onItem().delayIt().by(rest)
                : Uni.createFrom().voidItem();
    }
}
