package de.lopezitwelt.auth.user;

import de.lopezitwelt.auth.AuthProblem;
import de.lopezitwelt.auth.token.RevokeReason;
import de.lopezitwelt.auth.token.TokenFamilyRepository;
import de.lopezitwelt.auth.user.record.UserRecord;
import de.lopezitwelt.contracts.user.UserErasureApproved;
import de.lopezitwelt.contracts.user.UserErasureRequested;
import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** The account's side of an erasure: marked and switched off, sign-ins and tokens ended, others told. */
@ApplicationScoped
public class UserErasures {
    private final Mutiny.SessionFactory sessions;
    private final UserRepository repository;
    private final UserJournal journal;
    private final TokenFamilyRepository families;
    private final Clock clock;

    UserErasures(
            Mutiny.SessionFactory sessions,
            UserRepository repository,
            UserJournal journal,
            TokenFamilyRepository families,
            Clock clock) {
        this.sessions = sessions;
        this.repository = repository;
        this.journal = journal;
        this.families = families;
        this.clock = clock;
    }

    /** Writes the row of the erasure in the same transaction. */
    public interface Opening {
        /** @param user the user before the mark */
        Uni<Void> write(Mutiny.Session session, UserRecord user);
    }

    /** Asks the services. Fails with 404, or with 409 for the last administrator and for an erasure under way. */
    public Uni<Void> request(String id, Actor actor, Opening opening) {
        return sessions.withTransaction((session, transaction) -> repository
                .lockAdministration(session)
                .chain(() -> lock(session, id))
                .call(user -> requireAnotherAdministrator(session, user))
                .chain(user ->
                        mark(session, user, new UserErasureRequested(id), "user.erasure-requested", actor, opening)));
    }

    /** For an account that was erased and came back with a restore: the services are not asked again. */
    public Uni<Void> repeat(String id, Actor actor, Opening opening) {
        return sessions.withTransaction((session, transaction) -> lock(session, id)
                .invoke(user -> user.outrunLostVersions(clock.instant()))
                .chain(user ->
                        mark(session, user, new UserErasureApproved(id), "user.erasure-repeated", actor, opening)));
    }

    private Uni<User> lock(Mutiny.Session session, String id) {
        return repository.lock(session, id).plug(ProblemException::orNotFound).invoke(user -> {
            if (user.isErasing()) {
                throw ProblemException.conflict("The account is being erased");
            }
        });
    }

    private Uni<Void> mark(
            Mutiny.Session session, User user, Record fact, String eventType, Actor actor, Opening opening) {
        Instant now = clock.instant();
        UserRecord before = user.toRecord();
        user.markErasing(now);
        return opening.write(session, before)
                .chain(() -> families.revokeAllOf(session, before.id(), RevokeReason.ERASURE, now))
                .chain(() -> journal.changed(
                        session,
                        user.toRecord(),
                        fact,
                        eventType,
                        Map.of("status", before.status()),
                        Map.of("status", user.toRecord().status()),
                        actor));
    }

    private Uni<Void> requireAnotherAdministrator(Mutiny.Session session, User user) {
        if (user.role() != UserRole.ADMIN || !user.isActive()) {
            return Uni.createFrom().voidItem();
        }
        return repository
                .countOtherAdministrators(session, user.toRecord().id())
                .invoke(others -> {
                    if (others == 0) {
                        throw new ProblemException(AuthProblem.LAST_ADMINISTRATOR);
                    }
                })
                .replaceWithVoid();
    }
}
