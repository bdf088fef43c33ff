package de.lopezitwelt.auth.erasure;

import de.lopezitwelt.auth.stepup.StepUp;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.identity.CallerContext;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Erasures of accounts, for administrators. */
@Path("/api/v1/users/{id}/erasure")
@Tag(name = "Erasure")
class UserErasureResource {
    private final ErasureService service;
    private final StepUp stepUp;
    private final CallerContext caller;

    UserErasureResource(ErasureService service, StepUp stepUp, CallerContext caller) {
        this.service = service;
        this.stepUp = stepUp;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Scopes.PLATFORM_ADMIN)
    @Operation(summary = "Erase an account", description = "As its user would. Needs a fresh proof.")
    @ResponseStatus(202)
    public Uni<ErasureView> erase(@PathParam("id") Id id) {
        Actor actor = caller.actor();
        return stepUp.require(caller.caller()).chain(() -> service.request(id.value(), actor));
    }

    @GET
    @RolesAllowed(Scopes.PLATFORM_ADMIN)
    @Operation(summary = "How far the newest erasure of an account is", description = "404 once nothing is left.")
    public Uni<ErasureView> read(@PathParam("id") Id id) {
        return service.findNewestOf(id.value());
    }
}
