package de.lopezitwelt.auth.token;

import de.lopezitwelt.platform.web.identity.CallerContext;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Refresh and sign-out. */
@Path("/api/v1/auth")
@Tag(name = "Sign-in")
class TokenResource {
    private final RefreshService refresh;
    private final SignOutService signOut;
    private final CallerContext caller;

    TokenResource(RefreshService refresh, SignOutService signOut, CallerContext caller) {
        this.refresh = refresh;
        this.signOut = signOut;
        this.caller = caller;
    }

    @POST
    @Path("/refresh")
    @PermitAll
    @Operation(
            summary = "Exchange a refresh token",
            description = "Each token works once; using one again after the grace of 10 s ends the sign-in.")
    public Uni<TokenAnswer> refresh(@NotNull @Valid RefreshRequest request) {
        return refresh.refresh(request.refreshToken(), caller.actor());
    }

    @POST
    @Path("/logout")
    @PermitAll
    @Operation(summary = "End this sign-in", description = "The access token lives on until it expires.")
    @APIResponse(responseCode = "204", description = "Done")
    public Uni<Void> logout(@NotNull @Valid RefreshRequest request) {
        return signOut.signOut(request.refreshToken(), caller.actor());
    }
}
