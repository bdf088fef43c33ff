package de.lopezitwelt.auth.invitation;

import de.lopezitwelt.auth.AuthProblem;
import de.lopezitwelt.auth.mail.MailKind;
import de.lopezitwelt.auth.mail.MailOutbox;
import de.lopezitwelt.auth.user.Users;
import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.kernel.email.EmailAddress;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import de.lopezitwelt.platform.web.idempotency.Idempotency;
import de.lopezitwelt.platform.web.idempotency.Outcome;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.platform.web.sealing.OneTimeSecrets;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Invites, lists and revokes, and accepts invitations when users register. */
@ApplicationScoped
public class Invitations {
    private static final String TABLE = "invitations";

    private final Mutiny.SessionFactory sessions;
    private final InvitationRepository repository;
    private final InvitationConfig config;
    private final Users users;
    private final MailOutbox mail;
    private final ChangeRecorder changes;
    private final Idempotency idempotency;
    private final IdGenerator ids;
    private final Clock clock;

    Invitations(
            Mutiny.SessionFactory sessions,
            InvitationRepository repository,
            InvitationConfig config,
            Users users,
            MailOutbox mail,
            ChangeRecorder changes,
            Idempotency idempotency,
            IdGenerator ids,
            Clock clock) {
        this.sessions = sessions;
        this.repository = repository;
        this.config = config;
        this.users = users;
        this.mail = mail;
        this.changes = changes;
        this.idempotency = idempotency;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Fails with 409 when the e-mail address is registered already.
     *
     * @param language of the mail, as in {@code Accept-Language}
     */
    Uni<InvitationView> invite(Caller caller, EmailAddress email, UserRole role, @Nullable String language) {
        String id = ids.next();
        Instant now = IdGenerator.timeOf(id);
        var invitation = new Invitation(id, email, role, caller.userId(), now, now.plus(config.life()));
        InvitationView view = invitation.toView(now);
        Change created = changes.by(caller.actor()).inserted(TABLE, id, "invitation.created", Map.of("role", role));
        return users.isTaken(email)
                .invoke(taken -> {
                    if (taken) {
                        throw Users.emailTaken();
                    }
                })
                .chain(() -> sessions.withTransaction((session, transaction) -> session.persist(invitation)
                        .chain(() -> changes.record(session, created))
                        .chain(() -> mail.add(session, MailKind.INVITATION, id, language))
                        .chain(() -> idempotency.record(session, Outcome.created("/api/v1/invitations/" + id, view)))))
                .replaceWith(view);
    }

    Uni<Page<InvitationView>> list(PageRequest page) {
        Instant now = clock.instant();
        return sessions.withSession(session -> repository.findPage(session, page))
                .map(rows -> Page.of(rows, page, row -> Cursor.of(row.id()), row -> row.toView(now)));
    }

    /** Fails with 409 when it was accepted; does nothing when it was revoked before. */
    Uni<Void> revoke(Caller caller, String id) {
        Instant now = clock.instant();
        Change revoked = changes.by(caller.actor())
                .updated(TABLE, id, "invitation.revoked", Map.of("revoked", false), Map.of("revoked", true));
        return sessions.withTransaction((session, transaction) -> repository
                .lock(session, id)
                .plug(ProblemException::orNotFound)
                .chain(invitation -> switch (invitation.status(now)) {
                    case ACCEPTED -> Uni.createFrom().failure(ProblemException.conflict("It was accepted already"));
                    case REVOKED -> Uni.createFrom().voidItem();
                    case PENDING, EXPIRED -> {
                        invitation.revoke(now);
                        yield changes.record(session, revoked);
                    }
                }));
    }

    /**
     * The role that the invitation gives. Fails with 403 unless it is pending and for this e-mail address; all failures
     * look the same.
     */
    public Uni<UserRole> check(String token, EmailAddress email) {
        return sessions.withSession(session -> repository
                .findByToken(session, OneTimeSecrets.digest(token))
                .map(invitation -> require(invitation, email).role()));
    }

    /** Accepts the invitation in the transaction that has created the user; fails as {@link #check}. */
    public Uni<Void> accept(Mutiny.Session session, String token, EmailAddress email, String userId) {
        return repository
                .findByToken(session, OneTimeSecrets.digest(token))
                .chain(found -> found == null ? Uni.createFrom().nullItem() : lockFresh(session, found))
                .invoke(invitation -> require(invitation, email).accept(userId, clock.instant()))
                .replaceWithVoid();
    }

    /** For a user who has proved their e-mail address without the token: null when no invitation waits for it. */
    public Uni<@Nullable UserRole> findRoleFor(EmailAddress email) {
        return sessions.withSession(session -> repository
                .findPendingFor(session, email, clock.instant())
                .map(invitation -> invitation == null ? null : invitation.role()));
    }

    /** Accepts the newest invitation for the e-mail address, if any. */
    public Uni<Void> acceptAnyFor(Mutiny.Session session, EmailAddress email, String userId) {
        Instant now = clock.instant();
        return repository
                .findPendingFor(session, email, now)
                .chain(found -> found == null ? Uni.createFrom().nullItem() : lockFresh(session, found))
                .invoke(invitation -> {
                    if (invitation != null && invitation.status(now) == InvitationStatus.PENDING) {
                        invitation.accept(userId, now);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Invitation> lockFresh(Mutiny.Session session, Invitation found) {
        return session.refresh(found, org.hibernate.LockMode.PESSIMISTIC_WRITE).replaceWith(found);
    }

    private Invitation require(@Nullable Invitation invitation, EmailAddress email) {
        if (invitation == null
                || !invitation.isFor(email)
                || invitation.status(clock.instant()) != InvitationStatus.PENDING) {
            throw new ProblemException(AuthProblem.INVALID_INVITATION);
        }
        return invitation;
    }
}
