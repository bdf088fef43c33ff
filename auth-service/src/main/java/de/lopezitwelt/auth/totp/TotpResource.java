package de.lopezitwelt.auth.totp;

import de.lopezitwelt.auth.stepup.StepUp;
import de.lopezitwelt.auth.totp.code.TotpEnrolment;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.web.identity.CallerContext;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's own authenticator. Only for users, and every change needs a fresh proof. */
@Path("/api/v1/account/totp")
@RolesAllowed(Scopes.PLATFORM_USER)
@Tag(name = "Second factor")
class TotpResource {
    private final TotpService service;
    private final StepUp stepUp;
    private final CallerContext caller;

    TotpResource(TotpService service, StepUp stepUp, CallerContext caller) {
        this.service = service;
        this.stepUp = stepUp;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Whether an authenticator is in use")
    public Uni<TotpStatus> status() {
        return service.status(caller.caller().userId());
    }

    @POST
    @Operation(
            summary = "Enrol an authenticator",
            description = "The secret, its otpauth URI and QR code are shown this once; a repetition draws another one."
                    + " It counts once a code of it is confirmed. Needs a fresh proof.")
    public Uni<TotpEnrolment> enrol() {
        String userId = caller.caller().userId();
        return stepUp.require(caller.caller()).chain(() -> service.enrol(userId));
    }

    @POST
    @Path("/confirm")
    @Operation(
            summary = "Switch the authenticator on with its first code",
            description = "Gives ten recovery codes, each good for one use, shown this once. Needs a fresh proof.")
    public Uni<Codes> confirm(@NotNull @Valid ConfirmRequest request) {
        String userId = caller.caller().userId();
        var actor = caller.actor();
        return stepUp.require(caller.caller())
                .chain(() -> service.confirm(userId, request.code(), actor))
                .map(Codes::new);
    }

    record ConfirmRequest(@NotBlank @Size(max = 16) String code) {
        @Override
        public String toString() {
            return "ConfirmRequest";
        }
    }

    @Schema(name = "RecoveryCodes")
    record Codes(List<String> recoveryCodes) {
        @Override
        public String toString() {
            return "Codes";
        }
    }

    @POST
    @Path("/recovery-codes")
    @Operation(summary = "Replace the recovery codes", description = "The old ones end. Needs a fresh proof.")
    public Uni<Codes> renew() {
        String userId = caller.caller().userId();
        var actor = caller.actor();
        return stepUp.require(caller.caller())
                .chain(() -> service.renewRecoveryCodes(userId, actor))
                .map(Codes::new);
    }

    @DELETE
    @Operation(summary = "Switch the authenticator off", description = "Needs a fresh proof.")
    @APIResponse(responseCode = "204", description = "Done")
    public Uni<Void> disable() {
        String userId = caller.caller().userId();
        var actor = caller.actor();
        return stepUp.require(caller.caller()).chain(() -> service.disable(userId, actor));
    }
}
