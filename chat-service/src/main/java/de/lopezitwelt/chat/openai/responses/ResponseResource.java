package de.lopezitwelt.chat.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.openai.AzurePaths;
import de.lopezitwelt.chat.openai.OpenAiError;
import de.lopezitwelt.chat.openai.responses.write.ResponseId;
import de.lopezitwelt.chat.reply.listen.StartedReply;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.web.idempotency.IdempotencyKey;
import de.lopezitwelt.platform.web.idempotency.Idempotent;
import de.lopezitwelt.platform.web.idempotency.IdempotentRequest;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.paging.Parameters;
import de.lopezitwelt.platform.web.query.IgnoreUnknownParameters;
import de.lopezitwelt.platform.web.trace.RequestTrace;
import io.quarkus.arc.ClientProxy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** OpenAI's responses over HTTP. */
@Path("/v1/responses")
@IgnoreUnknownParameters
@APIResponse(
        responseCode = "default",
        description = "An error, as OpenAI's clients expect it",
        content =
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = OpenAiError.class)))
@Tag(name = "OpenAI-compatible")
public class ResponseResource {
    private final ResponseService responses;
    private final StoredResponses stored;
    private final ItemReferences references;
    private final ResponseAnswers answers;
    private final IdempotentRequest idempotency;
    private final CallerContext caller;
    private final RoutingContext routing;
    private final RequestTrace trace;

    ResponseResource(
            ResponseService responses,
            StoredResponses stored,
            ItemReferences references,
            ResponseAnswers answers,
            IdempotentRequest idempotency,
            CallerContext caller,
            RoutingContext routing,
            RequestTrace trace) {
        this.responses = responses;
        this.stored = stored;
        this.references = references;
        this.answers = answers;
        this.idempotency = idempotency;
        this.caller = caller;
        this.routing = routing;
        this.trace = trace;
    }

    /** OpenAI's answer to a deletion. */
    @Schema(name = "DeletedResponse")
    record Deleted(String id, String object, boolean deleted) {}

    @POST
    @Idempotent(replay = Idempotent.Replay.COMMIT)
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(
            summary = "Let an agent respond",
            description =
                    "Goes on from previous_response_id or in conversation, else in a new session. store=false keeps"
                            + " numbers but no texts, and nothing to find again. A client that disconnects cancels the"
                            + " reply.")
    @APIResponse(
            responseCode = "200",
            description = "The reply, in one piece or while it is being made",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ResponseShapes.Whole.class)),
                @Content(
                        mediaType = MediaType.SERVER_SENT_EVENTS,
                        schema = @Schema(implementation = ResponseShapes.Event.class))
            })
    public Uni<Response> create(
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = ResponseShapes.Request.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "question",
                                                            value =
                                                                    "{\"model\":\"my-agent\",\"input\":\"Hello\",\"stream\":true}")))
                    @Nullable
                    JsonNode body) {
        Caller who = caller.caller();
        IdempotencyKey key = idempotency.key().orElse(null);
        String traceparent = trace.current();
        String deployment = AzurePaths.deployment(routing);
        RoutingContext client = ClientProxy.unwrap(routing);
        return references
                .resolved(who, body)
                .map(whole -> ResponseRequestReader.read(whole, deployment, traceparent))
                .chain(request -> answer(who, request, key, client));
    }

    private Uni<Response> answer(
            Caller who, ResponseRequest request, @Nullable IdempotencyKey key, RoutingContext client) {
        Uni<StartedReply> started = responses.start(who, request, key);
        return request.streaming()
                ? answers.stream(who, request, started, client)
                        .replaceWith(() -> Response.ok().build())
                : answers.whole(request, started).map(ResponseResource::json);
    }

    @GET
    @Path("/{response_id}")
    @RolesAllowed(Scopes.CHAT_READ)
    @Operation(
            summary = "Read a stored response",
            description =
                    "With stream=true its events are told again, from the one after starting_after, and go on while"
                            + " the response is being made.")
    @APIResponse(
            responseCode = "200",
            description = "The response, in one piece or as events",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ResponseShapes.Whole.class)),
                @Content(
                        mediaType = MediaType.SERVER_SENT_EVENTS,
                        schema = @Schema(implementation = ResponseShapes.Event.class))
            })
    public Uni<Response> get(
            @PathParam("response_id") ResponseId responseId,
            @QueryParam("stream") @Nullable String stream,
            @QueryParam("starting_after") @Nullable String startingAfter) {
        Caller who = caller.caller();
        Long after = Parameters.number("starting_after", startingAfter);
        if (!Boolean.parseBoolean(stream)) {
            return stored.get(who, responseId).map(ResponseResource::json);
        }
        return answers.streamAgain(who, stored.listen(who, responseId), after == null ? -1 : after, routing)
                .replaceWith(() -> Response.ok().build());
    }

    @GET
    @Path("/{response_id}/input_items")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.CHAT_READ)
    @Operation(summary = "List what a response was asked, newest first unless order=asc")
    @APIResponseSchema(ResponseShapes.Items.class)
    public Uni<ObjectNode> inputItems(
            @PathParam("response_id") ResponseId responseId,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @QueryParam("order") @Nullable String order) {
        return stored.input(caller.caller(), responseId, ItemPage.of(limit, after, order));
    }

    @POST
    @Path("/input_tokens")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(
            summary = "Estimate the tokens of a response's prompt",
            description = "Takes the body of a response, and neither answers nor stores it. What the agent and the"
                    + " conversation add to the prompt is counted.")
    @APIResponseSchema(ResponseShapes.InputTokens.class)
    public Uni<ResponseShapes.InputTokens> inputTokens(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ResponseShapes.Request.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "question",
                                                            value = "{\"model\":\"my-agent\",\"input\":\"Hello\"}")))
                    @Nullable
                    JsonNode body) {
        Caller who = caller.caller();
        String traceparent = trace.current();
        return references
                .resolved(who, body)
                .map(whole -> ResponseRequestReader.read(whole, null, traceparent))
                .chain(request -> responses.promptTokens(who, request))
                .map(tokens -> new ResponseShapes.InputTokens("response.input_tokens", tokens));
    }

    @DELETE
    @Path("/{response_id}")
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(
            summary = "Delete a response",
            description = "The last response of a session that was opened by a response is deleted with its session.")
    @APIResponseSchema(Deleted.class)
    public Uni<Deleted> delete(@PathParam("response_id") ResponseId responseId) {
        return stored.delete(caller.caller(), responseId)
                .replaceWith(() -> new Deleted(responseId.toString(), "response", true));
    }

    private static Response json(ObjectNode response) {
        return Response.ok(response.toString(), MediaType.APPLICATION_JSON_TYPE).build();
    }
}
