package de.lopezitwelt.orgbilling.member;

import de.lopezitwelt.kernel.erasure.UserErasure;
import de.lopezitwelt.orgbilling.tenant.OrganizationRows;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A user who is erased leaves every organization; the only owner of one has to stay. */
@ApplicationScoped
@Priority(40)
class MemberErasure implements UserErasure {
    private final OrganizationMemberRepository members;
    private final OrganizationRows organizations;
    private final MembershipJournal journal;
    private final ChangeRecorder changes;
    private final Actor self;

    MemberErasure(
            OrganizationMemberRepository members,
            OrganizationRows organizations,
            MembershipJournal journal,
            ChangeRecorder changes,
            @ConfigProperty(name = "lopez.service.name") String service) {
        this.members = members;
        this.organizations = organizations;
        this.journal = journal;
        this.changes = changes;
        this.self = Actor.ofService(service);
    }

    @Override
    public Uni<Optional<String>> objection(SqlConnection transaction, String userId) {
        return members.lockByUser(transaction, userId)
                .chain(() -> members.countSoleOwnerships(transaction, userId))
                .map(orphans -> orphans > 0
                        ? Optional.of("The only owner of " + orphans + " organization(s)")
                        : Optional.empty());
    }

    @Override
    public Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        return members.lockByUser(transaction, userId).chain(memberships -> {
            Uni<Void> left = Uni.createFrom().voidItem();
            for (OrganizationMember member : memberships) {
                left = left.chain(() -> leave(transaction, member));
            }
            return left;
        });
    }

    private Uni<Void> leave(SqlConnection transaction, OrganizationMember member) {
        return members.remove(transaction, member)
                .chain(() -> organizations.raiseVersion(transaction, member.organizationId()))
                .chain(version -> changes.record(transaction, journal.removed(member, version, self)));
    }
}
