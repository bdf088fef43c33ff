package de.lopezitwelt.orgbilling.invitation;

import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.orgbilling.member.AddMemberRequest;
import de.lopezitwelt.orgbilling.member.MemberAdditions;
import de.lopezitwelt.orgbilling.member.MemberView;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.concurrency.ETags;
import de.lopezitwelt.platform.web.idempotency.Idempotent;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.identity.PlatformRole;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Users who are to become members: they are asked, except by an administrator of the platform. */
@Path("/api/v1/organizations/{organization_id}/members")
@Tag(name = "Members", description = "Who belongs to an organization, in which role and with which permissions")
public class NewMemberResource {
    private final MemberAdditions additions;
    private final Invitations invitations;
    private final CallerContext caller;

    NewMemberResource(MemberAdditions additions, Invitations invitations, CallerContext caller) {
        this.additions = additions;
        this.invitations = invitations;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @RolesAllowed(Scopes.ORGANIZATIONS_WRITE)
    @Operation(
            summary = "Add a user",
            description =
                    "The user is invited, and is a member when they accept: 202. Administrators of the platform add without"
                            + " asking: 201. Needs members.manage. You cannot add a role above your own. 409 already-member,"
                            + " already-invited.")
    @APIResponse(
            responseCode = "201",
            description = "A member, added by an administrator of the platform",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MemberView.class)))
    @APIResponse(
            responseCode = "202",
            description = "Invited",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = InvitationView.class)))
    public Uni<Response> add(
            @PathParam("organization_id") Id organizationId, @Valid @NotNull AddMemberRequest request) {
        Caller asking = caller.caller();
        if (!asking.holds(PlatformRole.ADMIN)) {
            return invitations
                    .invite(asking, organizationId.value(), request)
                    .map(view -> Response.accepted(view)
                            .location(URI.create(Invitations.locationOf(view)))
                            .build());
        }
        String location = "/api/v1/organizations/" + organizationId + "/members/" + request.userId();
        return additions
                .add(asking, organizationId.value(), request, location)
                .map(member -> ETags.created(location, member))
                .map(RestResponse::toResponse);
    }
}
