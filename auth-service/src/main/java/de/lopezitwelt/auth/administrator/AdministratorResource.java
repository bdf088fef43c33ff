package de.lopezitwelt.auth.administrator;

import de.lopezitwelt.auth.user.record.UserView;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.kernel.email.EmailAddress;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The operations of {@code ./lopez admin}: making the first administrator, and another one when none is left. */
@Path("/internal/operations/administrators")
@RolesAllowed(Scopes.INTERNAL_OPERATIONS)
@Tag(name = "Operator", description = "For ./lopez, never routed from outside")
class AdministratorResource {
    private final Administrators administrators;
    private final CallerContext caller;

    AdministratorResource(Administrators administrators, CallerContext caller) {
        this.administrators = administrators;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Administrators, newest first, deactivated ones too")
    public Uni<Page<UserView>> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        return administrators.list(PageRequest.of(limit, cursor)).map(page -> page.map(UserView::of));
    }

    @POST
    @Operation(summary = "Create an administrator", description = "The operator vouches for the e-mail. Audited.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = UserView.class)))
    public Uni<Response> create(@NotNull @Valid NewAdministrator request) {
        return administrators
                .create(
                        EmailAddress.require("email", request.email()),
                        request.password(),
                        request.name().strip(),
                        caller.actor())
                .map(user -> Response.created(URI.create("/api/v1/users/" + user.id()))
                        .entity(UserView.of(user))
                        .build());
    }

    @POST
    @Path("/grant")
    @Operation(
            summary = "Make an account an administrator's",
            description = "Its user has to sign in again. 404 when nobody has registered the e-mail. Audited.")
    public Uni<UserView> grant(@NotNull @Valid GrantRequest request) {
        return administrators
                .grant(EmailAddress.require("email", request.email()), caller.actor())
                .map(UserView::of);
    }

    record GrantRequest(@NotBlank @Size(max = 320) String email) {
        @Override
        public String toString() {
            return "GrantRequest";
        }
    }
}
