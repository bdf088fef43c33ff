package de.lopezitwelt.orgbilling.member;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.contracts.organization.Permission;
import de.lopezitwelt.orgbilling.OrgBillingProblem;
import de.lopezitwelt.orgbilling.directory.UserDirectory;
import de.lopezitwelt.orgbilling.member.permission.Access;
import de.lopezitwelt.orgbilling.member.permission.MemberPolicy;
import de.lopezitwelt.orgbilling.member.permission.PermissionAdjustments;
import de.lopezitwelt.orgbilling.tenant.OrganizationRow;
import de.lopezitwelt.orgbilling.tenant.OrganizationRows;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import de.lopezitwelt.platform.web.concurrency.IfMatch;
import de.lopezitwelt.platform.web.concurrency.Versioned;
import de.lopezitwelt.platform.web.idempotency.Idempotency;
import de.lopezitwelt.platform.web.idempotency.Outcome;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.json.MergePatches;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds, changes and removes members. Every change happens under the organization's row lock. */
@ApplicationScoped
class MemberService {
    private static final String RESOURCE = "organization";

    private final OrganizationRows organizations;
    private final Memberships memberships;
    private final OrganizationMemberRepository members;
    private final UserDirectory users;
    private final IdGenerator ids;
    private final MembershipJournal journal;
    private final ChangeRecorder changes;
    private final Idempotency idempotency;
    private final MergePatches patches;

    MemberService(
            OrganizationRows organizations,
            Memberships memberships,
            OrganizationMemberRepository members,
            UserDirectory users,
            IdGenerator ids,
            MembershipJournal journal,
            ChangeRecorder changes,
            Idempotency idempotency,
            MergePatches patches) {
        this.organizations = organizations;
        this.memberships = memberships;
        this.members = members;
        this.users = users;
        this.ids = ids;
        this.journal = journal;
        this.changes = changes;
        this.idempotency = idempotency;
        this.patches = patches;
    }

    /** @param location where the new member will be found */
    Uni<Versioned<MemberView>> add(Caller caller, String organizationId, AddMemberRequest request, String location) {
        var adjustments = PermissionAdjustments.parse(request.permissions());
        return Panache.withSession(() -> memberships.accessOf(caller, organizationId))
                .invoke(access -> MemberPolicy.ensureMayAdd(access, request.roleOr(MemberRole.VIEWER), adjustments))
                .chain(() -> users.requireActive("user_id", request.userId().value()))
                .chain(() -> Panache.withTransaction(
                        () -> addLocked(caller, organizationId, request, adjustments, location)));
    }

    private Uni<Versioned<MemberView>> addLocked(
            Caller caller,
            String organizationId,
            AddMemberRequest request,
            PermissionAdjustments adjustments,
            String location) {
        return organizations
                .lock(organizationId)
                .call(organization -> memberships
                        .accessOf(caller, organizationId)
                        .invoke(access -> MemberPolicy.ensureMayAdd(
                                access, request.roleOr(organization.defaultMemberRole()), adjustments)))
                .chain(organization -> {
                    var member = new OrganizationMember(
                            ids.next(),
                            organizationId,
                            request.userId().value(),
                            request.roleOr(organization.defaultMemberRole()),
                            adjustments,
                            organization.raiseVersion());
                    var added = MemberView.versioned(member);
                    // the key first: a repeated request must meet itself there, not the member it has added
                    return record(Outcome.created(location, added.view()))
                            .chain(() -> members.findMember(
                                    organizationId, request.userId().value()))
                            .invoke(MemberService::ensureNew)
                            .chain(() -> members.persist(member))
                            .chain(() -> changes.record(journal.added(member, caller.actor())
                                    .activity("member.added", RESOURCE, organizationId, about(member))))
                            .replaceWith(added);
                });
    }

    @WithSession
    Uni<Page<MemberView>> list(Caller caller, String organizationId, PageRequest request) {
        return memberships
                .require(caller, organizationId, Permission.MEMBERS_READ)
                .chain(() -> members.findPage(organizationId, request))
                .map(rows -> Page.of(rows, request, row -> Cursor.of(row.id()), MemberView::of));
    }

    @WithSession
    Uni<Versioned<MemberView>> get(Caller caller, String organizationId, String userId) {
        return memberships
                .accessOf(caller, organizationId)
                .invoke(access -> {
                    if (!access.userId().equals(userId)) {
                        access.require(Permission.MEMBERS_READ);
                    }
                })
                .chain(() -> existing(organizationId, userId))
                .map(MemberView::versioned);
    }

    Uni<Versioned<MemberView>> change(
            Caller caller, String organizationId, String userId, IfMatch condition, @Nullable JsonNode patch) {
        return Panache.withTransaction(() -> organizations
                .lock(organizationId)
                .chain(organization -> memberships
                        .accessOf(caller, organizationId)
                        .chain(access -> existing(organizationId, userId)
                                .chain(member ->
                                        changeLocked(caller, access, organization, member, condition, patch)))));
    }

    private Uni<Versioned<MemberView>> changeLocked(
            Caller caller,
            Access access,
            OrganizationRow organization,
            OrganizationMember member,
            IfMatch condition,
            @Nullable JsonNode patch) {
        access.require(Permission.MEMBERS_MANAGE);
        condition.check(member.version());
        MemberEdit wanted = patches.apply(new MemberEdit(member.role(), member.permissions()), patch);
        var adjustments = PermissionAdjustments.parse(wanted.permissions());
        MemberPolicy.ensureMayChange(access, member.role(), wanted.role(), adjustments);
        MemberView before = MemberView.of(member);
        return (wanted.role() == member.role() ? Uni.createFrom().voidItem() : ensureOwnerRemains(member))
                .invoke(() -> member.change(wanted.role(), adjustments, organization.raiseVersion()))
                .call(() -> changes.record(journal.changed(member, before, caller.actor())
                        .activity("member.changed", RESOURCE, member.organizationId(), about(member))))
                .replaceWith(() -> MemberView.versioned(member));
    }

    Uni<Void> remove(Caller caller, String organizationId, String userId) {
        return Panache.withTransaction(() -> organizations
                .lock(organizationId)
                .chain(organization -> memberships
                        .accessOf(caller, organizationId)
                        .chain(access -> existing(organizationId, userId)
                                .invoke(member -> MemberPolicy.ensureMayRemove(access, userId, member.role())))
                        .call(this::ensureOwnerRemains)
                        .call(member ->
                                changes.record(journal.removed(member, organization.raiseVersion(), caller.actor())
                                        .activity(
                                                caller.userId().equals(userId) ? "member.left" : "member.removed",
                                                RESOURCE,
                                                organizationId,
                                                about(member))))
                        .chain(members::remove)));
    }

    private Uni<Void> ensureOwnerRemains(OrganizationMember member) {
        return members.countOwners(member.organizationId())
                .invoke(owners -> MemberPolicy.ensureOwnerRemains(member.role(), owners))
                .replaceWithVoid();
    }

    private Uni<OrganizationMember> existing(String organizationId, String userId) {
        return members.findMember(organizationId, userId).plug(ProblemException::orNotFound);
    }

    private Uni<Void> record(Outcome outcome) {
        return Panache.getSession().chain(session -> idempotency.record(session, outcome));
    }

    private static void ensureNew(@Nullable OrganizationMember member) {
        if (member != null) {
            throw new ProblemException(OrgBillingProblem.ALREADY_MEMBER);
        }
    }

    private static Map<String, String> about(OrganizationMember member) {
        return Map.of("user_id", member.userId(), "role", member.role().wireName());
    }
}
