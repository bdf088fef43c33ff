package de.lopezitwelt.auth.totp.challenge;

import de.lopezitwelt.auth.token.access.AccessToken;
import de.lopezitwelt.auth.totp.ProvidedCode;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.web.identity.CallerContext;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A fresh proof for dangerous actions (RFC 9470). */
@Path("/api/v1/auth/step-up")
@RolesAllowed(Scopes.PLATFORM_USER)
@Tag(name = "Sign-in")
class StepUpResource {
    private final StepUpService service;
    private final CallerContext caller;

    StepUpResource(StepUpService service, CallerContext caller) {
        this.service = service;
        this.caller = caller;
    }

    @POST
    @Operation(
            summary = "Get an access token with a fresh proof",
            description = "With a code or recovery code where an authenticator is in use, with the password where not."
                    + " The refresh token stays as it is.")
    public Uni<StepUpAnswer> prove(@NotNull @Valid StepUpRequest request) {
        String password = request.password();
        boolean codeGiven = request.code() != null || request.recoveryCode() != null;
        Uni<AccessToken> token = password != null && !codeGiven
                ? service.withPassword(caller.caller(), password)
                : service.withCode(caller.caller(), ProvidedCode.of(request.code(), request.recoveryCode()));
        return token.map(fresh ->
                new StepUpAnswer(fresh.value(), "Bearer", fresh.lifetime().toSeconds()));
    }

    record StepUpRequest(
            @Nullable @Size(max = 1024) String password,
            @Nullable @Size(max = 16) String code,
            @Nullable @Size(max = 64) String recoveryCode) {
        @Override
        public String toString() {
            return "StepUpRequest";
        }
    }

    /** @param expiresIn lifetime of the access token in seconds */
    record StepUpAnswer(String accessToken, String tokenType, long expiresIn) {
        @Override
        public String toString() {
            return "StepUpAnswer";
        }
    }
}
