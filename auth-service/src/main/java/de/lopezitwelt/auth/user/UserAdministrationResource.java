package de.lopezitwelt.auth.user;

import de.lopezitwelt.auth.stepup.StepUp;
import de.lopezitwelt.auth.user.record.UserRecord;
import de.lopezitwelt.auth.user.record.UserView;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.concurrency.ETags;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Administration of accounts. */
@Path("/api/v1/users")
@RolesAllowed(Scopes.PLATFORM_ADMIN)
@Tag(name = "User administration")
class UserAdministrationResource {
    private final UserAdministration administration;
    private final Users users;
    private final StepUp stepUp;
    private final CallerContext caller;

    UserAdministrationResource(UserAdministration administration, Users users, StepUp stepUp, CallerContext caller) {
        this.administration = administration;
        this.users = users;
        this.stepUp = stepUp;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List accounts, newest first")
    public Uni<Page<UserView>> list(
            @QueryParam("role") @Nullable String role,
            @QueryParam("status") @Nullable String status,
            @QueryParam("q") @Nullable String text,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return administration
                .list(UserFilter.of(role, status, text), PageRequest.of(limit, cursor))
                .map(page -> page.map(UserView::of));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Read an account")
    public Uni<RestResponse<UserView>> read(@PathParam("id") Id id) {
        return users.find(id.value()).map(UserAdministrationResource::tagged);
    }

    @POST
    @Path("/{id}/deactivate")
    @Operation(summary = "Switch an account off", description = "Its tokens and keys end within 5 s.")
    public Uni<RestResponse<UserView>> deactivate(@PathParam("id") Id id) {
        return administration.deactivate(id.value(), caller.actor()).map(UserAdministrationResource::tagged);
    }

    @POST
    @Path("/{id}/activate")
    @Operation(summary = "Switch an account on again")
    public Uni<RestResponse<UserView>> activate(@PathParam("id") Id id) {
        return administration.activate(id.value(), caller.actor()).map(UserAdministrationResource::tagged);
    }

    @POST
    @Path("/{id}/verify")
    @Operation(summary = "Mark the e-mail of an account as verified")
    public Uni<RestResponse<UserView>> verify(@PathParam("id") Id id) {
        return administration.verifyEmail(id.value(), caller.actor()).map(UserAdministrationResource::tagged);
    }

    @PUT
    @Path("/{id}/role")
    @Operation(
            summary = "Change the platform role",
            description = "The user has to sign in again. Needs a fresh proof.")
    public Uni<RestResponse<UserView>> changeRole(@PathParam("id") Id id, @NotNull @Valid RoleRequest request) {
        var actor = caller.actor();
        return stepUp.require(caller.caller())
                .chain(() -> administration.changeRole(id.value(), request.role(), actor))
                .map(UserAdministrationResource::tagged);
    }

    record RoleRequest(@NotNull UserRole role) {}

    private static RestResponse<UserView> tagged(UserRecord user) {
        return ETags.ok(UserView.of(user), user.version());
    }
}
