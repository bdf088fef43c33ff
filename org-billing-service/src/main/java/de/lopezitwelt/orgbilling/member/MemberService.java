package de.lopezitwelt.orgbilling.member;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.contracts.organization.Permission;
import de.lopezitwelt.orgbilling.directory.UserDirectory;
import de.lopezitwelt.orgbilling.member.permission.Access;
import de.lopezitwelt.orgbilling.member.permission.MemberPolicy;
import de.lopezitwelt.orgbilling.member.permission.PermissionAdjustments;
import de.lopezitwelt.orgbilling.tenant.OrganizationRow;
import de.lopezitwelt.orgbilling.tenant.OrganizationRows;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import de.lopezitwelt.platform.web.concurrency.IfMatch;
import de.lopezitwelt.platform.web.concurrency.Versioned;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.json.MergePatches;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows, changes and removes members. Every change happens under the organization's row lock. */
@ApplicationScoped
class MemberService {
    private static final String RESOURCE = "organization";

    private final OrganizationRows organizations;
    private final Memberships memberships;
    private final OrganizationMemberRepository members;
    private final UserDirectory users;
    private final MembershipJournal journal;
    private final ChangeRecorder changes;
    private final MergePatches patches;

    MemberService(
            OrganizationRows organizations,
            Memberships memberships,
            OrganizationMemberRepository members,
            UserDirectory users,
            MembershipJournal journal,
            ChangeRecorder changes,
            MergePatches patches) {
        this.organizations = organizations;
        this.memberships = memberships;
        this.members = members;
        this.users = users;
        this.journal = journal;
        this.changes = changes;
        this.patches = patches;
    }

    /** With names and e-mail addresses, as far as auth tells them now. */
    Uni<Page<NamedMember>> list(Caller caller, String organizationId, PageRequest request) {
        return Panache.withSession(() -> memberships
                        .require(caller, organizationId, Permission.MEMBERS_READ)
                        .chain(() -> members.findPage(organizationId, request)))
                .chain(rows -> users.profiles(rows.stream()
                                .limit(request.limit())
                                .map(OrganizationMember::userId)
                                .toList())
                        .map(known -> Page.of(
                                rows,
                                request,
                                row -> Cursor.of(row.id()),
                                row -> NamedMember.of(MemberView.of(row), known.get(row.userId())))));
    }

    Uni<Versioned<NamedMember>> get(Caller caller, String organizationId, String userId) {
        return Panache.withSession(() -> memberships
                        .accessOf(caller, organizationId)
                        .invoke(access -> {
                            if (!access.userId().equals(userId)) {
                                access.require(Permission.MEMBERS_READ);
                            }
                        })
                        .chain(() -> existing(organizationId, userId)))
                .chain(row -> users.profiles(List.of(userId))
                        .map(known ->
                                new Versioned<>(NamedMember.of(MemberView.of(row), known.get(userId)), row.version())));
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

    /** The caller, an owner, becomes an admin, and the member an owner. Both or neither. */
    Uni<Versioned<MemberView>> passOwnership(Caller caller, String organizationId, String userId) {
        return Panache.withSession(() -> memberships
                        .accessOf(caller, organizationId)
                        .invoke(access -> MemberPolicy.ensureMayPassOwnership(access, userId))
                        .chain(() -> existing(organizationId, userId)))
                .chain(() -> users.requireActive("user_id", userId))
                .chain(() -> Panache.withTransaction(() -> organizations
                        .lock(organizationId)
                        .chain(organization -> owner(organizationId, caller.userId())
                                .chain(former -> existing(organizationId, userId)
                                        .chain(next -> passed(caller, organization, former, next))))));
    }

    private Uni<OrganizationMember> owner(String organizationId, String userId) {
        return members.findMember(organizationId, userId).map(member -> {
            if (member == null || member.role() != MemberRole.OWNER) {
                throw MemberPolicy.noOwner();
            }
            return member;
        });
    }

    private Uni<Versioned<MemberView>> passed(
            Caller caller, OrganizationRow organization, OrganizationMember former, OrganizationMember next) {
        Change change = changed(caller, organization, next, MemberRole.OWNER)
                .and(changed(caller, organization, former, MemberRole.ADMIN))
                .activity("member.ownership-passed", RESOURCE, organization.id(), about(next));
        return changes.record(change).replaceWith(() -> MemberView.versioned(next));
    }

    private Change changed(Caller caller, OrganizationRow organization, OrganizationMember member, MemberRole role) {
        MemberView before = MemberView.of(member);
        member.change(role, PermissionAdjustments.NONE, organization.raiseVersion());
        return journal.changed(member, before, caller.actor());
    }

    private Uni<Void> ensureOwnerRemains(OrganizationMember member) {
        return members.countOwners(member.organizationId())
                .invoke(owners -> MemberPolicy.ensureOwnerRemains(member.role(), owners))
                .replaceWithVoid();
    }

    private Uni<OrganizationMember> existing(String organizationId, String userId) {
        return members.findMember(organizationId, userId).plug(ProblemException::orNotFound);
    }

    static Map<String, String> about(OrganizationMember member) {
        return Map.of("user_id", member.userId(), "role", member.role().wireName());
    }
}
