package de.lopezitwelt.platform.web.app;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.json.MergePatch;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.concurrency.ETags;
import de.lopezitwelt.platform.web.concurrency.IfMatch;
import de.lopezitwelt.platform.web.idempotency.Idempotent;
import de.lopezitwelt.platform.web.json.MergePatches;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/v1/things")
public class ThingResource {
    private final ThingService things;
    private final MergePatches patches;

    ThingResource(ThingService things, MergePatches patches) {
        this.things = things;
        this.patches = patches;
    }

    @POST
    @Idempotent
    @ResponseStatus(201)
    @RolesAllowed("agents:write")
    public Uni<RestResponse<ThingView>> create(@Valid @NotNull ThingRequest request) {
        return things.create(request).map(ThingResource::created);
    }

    @POST
    @Path("sql")
    @Idempotent
    @ResponseStatus(201)
    @RolesAllowed("agents:write")
    public Uni<RestResponse<ThingView>> createWithSql(@Valid @NotNull ThingRequest request) {
        return things.createWithSql(request).map(ThingResource::created);
    }

    @GET
    @RolesAllowed("agents:read")
    public Uni<Page<ThingView>> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return things.list(PageRequest.of(limit, cursor));
    }

    @GET
    @Path("{id}")
    @RolesAllowed("agents:read")
    public Uni<RestResponse<ThingView>> get(@PathParam("id") Id id) {
        return things.find(id.value()).map(ThingService::answer);
    }

    @PATCH
    @Path("{id}")
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed("agents:write")
    public Uni<RestResponse<ThingView>> patch(
            @PathParam("id") Id id, @HeaderParam("If-Match") String ifMatch, JsonNode patch) {
        return things.rename(id.value(), IfMatch.required(ifMatch), current -> patches.apply(current, patch))
                .map(ThingService::answer);
    }

    private static RestResponse<ThingView> created(ThingView view) {
        return ETags.created("/api/v1/things/" + view.id(), view);
    }
}
