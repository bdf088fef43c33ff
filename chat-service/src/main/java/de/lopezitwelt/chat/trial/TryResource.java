package de.lopezitwelt.chat.trial;

import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.openapi.Fails;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Trying agents over HTTP. */
@Path("/api/v1/replies/try")
@Tag(name = "Replies", description = "Replies under way in the caller's sessions")
public class TryResource {
    private final TryService service;
    private final CallerContext caller;

    TryResource(TryService service, CallerContext caller) {
        this.service = service;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(
            summary = "Try an agent without storing anything",
            description = "A version you may use, or a draft. Budgets count it like any other message.")
    @Fails(status = 422, when = "The model's answer cannot be used; code says why")
    @Fails(status = 429, when = "A usage limit or the model's provider does not allow it")
    @Fails(status = 502, when = "The model failed; code says how")
    public Uni<TryReply> reply(@Valid @NotNull TryRequest request) {
        return service.reply(caller.caller(), request);
    }
}
