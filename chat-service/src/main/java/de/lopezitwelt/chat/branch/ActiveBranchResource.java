package de.lopezitwelt.chat.branch;

import de.lopezitwelt.chat.session.read.SessionView;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.concurrency.ETags;
import de.lopezitwelt.platform.web.concurrency.IfMatch;
import de.lopezitwelt.platform.web.identity.CallerContext;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Which branch of a session is active, over HTTP. */
@Path("/api/v1/sessions/{session_id}/active-branch")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions")
public class ActiveBranchResource {
    private final BranchSwitch branches;
    private final CallerContext caller;

    ActiveBranchResource(BranchSwitch branches, CallerContext caller) {
        this.branches = branches;
        this.caller = caller;
    }

    @PUT
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(
            summary = "Go on in the branch of one of the session's messages",
            description = "Pages show it and the next message follows its last one. 409 while a reply is under way.")
    public Uni<RestResponse<SessionView>> put(
            @PathParam("session_id") Id sessionId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull SwitchRequest request) {
        return branches.to(
                        caller.caller(), sessionId.value(), request.messageId().value(), IfMatch.of(ifMatch))
                .map(view -> ETags.ok(view, view.version()));
    }
}
