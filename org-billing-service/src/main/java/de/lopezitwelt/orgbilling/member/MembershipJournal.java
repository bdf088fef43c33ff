package de.lopezitwelt.orgbilling.member;

import de.lopezitwelt.contracts.organization.MemberAdded;
import de.lopezitwelt.contracts.organization.MemberChanged;
import de.lopezitwelt.contracts.organization.MemberRemoved;
import de.lopezitwelt.contracts.organization.MembershipState;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import jakarta.enterprise.context.ApplicationScoped;

/** Records a change of a membership: on the organization's topic, for the replicas of memberships, in the audit log. */
@ApplicationScoped
class MembershipJournal {
    private static final String TABLE = "organization_members";

    private final ChangeRecorder changes;

    MembershipJournal(ChangeRecorder changes) {
        this.changes = changes;
    }

    Change added(OrganizationMember member, Actor actor) {
        var event = new MemberAdded(member.organizationId(), member.userId(), member.role());
        return changes.by(actor)
                .event(event, member.organizationId(), member.version())
                .snapshot(member.state(), member.stateKey(), member.version())
                .inserted(TABLE, member.id(), "member.added", MemberView.of(member));
    }

    Change changed(OrganizationMember member, MemberView before, Actor actor) {
        var event = new MemberChanged(member.organizationId(), member.userId(), member.role());
        return changes.by(actor)
                .event(event, member.organizationId(), member.version())
                .snapshot(member.state(), member.stateKey(), member.version())
                .updated(TABLE, member.id(), "member.changed", before, MemberView.of(member));
    }

    /** @param version of the organization after the removal */
    Change removed(OrganizationMember member, long version, Actor actor) {
        return changes.by(actor)
                .event(new MemberRemoved(member.organizationId(), member.userId()), member.organizationId(), version)
                .tombstone(MembershipState.class, member.stateKey(), version)
                .deleted(TABLE, member.id(), "member.removed", MemberView.of(member));
    }
}
