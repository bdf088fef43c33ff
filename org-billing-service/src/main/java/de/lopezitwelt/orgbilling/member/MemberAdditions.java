package de.lopezitwelt.orgbilling.member;

import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.orgbilling.OrgBillingProblem;
import de.lopezitwelt.orgbilling.directory.UserDirectory;
import de.lopezitwelt.orgbilling.member.permission.MemberPolicy;
import de.lopezitwelt.orgbilling.member.permission.PermissionAdjustments;
import de.lopezitwelt.orgbilling.tenant.OrganizationRow;
import de.lopezitwelt.orgbilling.tenant.OrganizationRows;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import de.lopezitwelt.platform.web.concurrency.Versioned;
import de.lopezitwelt.platform.web.idempotency.Idempotency;
import de.lopezitwelt.platform.web.idempotency.Outcome;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Makes people members without asking them: what administrators of the platform may do. All others invite. */
@ApplicationScoped
public class MemberAdditions {
    private final OrganizationRows organizations;
    private final Memberships memberships;
    private final OrganizationMemberRepository members;
    private final UserDirectory users;
    private final IdGenerator ids;
    private final MembershipJournal journal;
    private final ChangeRecorder changes;
    private final Idempotency idempotency;

    MemberAdditions(
            OrganizationRows organizations,
            Memberships memberships,
            OrganizationMemberRepository members,
            UserDirectory users,
            IdGenerator ids,
            MembershipJournal journal,
            ChangeRecorder changes,
            Idempotency idempotency) {
        this.organizations = organizations;
        this.memberships = memberships;
        this.members = members;
        this.users = users;
        this.ids = ids;
        this.journal = journal;
        this.changes = changes;
        this.idempotency = idempotency;
    }

    /** Fails with 409 for a member. @param location where the new member will be found */
    public Uni<Versioned<MemberView>> add(
            Caller caller, String organizationId, AddMemberRequest request, String location) {
        var adjustments = PermissionAdjustments.parse(request.permissions());
        return Panache.withSession(() -> memberships.accessOf(caller, organizationId))
                .chain(() -> users.requireActive("user_id", request.userId().value()))
                .chain(() -> Panache.withTransaction(() -> organizations
                        .lock(organizationId)
                        .chain(organization -> addLocked(caller, organization, request, adjustments, location))));
    }

    private Uni<Versioned<MemberView>> addLocked(
            Caller caller,
            OrganizationRow organization,
            AddMemberRequest request,
            PermissionAdjustments adjustments,
            String location) {
        MemberRole role = request.roleOr(organization.defaultMemberRole());
        var member = new OrganizationMember(
                ids.next(),
                organization.id(),
                request.userId().value(),
                role,
                adjustments,
                organization.raiseVersion());
        var added = MemberView.versioned(member);
        return memberships
                .accessOf(caller, organization.id())
                .invoke(access -> MemberPolicy.ensureMayAdd(access, role, adjustments))
                // the key first: a repeated request must meet itself there, not the member it has added
                .chain(() -> record(Outcome.created(location, added.view())))
                .chain(() -> members.findMember(organization.id(), member.userId()))
                .invoke(MemberAdditions::ensureNew)
                .chain(() -> members.persist(member))
                .chain(() -> changes.record(journal.added(member, caller.actor())
                        .activity("member.added", "organization", organization.id(), MemberService.about(member))))
                .replaceWith(added);
    }

    private Uni<Void> record(Outcome outcome) {
        return Panache.getSession().chain(session -> idempotency.record(session, outcome));
    }

    private static void ensureNew(@Nullable OrganizationMember member) {
        if (member != null) {
            throw new ProblemException(OrgBillingProblem.ALREADY_MEMBER);
        }
    }
}
