package de.lopezitwelt.auth.erasure;

import de.lopezitwelt.auth.AuthProblem;
import de.lopezitwelt.auth.user.UserErasures;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.platform.web.sealing.OneTimeSecrets;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Starts erasures and tells how far they are. */
@ApplicationScoped
class ErasureService {
    private static final long POLL_MILLIS = 200;

    private final Pool pool;
    private final Vertx vertx;
    private final ErasureRepository repository;
    private final UserErasures users;
    private final ErasureConfig config;
    private final IdGenerator ids;
    private final OneTimeSecrets secrets;
    private final Clock clock;

    ErasureService(
            Pool pool,
            Vertx vertx,
            ErasureRepository repository,
            UserErasures users,
            ErasureConfig config,
            IdGenerator ids,
            OneTimeSecrets secrets,
            Clock clock) {
        this.pool = pool;
        this.vertx = vertx;
        this.repository = repository;
        this.users = users;
        this.config = config;
        this.ids = ids;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Waits a moment for the votes. Fails with 409 and the reasons when a service refuses in that time.
     * Otherwise the erasure goes on by itself, and the ticket shows how far it is.
     */
    Uni<ErasureView> request(String userId, Actor actor) {
        String id = ids.next();
        String ticket = secrets.next();
        Instant deadline = clock.instant().plus(config.answerWait());
        return users.request(
                        userId,
                        actor,
                        (session, user) -> repository.insert(
                                session,
                                new Erasure(
                                        id,
                                        userId,
                                        ErasureStatus.REQUESTED,
                                        user.active(),
                                        IdGenerator.timeOf(id),
                                        null),
                                OneTimeSecrets.digest(ticket)))
                .chain(() -> awaitDecision(id, deadline))
                .chain(erasure -> view(erasure, ticket))
                .invoke(view -> {
                    if (view.status() == ErasureStatus.REFUSED) {
                        throw new ProblemException(AuthProblem.ERASURE_REFUSED).with("refusals", view.refusals());
                    }
                });
    }

    /** Erases an account that came back with a restore, without asking the services again. */
    Uni<Void> repeat(String userId, Actor actor) {
        String id = ids.next();
        return users.repeat(
                userId,
                actor,
                (session, user) -> repository.insert(
                        session,
                        new Erasure(id, userId, ErasureStatus.APPROVED, user.active(), IdGenerator.timeOf(id), null),
                        OneTimeSecrets.digest(secrets.next())));
    }

    Uni<ErasureView> findByTicket(String ticket) {
        return found(repository.findByTicket(pool, OneTimeSecrets.digest(ticket)));
    }

    Uni<ErasureView> findNewestOf(String userId) {
        return found(repository.findNewestOf(pool, userId));
    }

    private Uni<ErasureView> found(Uni<@Nullable Erasure> search) {
        return search.plug(ProblemException::orNotFound).chain(erasure -> view(erasure, null));
    }

    private Uni<ErasureView> view(Erasure erasure, @Nullable String ticket) {
        return repository.findVotes(pool, erasure.id()).map(votes -> ErasureView.of(erasure, votes, config, ticket));
    }

    private Uni<Erasure> awaitDecision(String id, Instant deadline) {
        return repository
                .find(pool, id)
                .plug(ProblemException::orNotFound)
                .chain(erasure -> erasure.status() == ErasureStatus.REQUESTED
                                && clock.instant().isBefore(deadline)
                        ? pause().chain(() -> awaitDecision(id, deadline))
                        : Uni.createFrom().item(erasure));
    }

    private Uni<Void> pause() {
        return Uni.createFrom().emitter(emitter -> vertx.setTimer(POLL_MILLIS, timer -> emitter.complete(null)));
    }
}
