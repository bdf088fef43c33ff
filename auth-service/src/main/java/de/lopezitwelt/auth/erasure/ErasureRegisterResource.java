package de.lopezitwelt.auth.erasure;

import de.lopezitwelt.auth.stepup.StepUp;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The erasure register: kept outside with the backups, replayed after a restore. */
@Path("/api/v1/erasures")
@RolesAllowed(Scopes.PLATFORM_ADMIN)
@Tag(name = "Erasure")
class ErasureRegisterResource {
    private final ErasureRegister register;
    private final StepUp stepUp;
    private final CallerContext caller;

    ErasureRegisterResource(ErasureRegister register, StepUp stepUp, CallerContext caller) {
        this.register = register;
        this.stepUp = stepUp;
        this.caller = caller;
    }

    @GET
    @Path("/register")
    @Operation(summary = "List the register, oldest first", description = "Salted hashes: they name nobody.")
    public Uni<Page<RegisterEntry>> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        return register.list(PageRequest.of(limit, cursor));
    }

    @POST
    @Path("/replay")
    @Operation(
            summary = "Erase again the users that came back with a restore",
            description = "Takes entries of the register as they were listed. Needs a fresh proof.")
    public Uni<Replayed> replay(@NotNull @Valid ReplayRequest request) {
        Actor actor = caller.actor();
        return stepUp.require(caller.caller())
                .chain(() -> register.replay(request.data(), actor))
                .map(Replayed::new);
    }

    /** @param data entries as listed */
    record ReplayRequest(@NotEmpty @Size(max = 1000) List<@NotNull RegisterEntry> data) {}

    /** @param erasing accounts that were found and are being erased again */
    record Replayed(int erasing) {}
}
