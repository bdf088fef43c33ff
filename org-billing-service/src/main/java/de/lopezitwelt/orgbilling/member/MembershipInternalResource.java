package de.lopezitwelt.orgbilling.member;

import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.persistence.Id;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Memberships for the services whose replica has none yet. */
@Path("/internal/memberships")
@Tag(name = "Internal", description = "For the other services, never routed from outside")
public class MembershipInternalResource {
    private final MembershipReads reads;

    MembershipInternalResource(MembershipReads reads) {
        this.reads = reads;
    }

    @GET
    @RolesAllowed(Scopes.INTERNAL_MEMBERSHIPS_READ)
    @Operation(summary = "All memberships of a user")
    public Uni<Map<String, List<MembershipSnapshot>>> ofUser(@QueryParam("user_id") @NotNull Id userId) {
        return reads.ofUser(userId.value()).map(all -> Map.of("data", all));
    }

    @GET
    @Path("/{organization_id}/{user_id}")
    @RolesAllowed(Scopes.INTERNAL_MEMBERSHIPS_READ)
    @Operation(summary = "One membership; 404 when there is none")
    public Uni<MembershipSnapshot> one(
            @PathParam("organization_id") Id organizationId, @PathParam("user_id") Id userId) {
        return reads.one(organizationId.value(), userId.value());
    }
}
