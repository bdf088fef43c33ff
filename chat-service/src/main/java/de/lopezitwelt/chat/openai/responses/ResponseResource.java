package de.lopezitwelt.chat.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.openai.OpenAiError;
import de.lopezitwelt.chat.openai.responses.write.ResponseId;
import de.lopezitwelt.chat.reply.listen.StartedReply;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.web.idempotency.Idempotent;
import de.lopezitwelt.platform.web.idempotency.IdempotentRequest;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.query.IgnoreUnknownParameters;
import de.lopezitwelt.platform.web.trace.RequestTrace;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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
    private final ResponseAnswers answers;
    private final IdempotentRequest idempotency;
    private final CallerContext caller;
    private final RoutingContext routing;
    private final RequestTrace trace;

    ResponseResource(
            ResponseService responses,
            StoredResponses stored,
            ResponseAnswers answers,
            IdempotentRequest idempotency,
            CallerContext caller,
            RoutingContext routing,
            RequestTrace trace) {
        this.responses = responses;
        this.stored = stored;
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
        ResponseRequest request = ResponseRequestReader.read(body, trace.current());
        Caller who = caller.caller();
        Uni<StartedReply> started =
                responses.start(who, request, idempotency.key().orElse(null));
        if (!request.streaming()) {
            return answers.whole(request, started).map(ResponseResource::json);
        }
        return answers.stream(who, request, started, routing.request())
                .replaceWith(() -> Response.ok().build());
    }

    @GET
    @Path("/{response_id}")
    @RolesAllowed(Scopes.CHAT_READ)
    @Operation(summary = "Read a stored response")
    @APIResponse(
            responseCode = "200",
            description = "The response",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ResponseShapes.Whole.class)))
    public Uni<Response> get(@PathParam("response_id") ResponseId responseId) {
        return stored.get(caller.caller(), responseId).map(ResponseResource::json);
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
