package de.lopezitwelt.chat.reply;

import de.lopezitwelt.chat.message.MessageService;
import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.stream.EventStreams;
import de.lopezitwelt.chat.stream.ReplyFailure;
import de.lopezitwelt.chat.stream.ReplyUpdate;
import de.lopezitwelt.contracts.session.MessageType;
import de.lopezitwelt.platform.web.idempotency.Idempotent;
import de.lopezitwelt.platform.web.idempotency.IdempotentRequest;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.identity.Scopes;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.problem.CommonProblem;
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
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Messages of a session over HTTP: what was said, and saying something. */
@Path("/api/v1/sessions/{session_id}/messages")
@Tag(name = "Messages", description = "What was said in the caller's sessions, and saying something")
public class MessageResource {
    private final ReplyService replies;
    private final AppendService appends;
    private final MessageService messages;
    private final IdempotentRequest idempotency;
    private final CallerContext caller;
    private final EventStreams streams;
    private final ReplyEventEncoder encoder;
    private final RoutingContext routing;

    MessageResource(
            ReplyService replies,
            AppendService appends,
            MessageService messages,
            IdempotentRequest idempotency,
            CallerContext caller,
            EventStreams streams,
            ReplyEventEncoder encoder,
            RoutingContext routing) {
        this.replies = replies;
        this.appends = appends;
        this.messages = messages;
        this.idempotency = idempotency;
        this.caller = caller;
        this.streams = streams;
        this.encoder = encoder;
        this.routing = routing;
    }

    @POST
    @Idempotent(replay = Idempotent.Replay.COMMIT)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(
            summary = "Say something and listen to the agent's reply",
            description = "Agent-ETag names a state of the agent that the reply must at least be made in.")
    public Uni<Response> stream(
            @PathParam("session_id") String sessionId,
            @HeaderParam("Agent-ETag") @Nullable String agentEtag,
            @Valid @NotNull PostMessageRequest request) {
        Caller listener = caller.caller();
        var events = start(sessionId, agentEtag, request, true)
                .map(started -> started.updates().map(update -> encoder.event(started.replyId(), update)));
        return streams.write(listener, routing.response(), events)
                .replaceWith(() -> Response.ok().build());
    }

    @POST
    @Idempotent(replay = Idempotent.Replay.COMMIT)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(
            summary = "Say something and get the agent's reply in one piece",
            description = "With reply=false the message is only stored.")
    public Uni<Response> post(
            @PathParam("session_id") String sessionId,
            @QueryParam("reply") @Nullable String reply,
            @HeaderParam("Agent-ETag") @Nullable String agentEtag,
            @Valid @NotNull PostMessageRequest request) {
        if ("false".equals(reply)) {
            return append(sessionId, request)
                    .map(message -> Response.created(
                                    URI.create("/api/v1/sessions/" + sessionId + "/messages/" + message.id()))
                            .entity(message)
                            .build());
        }
        return start(sessionId, agentEtag, request, false)
                .chain(started -> started.updates().collect().asList().map(updates -> whole(started, updates)))
                .map(whole -> Response.ok(whole).build());
    }

    @GET
    @RolesAllowed(Scopes.CHAT_READ)
    @Operation(summary = "List what was said, newest first unless order=oldest")
    public Uni<Page<MessageView>> list(
            @PathParam("session_id") String sessionId,
            @QueryParam("order") @Nullable String order,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        if (order != null && !order.equals("newest") && !order.equals("oldest")) {
            throw ProblemException.invalid("order", "must be newest or oldest");
        }
        return messages.list(
                caller.caller().userId(), sessionId, !"oldest".equals(order), PageRequest.of(limit, cursor));
    }

    @GET
    @Path("/{message_id}")
    @RolesAllowed(Scopes.CHAT_READ)
    @Operation(summary = "Read one message")
    public Uni<MessageView> get(@PathParam("session_id") String sessionId, @PathParam("message_id") String messageId) {
        return messages.get(caller.caller().userId(), sessionId, messageId);
    }

    private Uni<StartedReply> start(
            String sessionId, @Nullable String agentEtag, PostMessageRequest request, boolean streaming) {
        StartReply.Options options = StartReply.Options.DEFAULT;
        StartReply turn = new StartReply(
                caller.caller(),
                new StartReply.Target.Existing(sessionId),
                List.of(said(request)),
                null,
                streaming ? options : options.inOnePiece(),
                true,
                false,
                idempotency.key().orElse(null));
        return replies.refreshAgent(turn.caller(), sessionId, agentEtag).chain(() -> replies.start(turn));
    }

    private Uni<MessageView> append(String sessionId, PostMessageRequest request) {
        return appends.append(
                caller.caller(), sessionId, said(request), idempotency.key().orElse(null));
    }

    private static NewUserMessage said(PostMessageRequest request) {
        return new NewUserMessage(MessageType.USER, request.content(), request.metadata());
    }

    private static WholeReply whole(StartedReply started, List<ReplyUpdate> updates) {
        ReplyUpdate.Created created = (ReplyUpdate.Created) updates.getFirst();
        return switch (updates.getLast()) {
            case ReplyUpdate.Completed done ->
                new WholeReply(started.replyId(), created.message(), done.message(), done.usage(), done.finishReason());
            case ReplyUpdate.Failed failed -> throw problemOf(failed.problem());
            default -> throw new IllegalStateException("a reply without an end");
        };
    }

    private static ProblemException problemOf(ReplyFailure failure) {
        return new ProblemException(
                        failure.status() == 503 ? CommonProblem.UNAVAILABLE : CommonProblem.BAD_GATEWAY,
                        failure.detail())
                .with("reason", failure.code());
    }
}
