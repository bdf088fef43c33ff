package de.lopezitwelt.auth.verification;

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

/** Verification of e-mail addresses. */
@Path("/api/v1/auth/verify-email")
@Tag(name = "Sign-in")
class VerificationResource {
    private final EmailVerification verification;
    private final CallerContext caller;

    VerificationResource(EmailVerification verification, CallerContext caller) {
        this.verification = verification;
        this.caller = caller;
    }

    @POST
    @PermitAll
    @Operation(summary = "Verify an e-mail", description = "With the token of the link in the mail; works once.")
    @APIResponse(responseCode = "204", description = "Done")
    public Uni<Void> verify(@NotNull @Valid TokenRequest request) {
        return verification.verify(request.token(), caller.actor());
    }

    record TokenRequest(
            @NotBlank @Size(max = OneTimeSecrets.LONGEST) String token) {
        @Override
        public String toString() {
            return "TokenRequest";
        }
    }

    @POST
    @Path("/resend")
    @PermitAll
    @ResponseStatus(202)
    @Operation(
            summary = "Send the link again",
            description = "The same answer whether or not the e-mail is registered; 429 after too many requests.")
    @APIResponse(responseCode = "202", description = "If an account waits for it, a mail is on its way")
    public Uni<Void> sendAgain(
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String acceptLanguage,
            @NotNull @Valid EmailRequest request) {
        return verification.sendAgain(EmailAddress.require("email", request.email()), caller.actor(), acceptLanguage);
    }

    record EmailRequest(@NotBlank @Size(max = 320) String email) {
        @Override
        public String toString() {
            return "EmailRequest";
        }
    }
}
