package de.lopezitwelt.auth.external;

import de.lopezitwelt.auth.external.oidc.Providers;
import de.lopezitwelt.auth.token.TokenAnswer;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.sealing.OneTimeSecrets;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Sign-in through OpenID Connect providers. */
@Path("/api/v1/auth/external")
@Tag(name = "Sign-in")
class ExternalResource {
    private final ExternalSignIn signIn;
    private final Providers providers;
    private final CallerContext caller;

    ExternalResource(ExternalSignIn signIn, Providers providers, CallerContext caller) {
        this.signIn = signIn;
        this.providers = providers;
        this.caller = caller;
    }

    @GET
    @PermitAll
    @Operation(summary = "The providers one may sign in through")
    public ProviderList list() {
        return new ProviderList(providers.list());
    }

    @Schema(name = "SignInProviderList")
    record ProviderList(List<Providers.Listed> data) {}

    @POST
    @Path("/start")
    @PermitAll
    @Operation(
            summary = "Begin a sign-in through a provider",
            description = "Keep the flow in this browser and go to the authorization URL.")
    public Uni<ExternalSignIn.Started> start(@NotNull @Valid StartRequest request) {
        return signIn.start(request.provider());
    }

    record StartRequest(@NotBlank @Size(max = 64) String provider) {}

    @POST
    @Path("/complete")
    @PermitAll
    @Operation(
            summary = "Finish a sign-in through a provider",
            description = "With what the provider has appended to the redirect URI, and the flow kept since the start.")
    public Uni<TokenAnswer> complete(@NotNull @Valid CompleteRequest request) {
        var callback = new ExternalSignIn.Callback(request.flow(), request.state(), request.code(), request.iss());
        return signIn.complete(callback, caller.actor(), caller.origin());
    }

    record CompleteRequest(
            @NotBlank @Size(max = OneTimeSecrets.LONGEST) String flow,
            @NotBlank @Size(max = OneTimeSecrets.LONGEST) String state,
            @NotBlank @Size(max = 4096) String code,
            @Nullable @Size(max = 512) String iss) {
        @Override
        public String toString() {
            return "CompleteRequest";
        }
    }
}
