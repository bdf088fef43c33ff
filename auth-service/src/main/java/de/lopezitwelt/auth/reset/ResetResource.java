package de.lopezitwelt.auth.reset;

import de.lopezitwelt.kernel.email.EmailAddress;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.sealing.OneTimeSecrets;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Forgotten passwords. */
@Path("/api/v1/auth")
@Tag(name = "Sign-in")
class ResetResource {
    private final PasswordReset reset;
    private final CallerContext caller;

    ResetResource(PasswordReset reset, CallerContext caller) {
        this.reset = reset;
        this.caller = caller;
    }

    @POST
    @Path("/forgot-password")
    @PermitAll
    @ResponseStatus(202)
    @Operation(
            summary = "Ask for a link to set a new password",
            description = "The same answer whether or not the e-mail is registered; 429 after too many requests.")
    @APIResponse(responseCode = "202", description = "If there is an account, a mail is on its way")
    public Uni<Void> forgot(
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String acceptLanguage,
            @NotNull @Valid ForgotRequest request) {
        return reset.forgot(EmailAddress.require("email", request.email()), caller.actor(), acceptLanguage);
    }

    record ForgotRequest(@NotBlank @Size(max = 320) String email) {
        @Override
        public String toString() {
            return "ForgotRequest";
        }
    }

    @POST
    @Path("/reset-password")
    @PermitAll
    @Operation(
            summary = "Set a new password",
            description = "With the token of the link in the mail; works once, ends every sign-in, signs nobody in.")
    @APIResponse(responseCode = "204", description = "Done")
    public Uni<Void> reset(@NotNull @Valid ResetRequest request) {
        return reset.reset(request.token(), request.newPassword(), caller.actor());
    }

    record ResetRequest(
            @NotBlank @Size(max = OneTimeSecrets.LONGEST) String token,
            @NotNull @Size(max = 1024) String newPassword) {
        @Override
        public String toString() {
            return "ResetRequest";
        }
    }
}
