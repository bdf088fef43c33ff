package de.lopezitwelt.orgbilling.invitation;

import de.lopezitwelt.orgbilling.directory.UserDirectory;
import de.lopezitwelt.orgbilling.member.MemberView;
import de.lopezitwelt.orgbilling.member.Memberships;
import de.lopezitwelt.orgbilling.member.permission.PermissionAdjustments;
import de.lopezitwelt.orgbilling.tenant.OrganizationRow;
import de.lopezitwelt.orgbilling.tenant.OrganizationRows;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import de.lopezitwelt.platform.web.concurrency.Versioned;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people do with the invitations that are for them: by their id, or by their verified e-mail address. */
@ApplicationScoped
class ReceivedInvitations {
    private final OrganizationRows organizations;
    private final Memberships memberships;
    private final InvitationRepository rows;
    private final UserDirectory users;
    private final ChangeRecorder changes;
    private final Clock clock;

    ReceivedInvitations(
            OrganizationRows organizations,
            Memberships memberships,
            InvitationRepository rows,
            UserDirectory users,
            ChangeRecorder changes,
            Clock clock) {
        this.organizations = organizations;
        this.memberships = memberships;
        this.rows = rows;
        this.users = users;
        this.changes = changes;
        this.clock = clock;
    }

    /** Pending ones, newest first. */
    Uni<Page<ReceivedInvitation>> list(Caller caller, PageRequest request) {
        caller.requirePersonal();
        Instant now = clock.instant();
        return users.verifiedEmail(caller.userId())
                .chain(email ->
                        Panache.withSession(() -> rows.findReceived(caller.userId(), email.orElse(null), now, request)
                                .chain(found -> organizations
                                        .names(found.stream()
                                                .map(Invitation::organizationId)
                                                .toList())
                                        .map(names -> page(found, names, request)))));
    }

    private static Page<ReceivedInvitation> page(
            List<Invitation> found, Map<String, String> names, PageRequest request) {
        return Page.of(
                found,
                request,
                row -> Cursor.of(row.id()),
                row -> ReceivedInvitation.of(row, names.getOrDefault(row.organizationId(), "")));
    }

    /** Makes the caller a member. To accept it again changes nothing. */
    Uni<Versioned<MemberView>> accept(Caller caller, String id) {
        return answer(caller, id, (organization, row) -> switch (row.status(clock.instant())) {
                    case PENDING -> {
                        row.accept(caller.userId());
                        yield join(caller, organization, row);
                    }
                    case ACCEPTED -> Uni.createFrom().voidItem();
                    case DECLINED, REVOKED, EXPIRED -> throw Invitations.ended(row.status(clock.instant()));
                })
                .chain(row -> Panache.withSession(() -> memberships.view(row.organizationId(), caller.userId())));
    }

    private Uni<Void> join(Caller caller, OrganizationRow organization, Invitation row) {
        var accepted = changes.by(caller.actor())
                .updated(Invitations.TABLE, row.id(), "organization_invitation.accepted", null, Invitations.about(row))
                .activity("member.joined", Invitations.RESOURCE, organization.id(), Invitations.about(row));
        return memberships
                .join(organization, caller, row.role(), PermissionAdjustments.parse(row.permissions()))
                .invoke(joined -> joined.ifPresent(accepted::and))
                .chain(() -> changes.record(accepted));
    }

    /** To decline it again changes nothing. */
    Uni<Void> decline(Caller caller, String id) {
        return answer(caller, id, (organization, row) -> switch (row.status(clock.instant())) {
                    case PENDING -> {
                        row.decline(caller.userId());
                        yield changes.record(changes.by(caller.actor())
                                .updated(
                                        Invitations.TABLE,
                                        id,
                                        "organization_invitation.declined",
                                        null,
                                        Invitations.about(row)));
                    }
                    case DECLINED -> Uni.createFrom().voidItem();
                    case ACCEPTED, REVOKED, EXPIRED -> throw Invitations.ended(row.status(clock.instant()));
                })
                .replaceWithVoid();
    }

    /** Locks the organization first, as every change of members does. 404 for an invitation of somebody else. */
    private Uni<Invitation> answer(Caller caller, String id, Answer work) {
        caller.requirePersonal();
        return users.verifiedEmail(caller.userId())
                .chain(email -> Panache.withSession(() -> rows.findById(id))
                        .map(row -> ofCaller(row, caller, email.orElse(null)))
                        .chain(found -> Panache.withTransaction(() -> organizations
                                .lock(found.organizationId())
                                .chain(organization -> rows.lock(id)
                                        .map(row -> ofCaller(row, caller, email.orElse(null)))
                                        .call(row -> work.to(organization, row))))));
    }

    private static Invitation ofCaller(@Nullable Invitation row, Caller caller, @Nullable String verifiedEmail) {
        if (row == null || !row.isFor(caller.userId(), verifiedEmail)) {
            throw ProblemException.notFound();
        }
        return row;
    }

    @FunctionalInterface
    private interface Answer {
        Uni<Void> to(OrganizationRow organization, Invitation row);
    }
}
