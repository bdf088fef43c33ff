package de.lopezitwelt.auth.erasure.saga;

import de.lopezitwelt.auth.erasure.Erasure;
import de.lopezitwelt.auth.erasure.ErasureConfig;
import de.lopezitwelt.auth.erasure.ErasureRegisterRepository;
import de.lopezitwelt.auth.erasure.ErasureRepository;
import de.lopezitwelt.auth.erasure.ErasureStatus;
import de.lopezitwelt.auth.erasure.RegisterEntry;
import de.lopezitwelt.auth.erasure.Vote;
import de.lopezitwelt.auth.user.ErasingUserRepository;
import de.lopezitwelt.auth.user.ErasingUserRepository.Leaving;
import de.lopezitwelt.contracts.erasure.ErasureSubject;
import de.lopezitwelt.contracts.user.UserErased;
import de.lopezitwelt.contracts.user.UserErasureApproved;
import de.lopezitwelt.contracts.user.UserErasureCancelled;
import de.lopezitwelt.contracts.user.UserState;
import de.lopezitwelt.contracts.user.UserStatus;
import de.lopezitwelt.kernel.erasure.UserErasure;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.erasure.ErasedIds;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import de.lopezitwelt.platform.web.idempotency.IdempotencyErasure;
import io.quarkus.arc.All;
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
 * Takes an erasure one step further with each vote of a service. The step, its events and the offset of the
 * vote are one transaction of the consumer, so that a kill at any point changes nothing: the step is done
 * or is repeated.
 */
@ApplicationScoped
class ErasureSaga {
    private final ErasureRepository erasures;
    private final ErasureRegisterRepository register;
    private final ErasingUserRepository users;
    private final List<UserErasure> features;
    private final ErasedIds erased;
    private final IdempotencyErasure idempotency;
    private final ErasureConfig config;
    private final ChangeRecorder changes;
    private final IdGenerator ids;
    private final SecureRandom random;
    private final Clock clock;
    private final Actor self;

    ErasureSaga(
            ErasureRepository erasures,
            ErasureRegisterRepository register,
            ErasingUserRepository users,
            @All List<UserErasure> features,
            ErasedIds erased,
            IdempotencyErasure idempotency,
            ErasureConfig config,
            ChangeRecorder changes,
            IdGenerator ids,
            SecureRandom random,
            Clock clock,
            @ConfigProperty(name = "lopez.service.name") String service) {
        this.erasures = erasures;
        this.register = register;
        this.users = users;
        this.features = features;
        this.erased = erased;
        this.idempotency = idempotency;
        this.config = config;
        this.changes = changes;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
        this.self = Actor.ofService(service);
    }

    /** Ignores votes about other subjects and about users who are not being erased. */
    Uni<Void> onVote(SqlConnection transaction, ErasureSubject kind, String userId, Vote vote, String eventId) {
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
                .chain(() -> changes.record(
                        transaction,
                        audited(
                                changes.by(self).event(new UserErasureApproved(userId), userId, user.version() + 1),
                                erasure,
                                "erasure.approved")));
    }

    private Uni<Void> cancel(SqlConnection transaction, Erasure erasure, String userId, Leaving user) {
        UserStatus status = erasure.wasActive() ? UserStatus.ACTIVE : UserStatus.INACTIVE;
        long version = user.version() + 1;
        Change cancelled = changes.by(self)
                .event(new UserErasureCancelled(userId), userId, version)
                .snapshot(
                        new UserState(userId, status, user.role(), user.notBefore(), user.verifiedEmailDomain()),
                        userId,
                        version);
        return users.restore(transaction, userId, erasure.wasActive())
                .chain(() -> erasures.moveTo(transaction, erasure.id(), ErasureStatus.REFUSED, clock.instant()))
                .chain(() -> changes.record(transaction, audited(cancelled, erasure, "erasure.refused")));
    }

    private Uni<Void> forget(SqlConnection transaction, Erasure erasure, String userId, Leaving user) {
        Instant now = clock.instant();
        long version = user.version() + 1;
        Change erasedUser = changes.by(self)
                .event(new UserErased(userId), userId, version)
                .tombstone(UserState.class, userId, version);
        return erasures.moveTo(transaction, erasure.id(), ErasureStatus.COMPLETED, now)
                .chain(() -> erased.remember(transaction, "user", userId))
                .chain(() -> eraseInTurn(transaction, userId))
                .chain(() -> erasures.forgetUser(transaction, userId))
                .chain(() -> idempotency.forget(transaction, userId))
                .chain(() -> register.insert(transaction, ids.next(), RegisterEntry.of(userId, random, now)))
                .chain(() -> changes.record(transaction, audited(erasedUser, erasure, "erasure.completed")));
    }

    private Uni<Void> eraseInTurn(SqlConnection transaction, String userId) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (UserErasure feature : features) {
            done = done.chain(() -> feature.eraseUser(transaction, userId));
        }
        return done;
    }

    /** The record is about the attempt, never about the person. */
    private static Change audited(Change change, Erasure erasure, String what) {
        return change.updated("erasures", erasure.id(), what, null, Map.of());
    }
}
