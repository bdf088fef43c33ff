package de.lopezitwelt.chat.openai.completion;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.openai.AzurePaths;
import de.lopezitwelt.chat.openai.OpenAiError;
import de.lopezitwelt.chat.reply.listen.StartedReply;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.contracts.reply.ReplySource;
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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** OpenAI's chat completions over HTTP. */
@Path("/v1/chat/completions")
@IgnoreUnknownParameters
@APIResponse(
        responseCode = "default",
        description = "An error, as OpenAI's clients expect it",
        content =
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = OpenAiError.class)))
@Tag(name = "OpenAI-compatible")
public class CompletionResource {
    private final CompletionService completions;
    private final CompletionAnswers answers;
    private final IdempotentRequest idempotency;
    private final CallerContext caller;
    private final RoutingContext routing;
    private final RequestTrace trace;

    CompletionResource(
            CompletionService completions,
            CompletionAnswers answers,
            IdempotentRequest idempotency,
            CallerContext caller,
            RoutingContext routing,
            RequestTrace trace) {
        this.completions = completions;
        this.answers = answers;
        this.idempotency = idempotency;
        this.caller = caller;
        this.routing = routing;
        this.trace = trace;
    }

    @POST
    @Idempotent(replay = Idempotent.Replay.COMMIT)
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(
            summary = "Let an agent answer a conversation",
            description = "Stores only what is new in the session that metadata.session_id names, else in a new one."
                    + " metadata.organization_id opens it on an organization's behalf. store=false keeps numbers"
                    + " but no texts. A client that disconnects cancels the reply.")
    @APIResponse(
            responseCode = "200",
            description = "The reply, in one piece or while it is being made",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = CompletionShapes.Whole.class)),
                @Content(
                        mediaType = MediaType.SERVER_SENT_EVENTS,
                        schema = @Schema(implementation = CompletionShapes.Event.class))
            })
    public Uni<Response> create(
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = CompletionShapes.Request.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "conversation",
                                                            value =
                                                                    "{\"model\":\"my-agent\",\"messages\":[{\"role\":\"user\","
                                                                            + "\"content\":\"Hello\"}],\"stream\":true}")))
                    @Nullable
                    JsonNode body) {
        CompletionRequest request = CompletionRequestReader.read(body, AzurePaths.deployment(routing), trace.current());
        Caller who = caller.caller();
        Uni<StartedReply> started = completions.start(
                who, request, ReplySource.COMPLETIONS, idempotency.key().orElse(null));
        if (!request.streaming()) {
            return answers.whole(request, started)
                    .map(json ->
                            Response.ok(json, MediaType.APPLICATION_JSON_TYPE).build());
        }
        return answers.stream(who, request, started, routing)
                .replaceWith(() -> Response.ok().build());
    }
}
