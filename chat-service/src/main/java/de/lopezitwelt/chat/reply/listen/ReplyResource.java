package de.lopezitwelt.chat.reply.listen;

import de.lopezitwelt.chat.delivery.EventStreams;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.CallerContext;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Replies over HTTP: reading, resuming and cancelling them. */
@Path("/api/v1/sessions/{session_id}/replies/{reply_id}")
@Tag(name = "Replies", description = "Replies under way in the caller's sessions")
public class ReplyResource {
    private final ReplyListening listening;
    private final CallerContext caller;
    private final EventStreams streams;
    private final ReplyEventEncoder encoder;
    private final RoutingContext routing;

    ReplyResource(
            ReplyListening listening,
            CallerContext caller,
            EventStreams streams,
            ReplyEventEncoder encoder,
            RoutingContext routing) {
        this.listening = listening;
        this.caller = caller;
        this.streams = streams;
        this.encoder = encoder;
        this.routing = routing;
    }

    @GET
    @RolesAllowed(Scopes.CHAT_READ)
    @Operation(summary = "Read the state of a reply")
    public Uni<ReplyView> get(@PathParam("session_id") Id sessionId, @PathParam("reply_id") Id replyId) {
        return listening.get(caller.caller(), sessionId.value(), replyId.value());
    }

    @GET
    @Path("/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed(Scopes.CHAT_READ)
    @Operation(summary = "Follow a reply, from its beginning or after Last-Event-ID")
    @APIResponse(
            responseCode = "200",
            description = "The reply, while it is being made",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = ReplyEvent.class)))
    public Uni<Response> events(
            @PathParam("session_id") Id sessionId,
            @PathParam("reply_id") Id replyId,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId) {
        long after = ReplyEventEncoder.positionOf(replyId.value(), lastEventId);
        Caller listener = caller.caller();
        var events = Uni.createFrom()
                .deferred(() -> listening.listen(listener, sessionId.value(), replyId.value(), after))
                .map(encoder::live);
        return streams.write(listener, routing.request(), events)
                .replaceWith(() -> Response.ok().build());
    }

    @POST
    @Path("/cancel")
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(summary = "Cancel a reply; its text is kept")
    public Uni<ReplyView> cancel(@PathParam("session_id") Id sessionId, @PathParam("reply_id") Id replyId) {
        return listening.cancel(caller.caller(), sessionId.value(), replyId.value());
    }
}
