package de.lopezitwelt.auth.retention;

import de.lopezitwelt.platform.persistence.DateTimes;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Deletes in small transactions, so that no sign-in waits for a large one. */
@ApplicationScoped
class RetentionRepository {
    private static final int BATCH = 1000;
    private static final String LIMIT = " LIMIT " + BATCH;

    private final Pool worker;

    RetentionRepository(@ReactiveDataSource("worker") Pool worker) {
        this.worker = worker;
    }

    Uni<Void> removeLoginAttemptsBefore(Instant time) {
        return remove("DELETE FROM login_attempts WHERE created_at < ?" + LIMIT, time);
    }

    Uni<Void> removeThrottlesUntouchedSince(Instant time) {
        return remove("DELETE FROM login_throttles WHERE last_attempt_at < ?" + LIMIT, time);
    }

    /** Their refresh tokens go with them. */
    Uni<Void> removeFamiliesExpiredBefore(Instant time) {
        return remove("DELETE FROM token_families WHERE expires_at < ?" + LIMIT, time);
    }

    /** Links of mails; an invitation stays in the list until its time is over as well. */
    Uni<Void> removeLinksExpiredBefore(Instant time) {
        return remove("DELETE FROM email_verification_tokens WHERE expires_at < ?" + LIMIT, time)
                .chain(() -> remove("DELETE FROM password_reset_tokens WHERE expires_at < ?" + LIMIT, time))
                .chain(() -> remove("DELETE FROM invitations WHERE expires_at < ?" + LIMIT, time));
    }

    Uni<Void> removeMailThrottlesStartedBefore(Instant time) {
        return remove("DELETE FROM mail_throttles WHERE window_started_at < ?" + LIMIT, time);
    }

    /** Sign-ins through a provider that were never finished. */
    Uni<Void> removeFlowsExpiredBefore(Instant time) {
        return remove("DELETE FROM external_flows WHERE expires_at < ?" + LIMIT, time);
    }

    Uni<Void> removeChallengesExpiredBefore(Instant time) {
        return remove("DELETE FROM login_challenges WHERE expires_at < ?" + LIMIT, time);
    }

    Uni<Void> removeErasuresEndedBefore(Instant time) {
        return remove("DELETE FROM erasures WHERE ended_at < ?" + LIMIT, time);
    }

    private Uni<Void> remove(String statement, Instant time) {
        return worker.preparedQuery(statement)
                .execute(Tuple.of(DateTimes.utc(time)))
                .chain(deleted -> deleted.rowCount() < BATCH ? Uni.createFrom().voidItem() : remove(statement, time));
    }
}
