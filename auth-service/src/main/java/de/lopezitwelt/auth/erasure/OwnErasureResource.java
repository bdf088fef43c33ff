package de.lopezitwelt.auth.erasure;

import de.lopezitwelt.auth.stepup.StepUp;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.identity.CallerContext;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Erasing the own account. A class for each address: JAX-RS looks only into the class whose path matches longest. */
@Path("/api/v1/account/erasure")
@Tag(name = "Erasure")
class OwnErasureResource {
    private final ErasureService service;
    private final StepUp stepUp;
    private final CallerContext caller;

    OwnErasureResource(ErasureService service, StepUp stepUp, CallerContext caller) {
        this.service = service;
        this.stepUp = stepUp;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Scopes.PLATFORM_USER)
    @Operation(
            summary = "Erase the own account",
            description =
                    "Ends every sign-in at once. 202 with a ticket to ask with; 409 with the reasons when a service"
                            + " refuses: the account then works as before. Needs a fresh proof.")
    @ResponseStatus(202)
    public Uni<ErasureView> eraseOwn() {
        String userId = caller.caller().userId();
        Actor actor = caller.actor();
        return stepUp.require(caller.caller()).chain(() -> service.request(userId, actor));
    }
}
