package de.lopezitwelt.auth.apikey;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.auth.apikey.grant.Grant;
import de.lopezitwelt.auth.stepup.StepUp;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.json.MergePatch;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.concurrency.ETags;
import de.lopezitwelt.platform.web.concurrency.IfMatch;
import de.lopezitwelt.platform.web.idempotency.Idempotent;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.json.MergePatches;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** A user's keys for programs. People only: a key cannot make keys. */
@Path("/api/v1/api-keys")
@RolesAllowed(Scopes.PLATFORM_USER)
@Tag(name = "API keys")
class ApiKeyResource {
    private static final int LONGEST_OVERLAP = 7 * 24 * 3600;
    private static final int USUAL_OVERLAP = 24 * 3600;

    private final ApiKeyService service;
    private final StepUp stepUp;
    private final CallerContext caller;
    private final MergePatches mergePatches;

    ApiKeyResource(ApiKeyService service, StepUp stepUp, CallerContext caller, MergePatches mergePatches) {
        this.service = service;
        this.stepUp = stepUp;
        this.caller = caller;
        this.mergePatches = mergePatches;
    }

    @POST
    @Idempotent
    @Operation(
            summary = "Create a key",
            description = "The answer holds the key itself, which is not shown again. Needs a fresh proof.")
    @ResponseStatus(201)
    public Uni<RestResponse<NewApiKey>> create(@NotNull @Valid CreateRequest request) {
        Instant expiresAt = request.expiresAt();
        Caller owner = caller.caller();
        var grant = new Grant(
                owner.userId(),
                Id.textOf(request.organizationId()),
                request.scopes(),
                expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MILLIS));
        return stepUp.require(owner)
                .chain(() -> service.create(owner, request.name().strip(), grant))
                .map(ApiKeyResource::shownOnce);
    }

    private static RestResponse<NewApiKey> shownOnce(NewApiKey created) {
        return ETags.created(
                "/api/v1/api-keys/" + created.view().id(),
                created,
                created.view().version());
    }

    /**
     * @param scopes what the key may do
     * @param organizationId the organization it acts for
     * @param expiresAt when it ends; never, when absent
     */
    @Schema(name = "ApiKeyRequest")
    record CreateRequest(
            @NotBlank @Size(max = 255) String name,
            @NotEmpty @Size(max = 32) List<@NotBlank String> scopes,
            @Nullable Id organizationId,
            @Nullable Instant expiresAt) {}

    @GET
    @Operation(summary = "List the active keys, newest first")
    public Uni<Page<ApiKeyView>> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        return service.list(caller.caller().userId(), PageRequest.of(limit, cursor));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Read a key")
    public Uni<RestResponse<ApiKeyView>> read(@PathParam("id") Id id) {
        return service.find(caller.caller().userId(), id.value()).map(ApiKeyResource::tagged);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(summary = "Rename a key", description = "Needs the ETag of what was read as If-Match.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Name.class)))
    public Uni<RestResponse<ApiKeyView>> rename(
            @PathParam("id") Id id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, JsonNode patch) {
        Caller owner = caller.caller();
        IfMatch condition = IfMatch.required(ifMatch);
        return service.find(owner.userId(), id.value())
                .map(key -> mergePatches.apply(new Name(key.name()), patch))
                .chain(edited -> service.rename(
                        owner, id.value(), condition, edited.name().strip()))
                .map(ApiKeyResource::tagged);
    }

    @Schema(name = "ApiKeyEdit")
    record Name(@NotBlank @Size(max = 255) String name) {}

    @POST
    @Path("/{id}/rotate")
    @Idempotent
    @Operation(
            summary = "Replace a key",
            description = "The answer holds the successor, which is not shown again; the old key works on for the"
                    + " overlap, a day unless said otherwise. Needs a fresh proof.")
    @ResponseStatus(201)
    public Uni<RestResponse<NewApiKey>> rotate(@PathParam("id") Id id, @NotNull @Valid RotateRequest request) {
        Caller owner = caller.caller();
        Integer wanted = request.overlapSeconds();
        var overlap = Duration.ofSeconds(wanted == null ? USUAL_OVERLAP : wanted);
        return stepUp.require(owner)
                .chain(() -> service.rotate(owner, id.value(), overlap))
                .map(ApiKeyResource::shownOnce);
    }

    /** @param overlapSeconds how long the old key works on: 0 to 7 days, a day when absent */
    @Schema(name = "ApiKeyRotation")
    record RotateRequest(
            @Nullable @Min(0) @Max(LONGEST_OVERLAP) Integer overlapSeconds) {}

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Revoke a key", description = "Felt everywhere within 5 s.")
    @APIResponse(responseCode = "204", description = "Done")
    public Uni<Void> revoke(@PathParam("id") Id id) {
        return service.revoke(caller.caller(), id.value());
    }

    private static RestResponse<ApiKeyView> tagged(ApiKeyView key) {
        return ETags.ok(key, key.version());
    }
}
