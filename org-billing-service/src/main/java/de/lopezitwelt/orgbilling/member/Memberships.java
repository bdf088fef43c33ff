package de.lopezitwelt.orgbilling.member;

import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.contracts.organization.Permission;
import de.lopezitwelt.orgbilling.member.permission.Access;
import de.lopezitwelt.orgbilling.member.permission.OwnAccess;
import de.lopezitwelt.orgbilling.member.permission.PermissionAdjustments;
import de.lopezitwelt.orgbilling.tenant.OrganizationRow;
import de.lopezitwelt.orgbilling.tenant.OrganizationRows;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.concurrency.Versioned;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.PlatformRole;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What other features ask of memberships, within their own session or transaction. */
@ApplicationScoped
public class Memberships {
    private final OrganizationMemberRepository members;
    private final OrganizationRows organizations;
    private final IdGenerator ids;
    private final MembershipJournal journal;

    Memberships(
            OrganizationMemberRepository members,
            OrganizationRows organizations,
            IdGenerator ids,
            MembershipJournal journal) {
        this.members = members;
        this.organizations = organizations;
        this.ids = ids;
        this.journal = journal;
    }

    /** What the caller may do there. Fails with 404 when the caller does not belong to the organization. */
    public Uni<Access> accessOf(Caller caller, String organizationId) {
        if (!caller.reaches(organizationId)) {
            return Uni.createFrom().failure(ProblemException.notFound());
        }
        return members.findMember(organizationId, caller.userId())
                .chain(member -> member == null
                        ? ofStranger(caller, organizationId)
                        : Uni.createFrom().item(member.access()));
    }

    private Uni<Access> ofStranger(Caller caller, String organizationId) {
        if (!caller.holds(PlatformRole.ADMIN)) {
            return Uni.createFrom().failure(ProblemException.notFound());
        }
        return organizations.exists(organizationId).map(exists -> {
            if (!exists) {
                throw ProblemException.notFound();
            }
            return Access.ofPlatformAdmin(organizationId, caller.userId());
        });
    }

    /** What the caller may do there, and why. Fails as {@link #accessOf}. @param active whether the organization is */
    public Uni<OwnAccess> explain(Caller caller, String organizationId, boolean active) {
        return accessOf(caller, organizationId)
                .chain(() -> members.findMember(organizationId, caller.userId()))
                .map(member -> member == null
                        ? OwnAccess.ofPlatformAdmin(organizationId, caller.userId(), active)
                        : OwnAccess.ofMember(
                                organizationId,
                                caller.userId(),
                                member.role(),
                                PermissionAdjustments.parse(member.permissions()),
                                active));
    }

    /** As {@link #accessOf}, and 403 for a member without the permission. */
    public Uni<Access> require(Caller caller, String organizationId, Permission permission) {
        return accessOf(caller, organizationId).invoke(access -> access.require(permission));
    }

    /** The first owner of an organization that is just being created. */
    public Uni<Change> addFounder(OrganizationRow organization, Caller founder) {
        long version = organization.raiseVersion();
        var member = new OrganizationMember(
                ids.next(), organization.id(), founder.userId(), MemberRole.OWNER, PermissionAdjustments.NONE, version);
        return members.persist(member).replaceWith(() -> journal.added(member, founder.actor()));
    }

    public Uni<Boolean> isMember(String organizationId, String userId) {
        return members.findMember(organizationId, userId).map(member -> member != null);
    }

    /** A member as the API shows them. Fails with 404 when the user is none. */
    public Uni<Versioned<MemberView>> view(String organizationId, String userId) {
        return members.findMember(organizationId, userId)
                .plug(ProblemException::orNotFound)
                .map(MemberView::versioned);
    }

    /** Makes the caller a member; empty when they are one, and stay as they are. */
    public Uni<Optional<Change>> join(
            OrganizationRow organization, Caller caller, MemberRole role, PermissionAdjustments adjustments) {
        return join(organization, caller.userId(), caller.actor(), role, adjustments);
    }

    /** As above, for somebody who wants it without asking. */
    public Uni<Optional<Change>> join(
            OrganizationRow organization,
            String userId,
            Actor actor,
            MemberRole role,
            PermissionAdjustments adjustments) {
        return isMember(organization.id(), userId).chain(already -> {
            if (already) {
                return Uni.createFrom().item(Optional.empty());
            }
            var member = new OrganizationMember(
                    ids.next(), organization.id(), userId, role, adjustments, organization.raiseVersion());
            return members.persist(member).replaceWith(() -> Optional.of(journal.added(member, actor)));
        });
    }

    /** Everybody leaves an organization that is being deleted. */
    public Uni<Void> removeAll(OrganizationRow organization, Caller caller, Change change) {
        return members.findByOrganization(organization.id()).chain(all -> {
            all.forEach(member -> change.and(journal.removed(member, organization.raiseVersion(), caller.actor())));
            return members.removeAll(organization.id());
        });
    }

    /** The longest-standing owner; null when there is none. */
    public Uni<@Nullable String> findOwner(SqlConnection transaction, String organizationId) {
        return members.findOwner(transaction, organizationId);
    }
}
