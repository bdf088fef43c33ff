package de.lopezitwelt.auth.user;

import de.lopezitwelt.auth.AuthProblem;
import de.lopezitwelt.auth.token.RevokeReason;
import de.lopezitwelt.auth.token.TokenFamilyRepository;
import de.lopezitwelt.auth.user.record.Account;
import de.lopezitwelt.auth.user.record.NewAccount;
import de.lopezitwelt.auth.user.record.Profile;
import de.lopezitwelt.auth.user.record.UserRecord;
import de.lopezitwelt.contracts.user.UserRegistered;
import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.contracts.user.UserSessionsEnded;
import de.lopezitwelt.contracts.user.UserUpdated;
import de.lopezitwelt.kernel.email.EmailAddress;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.concurrency.IfMatch;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;

/** Accounts for the other features: they get records, the rows stay here. */
@ApplicationScoped
public class Users {
    private final Mutiny.SessionFactory sessions;
    private final UserRepository repository;
    private final UserJournal journal;
    private final TokenFamilyRepository families;
    private final AdministrationConfig administration;
    private final IdGenerator ids;
    private final Clock clock;

    Users(
            Mutiny.SessionFactory sessions,
            UserRepository repository,
            UserJournal journal,
            TokenFamilyRepository families,
            AdministrationConfig administration,
            IdGenerator ids,
            Clock clock) {
        this.sessions = sessions;
        this.repository = repository;
        this.journal = journal;
        this.families = families;
        this.administration = administration;
        this.ids = ids;
        this.clock = clock;
    }

    /** Fails with 404 for an unknown id. */
    public Uni<UserRecord> find(String id) {
        return sessions.withSession(session -> repository.find(session, id))
                .plug(ProblemException::orNotFound)
                .map(User::toRecord);
    }

    /** Without those of ids that nobody has; in the order of ids. */
    Uni<List<UserRecord>> findAll(Collection<String> userIds) {
        return sessions.withSession(session -> repository.findAll(session, userIds))
                .map(found -> found.stream().map(User::toRecord).toList());
    }

    public Uni<Account> findAccount(String id) {
        return sessions.withSession(session -> repository
                .find(session, id)
                .plug(ProblemException::orNotFound)
                .chain(user -> repository
                        .findProfile(session, id)
                        .map(profile ->
                                new Account(user.toRecord(), profile == null ? Profile.EMPTY : profile.toRecord()))));
    }

    public Uni<Boolean> isTaken(EmailAddress email) {
        return sessions.withSession(session -> repository.isTaken(session, email));
    }

    /** Whether a user who registers now would become the administrator, if nobody else is faster. */
    public Uni<Boolean> awaitsFirstAdministrator() {
        return administration.firstRegistered()
                ? sessions.withSession(repository::hadNoAdministrator)
                : Uni.createFrom().item(false);
    }

    /** The hash to check a password against; 404 for an unknown id. */
    public Uni<String> passwordHash(String id) {
        return sessions.withSession(session -> repository.find(session, id))
                .plug(ProblemException::orNotFound)
                .map(User::passwordHash);
    }

    /** Creates an account, and nothing with it. */
    public Uni<UserRecord> register(NewAccount account, Actor actor) {
        return register(account, actor, (session, user) -> Uni.createFrom().voidItem());
    }

    /**
     * Creates an account. On a platform for trials the first one ever, however many register at the same time, becomes the
     * administrator.
     *
     * @param alongside what has to happen in the same transaction once the account is there
     */
    public Uni<UserRecord> register(
            NewAccount account, Actor actor, BiFunction<Mutiny.Session, UserRecord, Uni<Void>> alongside) {
        String id = ids.next();
        Instant now = IdGenerator.timeOf(id);
        return sessions.withTransaction((session, transaction) -> role(session, id, account)
                        .map(role -> new User(id, account, role, now))
                        .call(user -> session.persist(user))
                        .call(session::flush)
                        .call(() -> session.persist(new UserProfile(ids.next(), id, now)))
                        .map(User::toRecord)
                        .call(user -> journal.changed(
                                session,
                                user,
                                new UserRegistered(id, user.role(), user.status()),
                                "user.registered",
                                null,
                                Map.of("role", user.role(), "status", user.status()),
                                actor.reference() == null ? self(id, actor) : actor))
                        .call(user -> alongside.apply(session, user)))
                .onFailure(Users::isDuplicate)
                .transform(e -> emailTaken());
    }

    public static ProblemException emailTaken() {
        return new ProblemException(AuthProblem.EMAIL_TAKEN).withViolation("email", "is registered already");
    }

    /** Replaces name and profile; 412 when the account has moved on since it was read. */
    public Uni<Account> update(String id, IfMatch condition, String name, Profile profile, Actor actor) {
        Instant now = clock.instant();
        return sessions.withTransaction((session, transaction) -> lock(session, id)
                .invoke(user -> condition.check(user.toRecord().version()))
                .invoke(user -> user.rename(name, now))
                .call(() -> repository
                        .findProfile(session, id)
                        .chain(stored -> stored == null
                                ? persistProfile(session, id, profile, now)
                                : Uni.createFrom().voidItem().invoke(() -> stored.change(profile, now))))
                .map(User::toRecord)
                .call(user ->
                        journal.changed(session, user, new UserUpdated(id), "user.updated", Map.of(), Map.of(), actor))
                .map(user -> new Account(user, profile)));
    }

    /**
     * Ends every sign-in with it.
     *
     * @param checkedHash what the old password was checked against; 409 when it has been replaced meanwhile
     */
    public Uni<Void> changePassword(String id, String checkedHash, String newHash, Actor actor) {
        Instant now = clock.instant();
        return sessions.withTransaction((session, transaction) -> lock(session, id)
                .invoke(user -> {
                    if (!user.hasPasswordHash(checkedHash)) {
                        throw ProblemException.conflict("The password was changed at the same time");
                    }
                    user.changePassword(newHash, now);
                })
                .call(() -> families.revokeAllOf(session, id, RevokeReason.PASSWORD_CHANGED, now))
                .call(user -> journal.changed(
                        session,
                        user.toRecord(),
                        new UserSessionsEnded(id),
                        "user.password-changed",
                        Map.of(),
                        Map.of(),
                        actor))
                .replaceWithVoid());
    }

    /** Ends every sign-in, wherever it is. */
    public Uni<Void> signOutEverywhere(String id, Actor actor) {
        Instant now = clock.instant();
        return sessions.withTransaction((session, transaction) -> lock(session, id)
                .invoke(user -> user.endTokens(now))
                .call(() -> families.revokeAllOf(session, id, RevokeReason.LOGOUT_EVERYWHERE, now))
                .call(user -> journal.changed(
                        session,
                        user.toRecord(),
                        new UserSessionsEnded(id),
                        "user.signed-out-everywhere",
                        Map.of(),
                        Map.of(),
                        actor))
                .replaceWithVoid());
    }

    private Uni<UserRole> role(Mutiny.Session session, String id, NewAccount account) {
        if (account.role() != UserRole.ADMIN && !administration.firstRegistered()) {
            return Uni.createFrom().item(account.role());
        }
        return repository.claimFirstAdministrator(session, id).map(first -> first ? UserRole.ADMIN : account.role());
    }

    private Uni<User> lock(Mutiny.Session session, String id) {
        return repository.lock(session, id).plug(ProblemException::orNotFound);
    }

    private Uni<Void> persistProfile(Mutiny.Session session, String id, Profile profile, Instant now) {
        var fresh = new UserProfile(ids.next(), id, now);
        fresh.change(profile, now);
        return session.persist(fresh);
    }

    private static Actor self(String id, Actor actor) {
        return new Actor(id, null, null, actor.ipAddress(), actor.userAgent());
    }

    private static boolean isDuplicate(Throwable failure) {
        return failure instanceof ConstraintViolationException violation
                && String.valueOf(violation.getMessage()).contains("unique_email");
    }
}
