package de.lopezitwelt.auth.erasure;

import de.lopezitwelt.auth.stepup.StepUp;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.identity.Scopes;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Erasures of accounts. */
@Path("/api/v1")
@Tag(name = "Erasure")
class ErasureResource {
    private final ErasureService service;
    private final StepUp stepUp;
    private final CallerContext caller;

    ErasureResource(ErasureService service, StepUp stepUp, CallerContext caller) {
        this.service = service;
        this.stepUp = stepUp;
        this.caller = caller;
    }

    @POST
    @Path("/account/erasure")
    @RolesAllowed(Scopes.PLATFORM_USER)
    @Operation(
            summary = "Erase the own account",
            description =
                    "Ends every sign-in at once. 202 with a ticket to ask with; 409 with the reasons when a service"
                            + " refuses: the account then works as before. Needs a fresh proof.")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = ErasureView.class)))
    public Uni<Response> eraseOwn() {
        return erase(caller.caller().userId());
    }

    @POST
    @Path("/users/{id}/erasure")
    @RolesAllowed(Scopes.PLATFORM_ADMIN)
    @Operation(summary = "Erase an account", description = "As its user would. Needs a fresh proof.")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = ErasureView.class)))
    public Uni<Response> erase(@PathParam("id") String id) {
        Actor actor = caller.actor();
        return stepUp.require(caller.caller())
                .chain(() -> service.request(id, actor))
                .map(view -> Response.accepted(view).build());
    }

    @GET
    @Path("/users/{id}/erasure")
    @RolesAllowed(Scopes.PLATFORM_ADMIN)
    @Operation(summary = "How far the newest erasure of an account is", description = "404 once nothing is left.")
    public Uni<ErasureView> read(@PathParam("id") String id) {
        return service.findNewestOf(id);
    }

    @POST
    @Path("/auth/erasure-status")
    @PermitAll
    @Operation(summary = "How far an erasure is", description = "For who holds its ticket.")
    public Uni<ErasureView> ask(@NotNull @Valid TicketRequest request) {
        return service.findByTicket(request.ticket());
    }

    record TicketRequest(@NotBlank @Size(max = 100) String ticket) {
        @Override
        public String toString() {
            return "TicketRequest";
        }
    }
}
