package de.lopezitwelt.chat.reply.api;

import de.lopezitwelt.chat.message.MessageService;
import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.reply.Storing;
import de.lopezitwelt.chat.reply.Unattended;
import de.lopezitwelt.chat.reply.listen.ReplyEvent;
import de.lopezitwelt.chat.reply.listen.StartedReply;
import de.lopezitwelt.chat.reply.prepare.NewUserMessage;
import de.lopezitwelt.chat.reply.prepare.TurnRequest;
import de.lopezitwelt.chat.reply.start.AppendService;
import de.lopezitwelt.chat.reply.start.ReplyService;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.contracts.session.MessageType;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.concurrency.ETags;
import de.lopezitwelt.platform.web.idempotency.Idempotent;
import de.lopezitwelt.platform.web.idempotency.IdempotentRequest;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The messages of a session over HTTP: listing them, and sending one. */
@Path("/api/v1/sessions/{session_id}/messages")
@Tag(name = "Messages", description = "Messages in the caller's sessions, and sending one")
public class MessageResource {
    private final ReplyService replies;
    private final AppendService appends;
    private final MessageService messages;
    private final IdempotentRequest idempotency;
    private final CallerContext caller;
    private final TurnAnswers answers;
    private final RoutingContext routing;

    MessageResource(
            ReplyService replies,
            AppendService appends,
            MessageService messages,
            IdempotentRequest idempotency,
            CallerContext caller,
            TurnAnswers answers,
            RoutingContext routing) {
        this.replies = replies;
        this.appends = appends;
        this.messages = messages;
        this.idempotency = idempotency;
        this.caller = caller;
        this.answers = answers;
        this.routing = routing;
    }

    @POST
    @Idempotent(replay = Idempotent.Replay.COMMIT)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(
            summary = "Send a message and stream the agent's reply",
            description =
                    "Agent-ETag names the oldest state of the agent that may reply. With keep=true the reply runs to its"
                            + " end although no client is connected any more.")
    @APIResponse(
            responseCode = "200",
            description = "The reply, while it is being made",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = ReplyEvent.class)))
    public Uni<Response> stream(
            @PathParam("session_id") Id sessionId,
            @QueryParam("keep") @Nullable String keep,
            @HeaderParam("Agent-ETag") @Nullable String agentEtag,
            @Valid @NotNull PostMessageRequest request) {
        return answers.streamed(
                caller.caller(),
                routing.request(),
                start(sessionId.value(), agentEtag, request, TurnRequest.Options.STREAMED, ReplyWish.unattended(keep)));
    }

    @POST
    @Idempotent(replay = Idempotent.Replay.COMMIT)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(
            summary = "Send a message and get the agent's reply in one piece",
            description = "With reply=false the message is only stored. With keep=true the reply runs to its end"
                    + " although no client waits for it any more.")
    @APIResponse(
            responseCode = "200",
            description = "The reply",
            content = @Content(schema = @Schema(implementation = WholeReply.class)))
    @APIResponse(
            responseCode = "201",
            description = "The message, stored only",
            content = @Content(schema = @Schema(implementation = MessageView.class)))
    public Uni<Response> post(
            @PathParam("session_id") Id sessionId,
            @QueryParam("reply") @Nullable String reply,
            @QueryParam("keep") @Nullable String keep,
            @HeaderParam("Agent-ETag") @Nullable String agentEtag,
            @Valid @NotNull PostMessageRequest request) {
        ReplyWish wish = ReplyWish.of(reply, keep);
        if (!wish.reply()) {
            return append(sessionId.value(), request)
                    .map(message -> ETags.created(
                                    "/api/v1/sessions/" + sessionId + "/messages/" + message.id(), message)
                            .toResponse());
        }
        return answers.inOnePiece(
                start(sessionId.value(), agentEtag, request, TurnRequest.Options.IN_ONE_PIECE, wish.unattended()));
    }

    @GET
    @RolesAllowed(Scopes.CHAT_READ)
    @Operation(
            summary = "List messages, newest first unless order=oldest",
            description = "Lists the active branch; branches=all lists all branches.")
    public Uni<Page<MessageView>> list(
            @PathParam("session_id") Id sessionId,
            @QueryParam("order") @Nullable String order,
            @QueryParam("branches") @Nullable String branches,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        if (order != null && !order.equals("newest") && !order.equals("oldest")) {
            throw ProblemException.invalid("order", "must be newest or oldest");
        }
        if (branches != null && !branches.equals("active") && !branches.equals("all")) {
            throw ProblemException.invalid("branches", "must be active or all");
        }
        return messages.list(
                caller.caller().userId(),
                sessionId.value(),
                !"oldest".equals(order),
                "all".equals(branches),
                PageRequest.of(limit, cursor));
    }

    private Uni<StartedReply> start(
            String sessionId,
            @Nullable String agentEtag,
            PostMessageRequest request,
            TurnRequest.Options options,
            Unattended unattended) {
        TurnRequest turn = new TurnRequest(
                caller.caller(),
                new TurnRequest.Target.Existing(sessionId),
                List.of(newMessage(request)),
                null,
                options,
                Storing.TEXTS,
                unattended,
                idempotency.key().orElse(null));
        return replies.refreshAgent(turn.caller(), sessionId, agentEtag).chain(() -> replies.start(turn));
    }

    private Uni<MessageView> append(String sessionId, PostMessageRequest request) {
        return appends.append(
                caller.caller(),
                sessionId,
                newMessage(request),
                null,
                idempotency.key().orElse(null));
    }

    static NewUserMessage newMessage(PostMessageRequest request) {
        List<Id> attachments = request.attachments();
        return new NewUserMessage(
                MessageType.USER,
                request.content(),
                request.metadata(),
                attachments == null
                        ? List.of()
                        : attachments.stream().map(Id::value).toList(),
                List.of());
    }
}
