package de.lopezitwelt.analytics.operations;

import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.paging.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/analytics")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
@RolesAllowed(Scopes.PLATFORM_MODERATOR)
public class OperationsResource {
    private static final int LONGEST_NAME = 160;

    private final OperationsService service;

    OperationsResource(OperationsService service) {
        this.service = service;
    }

    @GET
    @Path("/logs")
    @Operation(summary = "Log lines of all services, newest first", description = "For moderators and administrators.")
    public Uni<Page<LogView>> logs(
            @QueryParam("level") @Nullable String level,
            @QueryParam("category") @Nullable String category,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return service.logs(level, Parameters.name("category", category, LONGEST_NAME), PageRequest.of(limit, cursor));
    }

    @GET
    @Path("/metrics")
    @Operation(summary = "Measured values, newest first", description = "For moderators and administrators.")
    public Uni<Page<MetricView>> metrics(
            @QueryParam("metric_name") @Nullable String name,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return service.metrics(Parameters.name("metric_name", name, LONGEST_NAME), PageRequest.of(limit, cursor));
    }
}
