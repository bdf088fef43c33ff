package de.lopezitwelt.chat.retention;

import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.identity.CallerContext;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Retention over HTTP. */
@Path("/api/v1/retention")
@Tag(name = "Retention", description = "How long sessions are kept after their last activity")
public class RetentionResource {
    private final RetentionService retention;
    private final CallerContext caller;

    RetentionResource(RetentionService retention, CallerContext caller) {
        this.retention = retention;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Scopes.CHAT_READ)
    @Operation(summary = "How long one's own sessions are kept")
    public Uni<RetentionView> get() {
        return retention.ofUser(caller.caller());
    }

    @PUT
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(
            summary = "Say how long one's own sessions are kept",
            description = "Of one's own rule and that of a session's organization the shorter one holds.")
    public Uni<RetentionView> change(@Valid @NotNull RetentionRequest request) {
        return retention.changeOfUser(caller.caller(), request.keepDays());
    }

    @DELETE
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(summary = "Remove one's own rule: what is configured holds again")
    public Uni<Void> remove() {
        return retention.changeOfUser(caller.caller(), null).replaceWithVoid();
    }

    @GET
    @Path("/organizations/{organization_id}")
    @RolesAllowed(Scopes.CHAT_READ)
    @Operation(summary = "How long an organization's sessions are kept, for its members")
    public Uni<RetentionView> getOfOrganization(@PathParam("organization_id") Id organizationId) {
        return retention.ofOrganization(caller.caller(), organizationId.value());
    }

    @PUT
    @Path("/organizations/{organization_id}")
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(summary = "Say how long an organization's sessions are kept, for its owners and admins")
    public Uni<RetentionView> changeOfOrganization(
            @PathParam("organization_id") Id organizationId, @Valid @NotNull RetentionRequest request) {
        return retention.changeOfOrganization(caller.caller(), organizationId.value(), request.keepDays());
    }

    @DELETE
    @Path("/organizations/{organization_id}")
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(summary = "Remove an organization's rule, for its owners and admins")
    public Uni<Void> removeOfOrganization(@PathParam("organization_id") Id organizationId) {
        return retention
                .changeOfOrganization(caller.caller(), organizationId.value(), null)
                .replaceWithVoid();
    }
}
