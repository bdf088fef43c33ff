package de.lopezitwelt.orgbilling.invitation;

import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.contracts.organization.Permission;
import de.lopezitwelt.orgbilling.OrgBillingProblem;
import de.lopezitwelt.orgbilling.directory.UserDirectory;
import de.lopezitwelt.orgbilling.member.AddMemberRequest;
import de.lopezitwelt.orgbilling.member.Memberships;
import de.lopezitwelt.orgbilling.member.permission.MemberPolicy;
import de.lopezitwelt.orgbilling.member.permission.PermissionAdjustments;
import de.lopezitwelt.orgbilling.tenant.OrganizationRow;
import de.lopezitwelt.orgbilling.tenant.OrganizationRows;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import de.lopezitwelt.platform.web.idempotency.Idempotency;
import de.lopezitwelt.platform.web.idempotency.Outcome;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/** What those who manage members do with invitations. Every change happens under the organization's row lock. */
@ApplicationScoped
class Invitations {
    static final String TABLE = "organization_invitations";
    static final String RESOURCE = "organization";
    private static final int MOST_OPEN = 1_000;
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;

    private final OrganizationRows organizations;
    private final Memberships memberships;
    private final InvitationRepository rows;
    private final InvitationMails mails;
    private final UserDirectory users;
    private final IdGenerator ids;
    private final ChangeRecorder changes;
    private final Idempotency idempotency;
    private final Clock clock;

    Invitations(
            OrganizationRows organizations,
            Memberships memberships,
            InvitationRepository rows,
            InvitationMails mails,
            UserDirectory users,
            IdGenerator ids,
            ChangeRecorder changes,
            Idempotency idempotency,
            Clock clock) {
        this.organizations = organizations;
        this.memberships = memberships;
        this.rows = rows;
        this.mails = mails;
        this.users = users;
        this.ids = ids;
        this.changes = changes;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** Fails with 409 for a member, and for somebody whose invitation is pending. */
    Uni<InvitationView> invite(Caller caller, String organizationId, InviteRequest request) {
        return invite(caller, organizationId, request, CREATED);
    }

    /** As above, for somebody who was to be added: the member is not there yet, which is what the answer says. */
    Uni<InvitationView> invite(Caller caller, String organizationId, AddMemberRequest request) {
        var asked = new InviteRequest(null, request.userId(), request.role(), request.permissions(), null);
        return invite(caller, organizationId, asked, ACCEPTED);
    }

    private Uni<InvitationView> invite(Caller caller, String organizationId, InviteRequest request, int status) {
        Invitee invitee = Invitee.of(request);
        var adjustments = PermissionAdjustments.parse(request.permissions());
        String user = invitee.userId();
        return Panache.withSession(() -> memberships.require(caller, organizationId, Permission.MEMBERS_MANAGE))
                .chain(() -> user == null ? Uni.createFrom().voidItem() : users.requireActive("user_id", user))
                .chain(() -> Panache.withTransaction(() -> organizations
                        .lock(organizationId)
                        .chain(organization -> store(caller, organization, invitee, request, adjustments, status))))
                .call(view -> mails.send(view.id()));
    }

    private Uni<InvitationView> store(
            Caller caller,
            OrganizationRow organization,
            Invitee invitee,
            InviteRequest request,
            PermissionAdjustments adjustments,
            int status) {
        MemberRole wanted = request.role();
        MemberRole role = wanted == null ? organization.defaultMemberRole() : wanted;
        var invitation = new Invitation(
                ids.next(), organization.id(), invitee, role, adjustments, caller.userId(), request.language());
        Instant now = invitation.createdAt();
        var view = InvitationView.of(invitation, now);
        return memberships
                .accessOf(caller, organization.id())
                .invoke(access -> MemberPolicy.ensureMayAdd(access, role, adjustments))
                .chain(() -> record(view, status))
                .chain(() -> ensureNoMember(organization.id(), invitee))
                .chain(() -> replaceExpired(organization.id(), invitee, now))
                .chain(() -> rows.persist(invitation))
                .chain(() -> changes.record(changes.by(caller.actor())
                        .inserted(TABLE, invitation.id(), "organization_invitation.created", about(invitation))
                        .activity("member.invited", RESOURCE, organization.id(), about(invitation))))
                .replaceWith(view);
    }

    private Uni<Void> ensureNoMember(String organizationId, Invitee invitee) {
        String user = invitee.userId();
        return user == null
                ? Uni.createFrom().voidItem()
                : memberships
                        .isMember(organizationId, user)
                        .invoke(member -> {
                            if (member) {
                                throw new ProblemException(OrgBillingProblem.ALREADY_MEMBER);
                            }
                        })
                        .replaceWithVoid();
    }

    private Uni<Void> replaceExpired(String organizationId, Invitee invitee, Instant now) {
        return rows.findOpen(organizationId, invitee.key())
                .chain(open -> {
                    if (open == null) {
                        return rows.countOpen(organizationId).invoke(Invitations::ensureFew);
                    }
                    if (open.status(now) == InvitationStatus.PENDING) {
                        throw OrgBillingProblem.ALREADY_INVITED.because(
                                "Send the invitation again, or revoke it first");
                    }
                    open.revoke();
                    return rows.flush();
                })
                .replaceWithVoid();
    }

    private static void ensureFew(long open) {
        if (open >= MOST_OPEN) {
            throw ProblemException.conflict("There are " + MOST_OPEN + " pending invitations; wait, or revoke some");
        }
    }

    @WithSession
    Uni<Page<InvitationView>> list(Caller caller, String organizationId, PageRequest request) {
        Instant now = clock.instant();
        return memberships
                .require(caller, organizationId, Permission.MEMBERS_MANAGE)
                .chain(() -> rows.findPage(organizationId, request))
                .map(found -> Page.of(found, request, row -> Cursor.of(row.id()), row -> InvitationView.of(row, now)));
    }

    /** Fails with 409 when it was answered or revoked. */
    Uni<InvitationView> sendAgain(Caller caller, String organizationId, String id) {
        Instant now = clock.instant();
        return change(caller, organizationId, id, row -> {
                    switch (row.status(now)) {
                        case PENDING, EXPIRED -> row.sendAgain(now);
                        case ACCEPTED, DECLINED, REVOKED -> throw ended(row.status(now));
                    }
                    return changes.record(changes.by(caller.actor())
                            .updated(TABLE, id, "organization_invitation.sent_again", null, about(row)));
                })
                .map(row -> InvitationView.of(row, now))
                .call(() -> mails.send(id));
    }

    /** Does nothing when it was revoked, declined or expired before; fails with 409 when it was accepted. */
    Uni<Void> revoke(Caller caller, String organizationId, String id) {
        Instant now = clock.instant();
        return change(caller, organizationId, id, row -> switch (row.status(now)) {
                    case ACCEPTED -> throw ended(InvitationStatus.ACCEPTED);
                    case DECLINED, REVOKED -> Uni.createFrom().voidItem();
                    case PENDING, EXPIRED -> {
                        row.revoke();
                        yield changes.record(changes.by(caller.actor())
                                .updated(TABLE, id, "organization_invitation.revoked", null, about(row)));
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Invitation> change(
            Caller caller, String organizationId, String id, Function<Invitation, Uni<Void>> work) {
        return Panache.withTransaction(() -> organizations
                .lock(organizationId)
                .chain(() -> memberships.require(caller, organizationId, Permission.MEMBERS_MANAGE))
                .chain(() -> rows.lock(id))
                .map(row -> row != null && row.organizationId().equals(organizationId) ? row : null)
                .plug(ProblemException::orNotFound)
                .call(row -> work.apply(row)));
    }

    static ProblemException ended(InvitationStatus status) {
        return OrgBillingProblem.INVITATION_ENDED.because("The invitation is " + status.wireName());
    }

    /** Without the e-mail address: audit records outlive the invitation. */
    static Map<String, String> about(Invitation row) {
        String user = row.userId();
        return user == null
                ? Map.of("role", row.role().wireName())
                : Map.of("role", row.role().wireName(), "user_id", user);
    }

    private Uni<Void> record(InvitationView view, int status) {
        var outcome = new Outcome(status, locationOf(view), null, view);
        return Panache.getSession().chain(session -> idempotency.record(session, outcome));
    }

    static String locationOf(InvitationView view) {
        return "/api/v1/organizations/" + view.organizationId() + "/invitations/" + view.id();
    }
}
