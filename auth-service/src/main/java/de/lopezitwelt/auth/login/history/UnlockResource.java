package de.lopezitwelt.auth.login.history;

import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.identity.CallerContext;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Locks of accounts. */
@Path("/api/v1/users/{id}/unlock")
@RolesAllowed(Scopes.PLATFORM_ADMIN)
@Tag(name = "User administration")
class UnlockResource {
    private final LoginAdministration administration;
    private final CallerContext caller;

    UnlockResource(LoginAdministration administration, CallerContext caller) {
        this.administration = administration;
        this.caller = caller;
    }

    @POST
    @Operation(summary = "Lift the lock that wrong guesses have put on an account")
    @APIResponse(responseCode = "204", description = "Done, or there was none")
    public Uni<Void> unlock(@PathParam("id") Id id) {
        return administration.unlock(id.value(), caller.actor());
    }
}
