package de.lopezitwelt.auth.login.history;

import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The history of sign-ins. */
@Path("/api/v1/login-attempts")
@RolesAllowed(Scopes.PLATFORM_ADMIN)
@Tag(name = "User administration")
class LoginAttemptResource {
    private final LoginAdministration administration;

    LoginAttemptResource(LoginAdministration administration) {
        this.administration = administration;
    }

    @GET
    @Operation(summary = "List attempts to sign in, newest first", description = "Kept for 90 days.")
    public Uni<Page<RecordedLogin>> list(
            @QueryParam("email") @Nullable String email,
            @QueryParam("ip_address") @Nullable String ipAddress,
            @QueryParam("success") @Nullable String success,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return administration.list(LoginAttemptFilter.of(email, ipAddress, success), PageRequest.of(limit, cursor));
    }
}
