package de.lopezitwelt.auth.invitation;

import de.lopezitwelt.auth.mail.Language;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.kernel.email.EmailAddress;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.concurrency.ETags;
import de.lopezitwelt.platform.web.idempotency.Idempotent;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Invitations to register. */
@Path("/api/v1/invitations")
@RolesAllowed(Scopes.PLATFORM_ADMIN)
@Tag(name = "User administration")
class InvitationResource {
    private final Invitations invitations;
    private final CallerContext caller;

    InvitationResource(Invitations invitations, CallerContext caller) {
        this.invitations = invitations;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @Operation(
            summary = "Invite somebody to register",
            description = "A mail brings the link. It is valid for 7 days, for this e-mail and for one account.")
    @ResponseStatus(201)
    public Uni<RestResponse<InvitationView>> invite(@NotNull @Valid InvitationRequest request) {
        EmailAddress email = EmailAddress.require("email", request.email());
        UserRole role = request.role() == null ? UserRole.USER : request.role();
        String language = request.language() == null ? null : request.language().tag();
        return invitations
                .invite(caller.caller(), email, role, language)
                .map(view -> ETags.created("/api/v1/invitations/" + view.id(), view));
    }

    /** @param role of the new user, {@code user} by default */
    record InvitationRequest(
            @NotBlank @Size(max = 320) String email,
            @Nullable UserRole role,
            @Nullable Language language) {
        @Override
        public String toString() {
            return "InvitationRequest";
        }
    }

    @GET
    @Operation(summary = "List invitations, newest first")
    public Uni<Page<InvitationView>> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        return invitations.list(PageRequest.of(limit, cursor));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Revoke an invitation", description = "409 when it was accepted already.")
    @APIResponse(responseCode = "204", description = "Done")
    public Uni<Void> revoke(@PathParam("id") Id id) {
        return invitations.revoke(caller.caller(), id.value());
    }
}
