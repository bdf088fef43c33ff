package de.lopezitwelt.analytics.audit;

import de.lopezitwelt.analytics.audit.chain.ChainReport;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.persistence.Id;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/analytics/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit")
@RolesAllowed(Scopes.PLATFORM_ADMIN)
public class AuditResource {
    private static final int LONGEST_NAME = 160;

    private final AuditService service;

    AuditResource(AuditService service) {
        this.service = service;
    }

    @GET
    @Operation(summary = "State changes, newest first", description = "For administrators.")
    public Uni<Page<AuditView>> list(
            @QueryParam("table_name") @Nullable String tableName,
            @QueryParam("record_id") @Nullable Id recordId,
            @QueryParam("action") @Nullable String action,
            @QueryParam("event_type") @Nullable String eventType,
            @QueryParam("user_id") @Nullable Id userId,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        AuditFilter filter = new AuditFilter(
                Parameters.name("table_name", tableName, LONGEST_NAME),
                Id.textOf(recordId),
                Parameters.name("action", action, LONGEST_NAME),
                Parameters.name("event_type", eventType, LONGEST_NAME),
                Id.textOf(userId));
        return service.list(filter, PageRequest.of(limit, cursor));
    }

    @GET
    @Path("/verification")
    @Operation(
            summary = "Recomputes the hash chains",
            description = "Reads every audit row; a broken chain names the first row that does not fit.")
    public Uni<List<ChainReport>> verify() {
        return service.verify();
    }
}
