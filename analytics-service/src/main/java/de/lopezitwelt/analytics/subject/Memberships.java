package de.lopezitwelt.analytics.subject;

import de.lopezitwelt.contracts.organization.MembershipState;
import de.lopezitwelt.platform.web.call.InternalClient;
import de.lopezitwelt.platform.web.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Who belongs to which organization. Asked for each time: overseers are few, and a replica of everybody is not needed for them. */
@ApplicationScoped
public class Memberships {
    private final InternalClient services;

    Memberships(InternalClient services) {
        this.services = services;
    }

    /**
     * The caller's membership; null when they have none, or their key does not reach the organization. Fails with 503 while
     * nobody can tell.
     *
     * @param organizationId null for none
     */
    public Uni<@Nullable MembershipState> of(Caller caller, @Nullable String organizationId) {
        return organizationId == null || !caller.reaches(organizationId)
                ? Uni.createFrom().nullItem()
                : services.get(
                        "org-billing",
                        "/internal/memberships/" + organizationId + "/" + caller.userId(),
                        MembershipState.class);
    }
}
