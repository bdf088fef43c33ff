package de.lopezitwelt.auth.login;

import de.lopezitwelt.auth.token.TokenAnswer;
import de.lopezitwelt.kernel.email.EmailAddress;
import de.lopezitwelt.platform.web.identity.CallerContext;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Sign-in. */
@Path("/api/v1/auth/login")
@Tag(name = "Sign-in")
class LoginResource {
    private final LoginService service;
    private final CallerContext caller;

    LoginResource(LoginService service, CallerContext caller) {
        this.service = service;
        this.caller = caller;
    }

    @POST
    @PermitAll
    @Operation(
            summary = "Sign in with e-mail and password",
            description = "401 for an unknown e-mail and a wrong password alike; 429 after too many failures."
                    + " 202 with a challenge when the account has an authenticator: send it with a code to"
                    + " /api/v1/auth/login/totp.")
    @APIResponse(
            responseCode = "202",
            description = "A code is needed",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = LoginChallenge.class)))
    @APIResponse(
            responseCode = "200",
            description = "Signed in",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TokenAnswer.class)))
    public Uni<Response> login(@NotNull @Valid LoginRequest request) {
        EmailAddress email = EmailAddress.require("email", request.email());
        return service.login(email, request.password(), caller.origin()).map(step -> switch (step) {
            case LoginStep.SignedIn(TokenAnswer tokens) -> Response.ok(tokens).build();
            case LoginStep.CodeNeeded(LoginChallenge challenge) ->
                Response.accepted(challenge).build();
        });
    }
}
