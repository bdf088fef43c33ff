package de.lopezitwelt.orgbilling.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.orgbilling.subscription.request.DeclineRequest;
import de.lopezitwelt.orgbilling.subscription.request.StartSubscriptionRequest;
import de.lopezitwelt.orgbilling.subscription.request.SubscriptionEdit;
import de.lopezitwelt.orgbilling.subscription.request.SubscriptionFilter;
import de.lopezitwelt.platform.json.MergePatch;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.concurrency.ETags;
import de.lopezitwelt.platform.web.concurrency.IfMatch;
import de.lopezitwelt.platform.web.idempotency.Idempotent;
import de.lopezitwelt.platform.web.identity.CallerContext;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Subscriptions of users and organizations. */
@Path("/api/v1/subscriptions")
@Tag(name = "Subscriptions", description = "Plans, bought for oneself or for an organization")
public class SubscriptionResource {
    private final SubscriptionService service;
    private final CallerContext caller;

    SubscriptionResource(SubscriptionService service, CallerContext caller) {
        this.service = service;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @RolesAllowed(Scopes.ORGANIZATIONS_WRITE)
    @Operation(
            summary = "Start a subscription",
            description = "Takes the place of a free one; a running paid one is changed instead (409"
                    + " subscription-exists). What costs something takes a verified e-mail (403 email-not-verified) and"
                    + " is pending until an administrator approves it; until then the free plan runs. For an"
                    + " organization it needs billing.manage.")
    @ResponseStatus(201)
    public Uni<RestResponse<SubscriptionView>> start(@Valid @NotNull StartSubscriptionRequest request) {
        return service.start(caller.caller(), request)
                .map(started ->
                        ETags.created("/api/v1/subscriptions/" + started.view().id(), started));
    }

    @GET
    @RolesAllowed(Scopes.ORGANIZATIONS_READ)
    @Operation(
            summary = "List subscriptions",
            description = "Your own, newest first; with organization_id that organization's (needs billing.read).")
    public Uni<Page<SubscriptionView>> list(
            @QueryParam("organization_id") @Nullable Id organizationId,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return service.list(caller.caller(), Id.textOf(organizationId), PageRequest.of(limit, cursor));
    }

    @GET
    @Path("/all")
    @RolesAllowed(Scopes.PLATFORM_ADMIN)
    @Operation(
            summary = "List everybody's subscriptions",
            description = "By an administrator of the platform, newest first. pending=true are those that wait for"
                    + " approval.")
    public Uni<Page<SubscriptionView>> listAll(
            @QueryParam("status") @Nullable String status,
            @QueryParam("plan_type") @Nullable String planType,
            @QueryParam("pending") @Nullable String pending,
            @QueryParam("user_id") @Nullable Id userId,
            @QueryParam("organization_id") @Nullable Id organizationId,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var filter = SubscriptionFilter.of(status, planType, pending, userId, organizationId);
        return service.listAll(filter, PageRequest.of(limit, cursor));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Scopes.ORGANIZATIONS_READ)
    @Operation(summary = "Show one subscription")
    public Uni<RestResponse<SubscriptionView>> get(@PathParam("id") Id id) {
        return service.get(caller.caller(), id.value()).map(ETags::ok);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed(Scopes.ORGANIZATIONS_WRITE)
    @Operation(
            summary = "Change plan or billing cycle",
            description =
                    "JSON Merge Patch with If-Match. What costs more is pending until an administrator approves it; the"
                            + " rest takes effect at once, and its periods count from now. Naming what runs takes back what is"
                            + " pending.")
    @RequestBody(content = @Content(schema = @Schema(implementation = SubscriptionEdit.class)))
    public Uni<RestResponse<SubscriptionView>> change(
            @PathParam("id") Id id, @HeaderParam("If-Match") @Nullable String ifMatch, @Nullable JsonNode patch) {
        return service.change(caller.caller(), id.value(), IfMatch.required(ifMatch), patch)
                .map(ETags::ok);
    }

    @POST
    @Path("/{id}/cancel")
    @RolesAllowed(Scopes.ORGANIZATIONS_WRITE)
    @Operation(
            summary = "Cancel at the end of the period",
            description =
                    "Until then it can be resumed. A suspended one ends at once. Where nothing but a free plan runs,"
                            + " what is pending is taken back.")
    public Uni<RestResponse<SubscriptionView>> cancel(@PathParam("id") Id id) {
        return service.cancel(caller.caller(), id.value()).map(ETags::ok);
    }

    @POST
    @Path("/{id}/resume")
    @RolesAllowed(Scopes.ORGANIZATIONS_WRITE)
    @Operation(summary = "Take a cancellation back")
    public Uni<RestResponse<SubscriptionView>> resume(@PathParam("id") Id id) {
        return service.resume(caller.caller(), id.value()).map(ETags::ok);
    }

    @POST
    @Path("/{id}/approve")
    @RolesAllowed(Scopes.PLATFORM_ADMIN)
    @Operation(
            summary = "Approve what is pending",
            description = "By an administrator of the platform. The plan begins now, at the price of the request.")
    public Uni<RestResponse<SubscriptionView>> approve(@PathParam("id") Id id) {
        return service.approve(caller.caller(), id.value()).map(ETags::ok);
    }

    @POST
    @Path("/{id}/decline")
    @RolesAllowed(Scopes.PLATFORM_ADMIN)
    @Operation(
            summary = "Decline what is pending",
            description = "By an administrator of the platform. What runs, runs on; the reason is told to the buyer.")
    public Uni<RestResponse<SubscriptionView>> decline(
            @PathParam("id") Id id, @Valid @Nullable DeclineRequest request) {
        return service.decline(caller.caller(), id.value(), request == null ? null : request.reason())
                .map(ETags::ok);
    }

    @POST
    @Path("/{id}/suspend")
    @RolesAllowed(Scopes.PLATFORM_ADMIN)
    @Operation(
            summary = "Put on hold",
            description = "By an administrator of the platform. While it lasts the free plan's limits apply.")
    public Uni<RestResponse<SubscriptionView>> suspend(@PathParam("id") Id id) {
        return service.suspend(caller.caller(), id.value()).map(ETags::ok);
    }

    @POST
    @Path("/{id}/reinstate")
    @RolesAllowed(Scopes.PLATFORM_ADMIN)
    @Operation(summary = "End a suspension", description = "By an administrator of the platform.")
    public Uni<RestResponse<SubscriptionView>> reinstate(@PathParam("id") Id id) {
        return service.reinstate(caller.caller(), id.value()).map(ETags::ok);
    }
}
