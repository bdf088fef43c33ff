package de.lopezitwelt.auth.user;

import de.lopezitwelt.auth.AuthProblem;
import de.lopezitwelt.auth.token.RevokeReason;
import de.lopezitwelt.auth.token.TokenFamilyRepository;
import de.lopezitwelt.auth.user.record.UserRecord;
import de.lopezitwelt.contracts.user.UserActivated;
import de.lopezitwelt.contracts.user.UserDeactivated;
import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.contracts.user.UserRoleChanged;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** What administrators do to accounts. Demotion and deactivation end the user's tokens at once. */
@ApplicationScoped
public class UserAdministration {
    private final Mutiny.SessionFactory sessions;
    private final UserRepository repository;
    private final UserJournal journal;
    private final TokenFamilyRepository families;
    private final EmailOwnership ownership;
    private final AdministrationConfig config;
    private final Clock clock;

    UserAdministration(
            Mutiny.SessionFactory sessions,
            UserRepository repository,
            UserJournal journal,
            TokenFamilyRepository families,
            EmailOwnership ownership,
            AdministrationConfig config,
            Clock clock) {
        this.sessions = sessions;
        this.repository = repository;
        this.journal = journal;
        this.families = families;
        this.ownership = ownership;
        this.config = config;
        this.clock = clock;
    }

    Uni<Page<UserRecord>> list(UserFilter filter, PageRequest page) {
        return sessions.withSession(session -> repository.findPage(session, filter, page))
                .map(rows ->
                        Page.of(rows, page, user -> Cursor.of(user.toRecord().id()), User::toRecord));
    }

    /** Newest first, deactivated ones too. */
    public Uni<Page<UserRecord>> listAdministrators(PageRequest page) {
        return list(new UserFilter(UserRole.ADMIN, null, null), page);
    }

    /** Whether an active administrator is there. */
    public Uni<Boolean> isAdministered() {
        return sessions.withSession(session -> repository.countOtherAdministrators(session, ""))
                .map(administrators -> administrators > 0);
    }

    /** Whether the first user who registers becomes the administrator: for trials. */
    public boolean firstRegisteredAdministers() {
        return config.firstRegistered();
    }

    /** Does and records nothing when the user has the role already. */
    public Uni<UserRecord> changeRole(String id, UserRole role, Actor actor) {
        Instant now = clock.instant();
        return change(id, (session, user) -> {
            UserRole before = user.role();
            if (before == role) {
                return Uni.createFrom().voidItem();
            }
            return requireAnotherAdministrator(session, user)
                    .chain(() -> role == UserRole.ADMIN
                            ? repository.claimFirstAdministrator(session, id).replaceWithVoid()
                            : Uni.createFrom().voidItem())
                    .invoke(() -> user.changeRole(role, now))
                    .chain(() -> families.revokeAllOf(session, id, RevokeReason.ROLE_CHANGED, now))
                    .chain(() -> journal.changed(
                            session,
                            user.toRecord(),
                            new UserRoleChanged(id, role),
                            "user.role-changed",
                            Map.of("role", before),
                            Map.of("role", role),
                            actor));
        });
    }

    Uni<UserRecord> deactivate(String id, Actor actor) {
        Instant now = clock.instant();
        return change(id, (session, user) -> {
            if (!user.isActive()) {
                return Uni.createFrom().voidItem();
            }
            return requireAnotherAdministrator(session, user)
                    .invoke(() -> user.deactivate(now))
                    .chain(() -> families.revokeAllOf(session, id, RevokeReason.DEACTIVATED, now))
                    .chain(() -> journal.changed(
                            session,
                            user.toRecord(),
                            new UserDeactivated(id),
                            "user.deactivated",
                            Map.of("status", "active"),
                            Map.of("status", "inactive"),
                            actor));
        });
    }

    /** Marks the user's e-mail as verified on an administrator's word. Does and records nothing when it is verified already. */
    Uni<UserRecord> verifyEmail(String id, Actor actor) {
        return sessions.withTransaction((session, transaction) -> ownership.markVerified(session, id, actor));
    }

    Uni<UserRecord> activate(String id, Actor actor) {
        Instant now = clock.instant();
        return change(id, (session, user) -> {
            if (user.isErasing()) {
                throw ProblemException.conflict("The account is being erased");
            }
            if (user.isActive()) {
                return Uni.createFrom().voidItem();
            }
            user.activate(now);
            return journal.changed(
                    session,
                    user.toRecord(),
                    new UserActivated(id),
                    "user.activated",
                    Map.of("status", "inactive"),
                    Map.of("status", "active"),
                    actor);
        });
    }

    private interface Change {
        Uni<Void> apply(Mutiny.Session session, User user);
    }

    private Uni<UserRecord> change(String id, Change change) {
        return sessions.withTransaction((session, transaction) -> repository
                .lockAdministration(session)
                .chain(() -> repository.lock(session, id))
                .plug(ProblemException::orNotFound)
                .call(user -> change.apply(session, user))
                .map(User::toRecord));
    }

    private Uni<Void> requireAnotherAdministrator(Mutiny.Session session, User user) {
        if (user.role() != UserRole.ADMIN || !user.isActive()) {
            return Uni.createFrom().voidItem();
        }
        return repository
                .countOtherAdministrators(session, user.toRecord().id())
                .map(others -> {
                    if (others == 0) {
                        throw new ProblemException(AuthProblem.LAST_ADMINISTRATOR);
                    }
                    return null;
                });
    }
}
