package de.lopezitwelt.auth.login;

import de.lopezitwelt.auth.token.TokenAnswer;
import de.lopezitwelt.auth.user.EmailAddress;
import de.lopezitwelt.platform.web.identity.CallerContext;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
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
            description = "401 for an unknown e-mail and a wrong password alike; 429 after too many failures.")
    public Uni<TokenAnswer> login(@NotNull @Valid LoginRequest request) {
        EmailAddress email = EmailAddress.require("email", request.email());
        return service.login(email, request.password(), caller.origin());
    }
}
