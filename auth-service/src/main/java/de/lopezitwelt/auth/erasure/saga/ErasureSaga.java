package de.lopezitwelt.auth.erasure.saga;

import de.lopezitwelt.auth.erasure.Erasure;
import de.lopezitwelt.auth.erasure.ErasureConfig;
import de.lopezitwelt.auth.erasure.ErasureRepository;
import de.lopezitwelt.auth.erasure.ErasureStatus;
import de.lopezitwelt.auth.erasure.RegisterEntry;
import de.lopezitwelt.auth.erasure.Vote;
import de.lopezitwelt.auth.erasure.saga.ForgottenUserRepository.Leaving;
import de.lopezitwelt.auth.login.throttle.ThrottleSubject;
import de.lopezitwelt.contracts.erasure.ErasureSubject;
import de.lopezitwelt.contracts.user.UserErased;
import de.lopezitwelt.contracts.user.UserErasureApproved;
import de.lopezitwelt.contracts.user.UserErasureCancelled;
import de.lopezitwelt.contracts.user.UserState;
import de.lopezitwelt.contracts.user.UserStatus;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.outbox.Outbox;
import de.lopezitwelt.platform.messaging.stream.AuditAction;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.audit.AuditEvents;
import de.lopezitwelt.platform.web.idempotency.IdempotencyErasure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Takes an erasure one step further with each thing a slice says. The step, what it tells and the offset of what was
 * heard are one transaction of the consumer, so that a kill at any point repeats a step or has done it, and no more.
 */
@ApplicationScoped
class ErasureSaga {
    private final ErasureRepository erasures;
    private final ForgottenUserRepository users;
    private final IdempotencyErasure idempotency;
    private final ErasureConfig config;
    private final Events events;
    private final AuditEvents audit;
    private final Outbox outbox;
    private final IdGenerator ids;
    private final SecureRandom random;
    private final Clock clock;
    private final Actor self;

    ErasureSaga(
            ErasureRepository erasures,
            ForgottenUserRepository users,
            IdempotencyErasure idempotency,
            ErasureConfig config,
            Events events,
            AuditEvents audit,
            Outbox outbox,
            IdGenerator ids,
            SecureRandom random,
            Clock clock,
            @ConfigProperty(name = "lopez.service.name") String service) {
        this.erasures = erasures;
        this.users = users;
        this.idempotency = idempotency;
        this.config = config;
        this.events = events;
        this.audit = audit;
        this.outbox = outbox;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
        this.self = Actor.ofService(service);
    }

    /** Votes about other subjects, and about nobody we are erasing, say nothing to us. */
    Uni<Void> hear(SqlConnection transaction, ErasureSubject kind, String userId, Vote vote, String eventId) {
        if (kind != ErasureSubject.USER) {
            return Uni.createFrom().voidItem();
        }
        return erasures.lockCurrent(transaction, userId)
                .chain(erasure -> erasure == null
                        ? Uni.createFrom().voidItem()
                        : erasures.record(transaction, erasure.id(), vote, eventId)
                                .chain(fresh -> fresh
                                        ? advance(transaction, erasure, userId)
                                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> advance(SqlConnection transaction, Erasure erasure, String userId) {
        return erasures.findVotes(transaction, erasure.id()).chain(votes -> {
            ErasureStatus next = ErasurePolicy.next(erasure.status(), votes, config.voters(), config.holders());
            if (next == erasure.status()) {
                return Uni.createFrom().voidItem();
            }
            return users.lock(transaction, userId).chain(user -> switch (next) {
                case APPROVED -> approve(transaction, erasure, userId, user);
                case REFUSED -> cancel(transaction, erasure, userId, user);
                case COMPLETED -> forget(transaction, erasure, userId, user);
                case REQUESTED -> Uni.createFrom().voidItem();
            });
        });
    }

    private Uni<Void> approve(SqlConnection transaction, Erasure erasure, String userId, Leaving user) {
        return users.raiseVersion(transaction, userId)
                .chain(() -> erasures.moveTo(transaction, erasure.id(), ErasureStatus.APPROVED, null))
                .chain(() -> outbox.append(
                        transaction,
                        List.of(
                                events.domain(
                                        new UserErasureApproved(userId), userId, user.version() + 1, self.reference()),
                                told(erasure, "erasure.approved"))));
    }

    private Uni<Void> cancel(SqlConnection transaction, Erasure erasure, String userId, Leaving user) {
        UserStatus status = erasure.wasActive() ? UserStatus.ACTIVE : UserStatus.INACTIVE;
        long version = user.version() + 1;
        return users.restore(transaction, userId, erasure.wasActive())
                .chain(() -> erasures.moveTo(transaction, erasure.id(), ErasureStatus.REFUSED, clock.instant()))
                .chain(() -> outbox.append(
                        transaction,
                        List.of(
                                events.domain(new UserErasureCancelled(userId), userId, version, self.reference()),
                                events.state(
                                        new UserState(userId, status, user.role(), user.notBefore()), userId, version),
                                told(erasure, "erasure.refused"))));
    }

    private Uni<Void> forget(SqlConnection transaction, Erasure erasure, String userId, Leaving user) {
        Instant now = clock.instant();
        long version = user.version() + 1;
        return erasures.moveTo(transaction, erasure.id(), ErasureStatus.COMPLETED, now)
                .chain(() -> users.forget(
                        transaction,
                        userId,
                        user,
                        ThrottleSubject.of(user.email(), null).account()))
                .chain(() -> idempotency.forget(transaction, userId))
                .chain(() -> users.register(transaction, ids.next(), RegisterEntry.of(userId, random, now)))
                .chain(() -> outbox.append(
                        transaction,
                        List.of(
                                events.domain(new UserErased(userId), userId, version, self.reference()),
                                events.tombstone(UserState.class, userId, version),
                                told(erasure, "erasure.completed"))));
    }

    /** About the attempt, never about the person. */
    private OutboxMessage told(Erasure erasure, String eventType) {
        return audit.message(self, AuditAction.UPDATE, "erasures", erasure.id(), eventType, null, Map.of());
    }
}
