package de.lopezitwelt.analytics.activity;

import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.identity.CallerContext;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/analytics/activity")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Activity")
@RolesAllowed(Scopes.ANALYTICS_READ)
public class ActivityResource {
    private static final int LONGEST_NAME = 160;

    private final ActivityService service;
    private final CallerContext callers;

    ActivityResource(ActivityService service, CallerContext callers) {
        this.service = service;
        this.callers = callers;
    }

    @GET
    @Operation(summary = "What the caller did, newest first", description = "Moderators see others and all.")
    public Uni<Page<ActivityView>> list(
            @Parameter(
                            description = "whose history: an id, or all; without it the caller's own",
                            schema = @Schema(implementation = String.class))
                    @QueryParam("user_id")
                    @Nullable
                    HistoryOf whose,
            @QueryParam("action") @Nullable String action,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        PageRequest page = PageRequest.of(limit, cursor);
        String name = Parameters.name("action", action, LONGEST_NAME);
        return HistoryOf.EVERYBODY.equals(whose)
                ? service.listAll(callers.caller(), name, page)
                : service.list(callers.caller(), whose == null ? null : Id.textOf(whose.user()), name, page);
    }
}
