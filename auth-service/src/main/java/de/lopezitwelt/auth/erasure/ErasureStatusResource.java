package de.lopezitwelt.auth.erasure;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How far an erasure is, for users who can no longer sign in. */
@Path("/api/v1/auth/erasure-status")
@Tag(name = "Erasure")
class ErasureStatusResource {
    private final ErasureService service;

    ErasureStatusResource(ErasureService service) {
        this.service = service;
    }

    @POST
    @PermitAll
    @Operation(summary = "How far an erasure is", description = "For the holder of its ticket.")
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
