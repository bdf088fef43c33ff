package de.lopezitwelt.auth.mail;

import de.lopezitwelt.auth.retention.Retention;
import de.lopezitwelt.auth.retention.RetentionConfig;
import de.lopezitwelt.auth.user.email.RecipientRepository;
import de.lopezitwelt.kernel.erasure.UserErasure;
import de.lopezitwelt.platform.web.sealing.OneTimeSecrets;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Counters of requests for mail are deleted after a time; a user's counter and waiting mails go with the user. */
@ApplicationScoped
@Priority(20)
class MailEndings implements Retention, UserErasure {
    private final MailOutboxRepository mails;
    private final MailThrottleRepository throttles;
    private final RecipientRepository recipients;
    private final RetentionConfig config;

    MailEndings(
            MailOutboxRepository mails,
            MailThrottleRepository throttles,
            RecipientRepository recipients,
            RetentionConfig config) {
        this.mails = mails;
        this.throttles = throttles;
        this.recipients = recipients;
        this.config = config;
    }

    @Override
    public Uni<Integer> removeOld(SqlClient worker, Instant now, int atMost) {
        return throttles.removeStartedBefore(worker, now.minus(config.throttles()), atMost);
    }

    @Override
    public Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        return recipients
                .findById(transaction, userId)
                .chain(user -> user == null
                        ? Uni.createFrom().voidItem()
                        : throttles.remove(transaction, OneTimeSecrets.digest(user.email())))
                .chain(() -> mails.removeOf(transaction, userId));
    }
}
