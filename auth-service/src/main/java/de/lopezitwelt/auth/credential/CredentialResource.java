package de.lopezitwelt.auth.credential;

import de.lopezitwelt.contracts.Scopes;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Credentials that were accepted before, for the services. */
@Path("/internal/credentials/ended")
@Tag(name = "Internal")
public class CredentialResource {
    private final CredentialService service;

    CredentialResource(CredentialService service) {
        this.service = service;
    }

    @POST
    @RolesAllowed(Scopes.INTERNAL_KEYS_INTROSPECT)
    @Operation(summary = "Which of these API keys and sign-ins have ended")
    public Uni<CredentialIds> ended(@Valid @NotNull CredentialIds asked) {
        return service.ended(asked);
    }
}
