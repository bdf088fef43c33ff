package de.lopezitwelt.auth.mail;

import de.lopezitwelt.auth.AuthProblem;
import de.lopezitwelt.auth.mail.MailThrottleRepository.Counter;
import de.lopezitwelt.kernel.email.EmailAddress;
import de.lopezitwelt.platform.web.identity.ClientAddress;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.platform.web.sealing.OneTimeSecrets;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Mail that any caller may request by naming an e-mail address. The request does the same for every address: it counts
 * and writes a row. Only the sending finds out whether the address is registered, so neither the answer nor its time
 * reveals it.
 */
@ApplicationScoped
public class MailOnRequest {
    private final Pool pool;
    private final MailOutbox outbox;
    private final MailThrottleRepository throttle;
    private final MailConfig config;
    private final Clock clock;

    MailOnRequest(Pool pool, MailOutbox outbox, MailThrottleRepository throttle, MailConfig config, Clock clock) {
        this.pool = pool;
        this.outbox = outbox;
        this.throttle = throttle;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Fails with 429 and {@code Retry-After} after too many requests for the e-mail address or from the network
     * address.
     */
    public Uni<Void> ask(
            MailKind kind, EmailAddress email, @Nullable String ipAddress, @Nullable String acceptLanguage) {
        return pool.withTransaction(transaction ->
                admit(transaction, email, ipAddress).chain(() -> outbox.add(transaction, kind, email, acceptLanguage)));
    }

    /** As {@link #ask}, for another service, whose address says nothing: only the requests for the e-mail address are counted. */
    public Uni<Void> askForService(MailKind kind, EmailAddress email, @Nullable String acceptLanguage) {
        return pool.withTransaction(transaction -> admitEmail(transaction, email, clock.instant())
                .chain(() -> outbox.add(transaction, kind, email, acceptLanguage)));
    }

    /** Counts a request that will lead to a mail later; fails as {@link #ask} does. */
    public Uni<Void> admit(EmailAddress email, @Nullable String ipAddress) {
        return pool.withTransaction(transaction -> admit(transaction, email, ipAddress));
    }

    private Uni<Void> admit(SqlConnection transaction, EmailAddress email, @Nullable String ipAddress) {
        Instant now = clock.instant();
        return admitEmail(transaction, email, now)
                .chain(() -> throttle.count(
                        transaction,
                        MailThrottleRepository.ADDRESS,
                        ClientAddress.networkOf(ipAddress),
                        now,
                        config.requestWindow()))
                .invoke(counter -> require(counter, config.requestsPerAddress(), now))
                .replaceWithVoid();
    }

    private Uni<Void> admitEmail(SqlConnection transaction, EmailAddress email, Instant now) {
        return throttle.count(
                        transaction,
                        MailThrottleRepository.ACCOUNT,
                        OneTimeSecrets.digest(email.normalised()),
                        now,
                        config.requestWindow())
                .invoke(counter -> require(counter, config.requestsPerEmail(), now))
                .replaceWithVoid();
    }

    private void require(Counter counter, int most, Instant now) {
        if (counter.requests() > most) {
            Duration left = Duration.between(now, counter.windowStartedAt().plus(config.requestWindow()));
            throw new ProblemException(AuthProblem.TOO_MANY_ATTEMPTS).retryAfter(left);
        }
    }
}
