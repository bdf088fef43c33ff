package de.lopezitwelt.orgbilling.member;

import de.lopezitwelt.contracts.organization.MemberAdded;
import de.lopezitwelt.contracts.organization.MemberChanged;
import de.lopezitwelt.contracts.organization.MemberRemoved;
import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.contracts.organization.MembershipState;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.audit.AuditEvents;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.PlatformRole;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** What other features ask of memberships, within their own session or transaction. */
@ApplicationScoped
public class Memberships {
    static final String TABLE = "organization_members";

    private final OrganizationMemberRepository members;
    private final IdGenerator ids;
    private final Events events;
    private final AuditEvents audit;

    Memberships(OrganizationMemberRepository members, IdGenerator ids, Events events, AuditEvents audit) {
        this.members = members;
        this.ids = ids;
        this.events = events;
        this.audit = audit;
    }

    /** What the caller may do there; fails with 404 for everybody who does not belong to the organization. */
    public Uni<Access> accessOf(Caller caller, String organizationId) {
        if (!caller.reaches(organizationId)) {
            return Uni.createFrom().failure(ProblemException.notFound());
        }
        return members.findMember(organizationId, caller.userId()).map(member -> {
            if (member != null) {
                return member.access();
            }
            if (caller.holds(PlatformRole.ADMIN)) {
                return Access.ofPlatformAdmin(organizationId, caller.userId());
            }
            throw ProblemException.notFound();
        });
    }

    /** As {@link #accessOf}, and 403 for a member without the permission. */
    public Uni<Access> require(Caller caller, String organizationId, Permission permission) {
        return accessOf(caller, organizationId).invoke(access -> access.require(permission));
    }

    /** The first owner of an organization that is just being created. */
    public Uni<List<OutboxMessage>> addFounder(OrganizationRow organization, Caller founder) {
        long version = organization.raiseVersion();
        var member = new OrganizationMember(
                ids.next(), organization.id(), founder.userId(), MemberRole.OWNER, PermissionAdjustments.NONE, version);
        return members.persist(member).replaceWith(() -> added(member, founder));
    }

    /** Everybody leaves an organization that is being deleted. */
    public Uni<List<OutboxMessage>> removeAll(OrganizationRow organization, Caller caller) {
        return members.findByOrganization(organization.id()).chain(all -> {
            var messages = new ArrayList<OutboxMessage>();
            Uni<Void> deletions = Uni.createFrom().voidItem();
            for (OrganizationMember member : all) {
                messages.addAll(removed(member, organization.raiseVersion(), caller));
                deletions = deletions.chain(() -> members.delete(member));
            }
            return deletions.replaceWith(messages);
        });
    }

    List<OutboxMessage> added(OrganizationMember member, Caller caller) {
        var added = new MemberAdded(member.organizationId(), member.userId(), member.role());
        return List.of(
                events.domain(
                        added,
                        member.organizationId(),
                        member.version(),
                        caller.actor().reference()),
                events.state(member.state(), member.stateKey(), member.version()),
                audit.inserted(TABLE, member.id(), "member.added", MemberView.of(member)));
    }

    List<OutboxMessage> changed(OrganizationMember member, MemberView before, Caller caller) {
        var changed = new MemberChanged(member.organizationId(), member.userId(), member.role());
        return List.of(
                events.domain(
                        changed,
                        member.organizationId(),
                        member.version(),
                        caller.actor().reference()),
                events.state(member.state(), member.stateKey(), member.version()),
                audit.updated(TABLE, member.id(), "member.changed", before, MemberView.of(member)));
    }

    List<OutboxMessage> removed(OrganizationMember member, long version, Caller caller) {
        var removed = new MemberRemoved(member.organizationId(), member.userId());
        return List.of(
                events.domain(
                        removed,
                        member.organizationId(),
                        version,
                        caller.actor().reference()),
                events.tombstone(MembershipState.class, member.stateKey(), version),
                audit.deleted(TABLE, member.id(), "member.removed", MemberView.of(member)));
    }
}
