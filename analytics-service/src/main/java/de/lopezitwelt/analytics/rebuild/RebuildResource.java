package de.lopezitwelt.analytics.rebuild;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.persistence.Id;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/internal/operations/rebuilds")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operator", description = "For ./lopez, never routed from outside")
@RolesAllowed(Scopes.INTERNAL_OPERATIONS)
public class RebuildResource {
    private final RebuildService service;

    RebuildResource(RebuildService service) {
        this.service = service;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Starts a rebuild of the summaries", description = "409 while one is at work.")
    public Uni<ObjectNode> start(@NotNull RebuildRequest request) {
        return service.start(request);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "How far a rebuild is", description = "It is over when phase is done or failed.")
    public Uni<ObjectNode> get(@PathParam("id") Id id) {
        return service.get(id.value());
    }
}
