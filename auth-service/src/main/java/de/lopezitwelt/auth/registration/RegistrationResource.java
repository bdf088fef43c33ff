package de.lopezitwelt.auth.registration;

import de.lopezitwelt.auth.user.record.UserView;
import de.lopezitwelt.kernel.email.EmailAddress;
import de.lopezitwelt.platform.web.concurrency.ETags;
import de.lopezitwelt.platform.web.idempotency.Idempotent;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.openapi.Fails;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
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
    @APIResponse(
            responseCode = "201",
            description = "The account",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = UserView.class)))
    @APIResponse(
            responseCode = "202",
            description =
                    "Where e-mails have to be verified first, whether or not the e-mail was registered before: a mail says how to go on",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RegistrationReceipt.class)))
    @Fails(status = 409, when = "The e-mail is registered (email-taken); only where e-mails need not be verified")
    public Uni<Response> register(
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String acceptLanguage,
            @NotNull @Valid RegisterRequest request) {
        EmailAddress email = EmailAddress.require("email", request.email());
        var registration = new Registration(
                email, request.password(), request.name().strip(), request.invitation(), acceptLanguage);
        return service.register(registration, caller.actor())
                .map(user -> user == null
                        ? Response.accepted(RegistrationReceipt.of(email)).build()
                        : ETags.created("/api/v1/users/" + user.id(), UserView.of(user), user.version())
                                .toResponse());
    }
}
