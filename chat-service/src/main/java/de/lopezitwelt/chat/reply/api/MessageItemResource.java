package de.lopezitwelt.chat.reply.api;

import de.lopezitwelt.chat.message.MessageService;
import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.reply.Unattended;
import de.lopezitwelt.chat.reply.listen.ReplyEvent;
import de.lopezitwelt.chat.reply.listen.StartedReply;
import de.lopezitwelt.chat.reply.prepare.TurnRequest;
import de.lopezitwelt.chat.reply.start.BranchingService;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.concurrency.ETags;
import de.lopezitwelt.platform.web.idempotency.Idempotent;
import de.lopezitwelt.platform.web.idempotency.IdempotentRequest;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One message of a session over HTTP: reading it, editing it, and having it answered again. */
@Path("/api/v1/sessions/{session_id}/messages/{message_id}")
@Tag(name = "Messages")
public class MessageItemResource {
    private final BranchingService branching;
    private final MessageService messages;
    private final IdempotentRequest idempotency;
    private final CallerContext caller;
    private final TurnAnswers answers;
    private final RoutingContext routing;

    MessageItemResource(
            BranchingService branching,
            MessageService messages,
            IdempotentRequest idempotency,
            CallerContext caller,
            TurnAnswers answers,
            RoutingContext routing) {
        this.branching = branching;
        this.messages = messages;
        this.idempotency = idempotency;
        this.caller = caller;
        this.answers = answers;
        this.routing = routing;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.CHAT_READ)
    @Operation(summary = "Read one message")
    public Uni<MessageView> get(@PathParam("session_id") Id sessionId, @PathParam("message_id") Id messageId) {
        return messages.get(caller.caller().userId(), sessionId.value(), messageId.value());
    }

    @GET
    @Path("/siblings")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.CHAT_READ)
    @Operation(summary = "List the messages that follow the same message as this one, oldest first")
    public Uni<Page<MessageView>> siblings(
            @PathParam("session_id") Id sessionId,
            @PathParam("message_id") Id messageId,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return messages.siblings(
                caller.caller().userId(), sessionId.value(), messageId.value(), PageRequest.of(limit, cursor));
    }

    @POST
    @Path("/regenerate")
    @Idempotent(replay = Idempotent.Replay.COMMIT)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(summary = "Have a message answered again and stream the reply")
    @APIResponse(
            responseCode = "200",
            description = "The reply, while it is being made",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = ReplyEvent.class)))
    public Uni<Response> streamRegenerated(
            @PathParam("session_id") Id sessionId,
            @PathParam("message_id") Id messageId,
            @QueryParam("keep") @Nullable String keep) {
        return answers.streamed(
                caller.caller(),
                routing.request(),
                regenerated(sessionId, messageId, TurnRequest.Options.STREAMED, keep));
    }

    @POST
    @Path("/regenerate")
    @Idempotent(replay = Idempotent.Replay.COMMIT)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(
            summary = "Have a message answered again",
            description = "Takes the id of a reply or of the caller's message. The new reply opens a branch beside the"
                    + " others, which becomes the active one; a reply that fails without any text changes nothing."
                    + " With keep=true it runs to its end although no client waits for it any more.")
    @APIResponse(
            responseCode = "200",
            description = "The reply",
            content = @Content(schema = @Schema(implementation = WholeReply.class)))
    public Uni<Response> regenerate(
            @PathParam("session_id") Id sessionId,
            @PathParam("message_id") Id messageId,
            @QueryParam("keep") @Nullable String keep) {
        return answers.inOnePiece(regenerated(sessionId, messageId, TurnRequest.Options.IN_ONE_PIECE, keep));
    }

    @POST
    @Path("/edit")
    @Idempotent(replay = Idempotent.Replay.COMMIT)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(summary = "Edit a message and stream the reply")
    @APIResponse(
            responseCode = "200",
            description = "The reply, while it is being made",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = ReplyEvent.class)))
    public Uni<Response> streamEdited(
            @PathParam("session_id") Id sessionId,
            @PathParam("message_id") Id messageId,
            @QueryParam("keep") @Nullable String keep,
            @Valid @NotNull PostMessageRequest request) {
        return answers.streamed(
                caller.caller(),
                routing.request(),
                edited(sessionId, messageId, request, TurnRequest.Options.STREAMED, ReplyWish.unattended(keep)));
    }

    @POST
    @Path("/edit")
    @Idempotent(replay = Idempotent.Replay.COMMIT)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(
            summary = "Edit a message of the caller",
            description = "Opens a branch, which becomes the active one; the former message stays in its branch."
                    + " With reply=false the message is only stored. With keep=true the reply runs to its end although"
                    + " no client waits for it any more.")
    @APIResponse(
            responseCode = "200",
            description = "The reply",
            content = @Content(schema = @Schema(implementation = WholeReply.class)))
    @APIResponse(
            responseCode = "201",
            description = "The message, stored only",
            content = @Content(schema = @Schema(implementation = MessageView.class)))
    public Uni<Response> edit(
            @PathParam("session_id") Id sessionId,
            @PathParam("message_id") Id messageId,
            @QueryParam("reply") @Nullable String reply,
            @QueryParam("keep") @Nullable String keep,
            @Valid @NotNull PostMessageRequest request) {
        ReplyWish wish = ReplyWish.of(reply, keep);
        if (!wish.reply()) {
            return branching
                    .editOnly(
                            caller.caller(),
                            sessionId.value(),
                            messageId.value(),
                            MessageResource.newMessage(request),
                            idempotency.key().orElse(null))
                    .map(message -> ETags.created(
                                    "/api/v1/sessions/" + sessionId + "/messages/" + message.id(), message)
                            .toResponse());
        }
        return answers.inOnePiece(
                edited(sessionId, messageId, request, TurnRequest.Options.IN_ONE_PIECE, wish.unattended()));
    }

    private Uni<StartedReply> regenerated(
            Id sessionId, Id messageId, TurnRequest.Options options, @Nullable String keep) {
        return branching.regenerate(
                caller.caller(),
                sessionId.value(),
                messageId.value(),
                options,
                ReplyWish.unattended(keep),
                idempotency.key().orElse(null));
    }

    private Uni<StartedReply> edited(
            Id sessionId,
            Id messageId,
            PostMessageRequest request,
            TurnRequest.Options options,
            Unattended unattended) {
        return branching.edit(
                caller.caller(),
                sessionId.value(),
                messageId.value(),
                MessageResource.newMessage(request),
                options,
                unattended,
                idempotency.key().orElse(null));
    }
}
