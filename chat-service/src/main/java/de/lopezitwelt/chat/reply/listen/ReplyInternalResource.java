package de.lopezitwelt.chat.reply.listen;

import de.lopezitwelt.chat.reply.stream.ReplyUpdate;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Replies of this instance for the other instances, which have checked the caller's access. */
@Path("/internal/replies/{reply_id}")
@Tag(name = "Internal", description = "For the other services, never routed from outside")
public class ReplyInternalResource {
    private final ReplyListening listening;

    ReplyInternalResource(ReplyListening listening) {
        this.listening = listening;
    }

    @GET
    @Path("/updates")
    @Produces("application/x-ndjson")
    @RolesAllowed(Scopes.INTERNAL_REPLIES_FORWARD)
    @Operation(summary = "Follow a reply that this instance makes")
    public Multi<ReplyUpdate> updates(
            @PathParam("reply_id") Id replyId,
            @QueryParam("session_id") @NotNull Id sessionId,
            @QueryParam("user_id") @NotNull Id userId,
            @QueryParam("after") long after) {
        Multi<ReplyUpdate> updates = listening.local(userId.value(), sessionId.value(), replyId.value(), after);
        if (updates == null) {
            throw ProblemException.notFound();
        }
        return updates;
    }

    @POST
    @Path("/cancel")
    @RolesAllowed(Scopes.INTERNAL_REPLIES_FORWARD)
    @Operation(summary = "Stop a reply that this instance makes")
    public void cancel(@PathParam("reply_id") Id replyId, @QueryParam("user_id") @NotNull Id userId) {
        if (!listening.stopHere(replyId.value(), userId.value())) {
            throw ProblemException.notFound();
        }
    }
}
