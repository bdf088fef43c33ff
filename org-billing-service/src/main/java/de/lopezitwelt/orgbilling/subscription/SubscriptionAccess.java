package de.lopezitwelt.orgbilling.subscription;

import de.lopezitwelt.contracts.organization.Permission;
import de.lopezitwelt.orgbilling.member.Memberships;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.PlatformRole;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Whose subscription a caller may see or touch: their own, and their organizations' with the permission. */
@ApplicationScoped
class SubscriptionAccess {
    private final Memberships memberships;

    SubscriptionAccess(Memberships memberships) {
        this.memberships = memberships;
    }

    /** Whether the caller may buy for the organization; null is the caller. Fails with 404 or 403. */
    Uni<Void> ensureMayBuy(Caller caller, @Nullable String organizationId) {
        return organizationId == null
                ? Uni.createFrom().voidItem()
                : memberships
                        .require(caller, organizationId, Permission.BILLING_MANAGE)
                        .replaceWithVoid();
    }

    /** The row; fails with 404 when it is unknown or foreign, with 403 when a member lacks the permission. */
    Uni<Subscription> visible(Caller caller, @Nullable Subscription row, Permission permission) {
        if (row == null) {
            return Uni.createFrom().failure(ProblemException.notFound());
        }
        if (caller.holds(PlatformRole.ADMIN)) {
            return Uni.createFrom().item(row);
        }
        String organizationId = row.organizationId();
        if (organizationId != null) {
            return memberships.require(caller, organizationId, permission).replaceWith(row);
        }
        return caller.reaches(null) && row.userId().equals(caller.userId())
                ? Uni.createFrom().item(row)
                : Uni.createFrom().failure(ProblemException.notFound());
    }
}
