package de.lopezitwelt.auth.device;

import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The devices a user is signed in on. */
@Path("/api/v1/account/devices")
@RolesAllowed(Scopes.PLATFORM_USER)
@Tag(name = "Account")
class DeviceResource {
    private final DeviceService service;
    private final CallerContext caller;

    DeviceResource(DeviceService service, CallerContext caller) {
        this.service = service;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List the devices signed in, newest first")
    public Uni<Page<DeviceView>> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        return service.list(caller.caller(), PageRequest.of(limit, cursor));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Sign a device out",
            description = "Its refresh token ends at once, its access token within its 5 minutes.")
    @APIResponse(responseCode = "204", description = "Done")
    public Uni<Void> revoke(@PathParam("id") Id id) {
        return service.revoke(caller.caller(), id.value());
    }
}
