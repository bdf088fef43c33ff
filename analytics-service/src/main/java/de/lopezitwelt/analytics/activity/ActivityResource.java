package de.lopezitwelt.analytics.activity;

import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.identity.Scopes;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/analytics/activity")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Activity")
@RolesAllowed(Scopes.ANALYTICS_READ)
public class ActivityResource {
    private static final String EVERYBODY = "all";

    private final ActivityService service;
    private final CallerContext callers;

    ActivityResource(ActivityService service, CallerContext callers) {
        this.service = service;
        this.callers = callers;
    }

    @GET
    @Operation(summary = "What the caller did, newest first", description = "Moderators see others and all.")
    public Uni<Page<ActivityView>> list(
            @Parameter(description = "whose history: an id, or all; without it the caller's own")
                    @QueryParam("user_id")
                    @Nullable
                    String userId,
            @QueryParam("action") @Nullable String action,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        PageRequest page = PageRequest.of(limit, cursor);
        return EVERYBODY.equals(userId)
                ? service.listAll(callers.caller(), action, page)
                : service.list(callers.caller(), userId, action, page);
    }
}
