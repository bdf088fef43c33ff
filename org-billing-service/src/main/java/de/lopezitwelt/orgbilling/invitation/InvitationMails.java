package de.lopezitwelt.orgbilling.invitation;

import de.lopezitwelt.platform.messaging.lease.LeasedJob;
import de.lopezitwelt.platform.messaging.lease.Leases;
import de.lopezitwelt.platform.web.call.InternalClient;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hands the mails of invitations to auth, which knows the e-mail addresses of users and sends all mail. What auth does not take at
 * once is tried again every minute, by one instance at a time, which also removes invitations that have expired.
 */
@ApplicationScoped
class InvitationMails {
    private static final Logger LOG = Logger.getLogger(InvitationMails.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int BATCH = 100;

    private final InvitationRepository rows;
    private final InternalClient auth;
    private final Clock clock;
    private final LeasedJob job;

    InvitationMails(InvitationRepository rows, InternalClient auth, Clock clock, Leases leases, Vertx vertx) {
        this.rows = rows;
        this.auth = auth;
        this.clock = clock;
        this.job = new LeasedJob(vertx, leases, "invitation-mails", EVERY, this::upkeep);
    }

    void start(@Observes StartupEvent event) {
        job.start();
    }

    void stop(@Observes ShutdownEvent event) {
        job.stop();
    }

    void attempt() {
        job.run();
    }

    /** Never fails: the invitation stands, and its mail is tried again. */
    Uni<Void> send(String id) {
        return Panache.withSession(() -> rows.findById(id))
                .chain(row ->
                        row == null || row.mailedAt() != null ? Uni.createFrom().nullItem() : hand(row))
                .chain(() -> Panache.withTransaction(() -> rows.lock(id).invoke(row -> {
                    if (row != null) {
                        row.mailed(clock.instant());
                    }
                })))
                .replaceWithVoid()
                .onFailure()
                .invoke(away -> LOG.infof("The mail of invitation %s waits: %s", id, away.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Taken> hand(Invitation row) {
        var mail = new Mail(row.email(), row.userId(), row.language());
        return auth.post("auth", "/internal/organization-invitations", mail, Taken.class);
    }

    private Uni<Integer> upkeep() {
        Instant now = clock.instant();
        return Panache.withTransaction(() -> rows.removeExpired(now))
                .chain(() -> Panache.withSession(() -> rows.findUnmailed(now, BATCH)))
                .chain(this::sendAll);
    }

    private Uni<Integer> sendAll(List<String> waiting) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (String id : waiting) {
            all = all.chain(() -> send(id));
        }
        return all.replaceWith(waiting.size());
    }

    /** As auth takes it: one of the e-mail address and the user. */
    record Mail(
            @Nullable String email,
            @Nullable String userId,
            @Nullable String language) {
        @Override
        public String toString() {
            return "Mail";
        }
    }

    record Taken(boolean taken) {}
}
