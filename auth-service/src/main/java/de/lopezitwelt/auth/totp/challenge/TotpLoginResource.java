package de.lopezitwelt.auth.totp.challenge;

import de.lopezitwelt.auth.token.TokenAnswer;
import de.lopezitwelt.auth.totp.ProvidedCode;
import de.lopezitwelt.platform.web.identity.CallerContext;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The second step of a login. */
@Path("/api/v1/auth/login/totp")
@Tag(name = "Sign-in")
class TotpLoginResource {
    private final TotpLogin login;
    private final CallerContext caller;

    TotpLoginResource(TotpLogin login, CallerContext caller) {
        this.login = login;
        this.caller = caller;
    }

    @POST
    @PermitAll
    @Operation(
            summary = "Complete a sign-in with a code",
            description =
                    "With the challenge that the password gave and a code of the authenticator or a recovery code.")
    public Uni<TokenAnswer> complete(@NotNull @Valid CodeRequest request) {
        return login.complete(
                request.challenge(), ProvidedCode.of(request.code(), request.recoveryCode()), caller.origin());
    }

    @Schema(name = "LoginCodeRequest")
    record CodeRequest(
            @NotBlank @Size(max = 100) String challenge,
            @Nullable @Size(max = 16) String code,
            @Nullable @Size(max = 64) String recoveryCode) {
        @Override
        public String toString() {
            return "CodeRequest";
        }
    }
}
