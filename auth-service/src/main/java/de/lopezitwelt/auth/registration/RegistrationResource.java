package de.lopezitwelt.auth.registration;

import de.lopezitwelt.auth.user.EmailAddress;
import de.lopezitwelt.auth.user.UserView;
import de.lopezitwelt.platform.web.concurrency.ETags;
import de.lopezitwelt.platform.web.idempotency.Idempotent;
import de.lopezitwelt.platform.web.identity.CallerContext;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Sign-up. */
@Path("/api/v1/auth/register")
@Tag(name = "Sign-in")
class RegistrationResource {
    private final RegistrationService service;
    private final CallerContext caller;

    RegistrationResource(RegistrationService service, CallerContext caller) {
        this.service = service;
        this.caller = caller;
    }

    @POST
    @PermitAll
    @Idempotent
    @Operation(summary = "Create an account", description = "A mail brings a link to verify the e-mail.")
    @ResponseStatus(201)
    public Uni<RestResponse<UserView>> register(
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String acceptLanguage,
            @NotNull @Valid RegisterRequest request) {
        EmailAddress email = EmailAddress.require("email", request.email());
        var registration = new Registration(
                email, request.password(), request.name().strip(), request.invitation(), acceptLanguage);
        return service.register(registration, caller.actor())
                .map(user -> ETags.created("/api/v1/users/" + user.id(), UserView.of(user), user.version()));
    }
}
