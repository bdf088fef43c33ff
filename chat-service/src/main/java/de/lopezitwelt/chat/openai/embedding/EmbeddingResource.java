package de.lopezitwelt.chat.openai.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.openai.AzurePaths;
import de.lopezitwelt.chat.openai.OpenAiError;
import de.lopezitwelt.contracts.Scopes;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** OpenAI's embeddings over HTTP. */
@Path("/v1/embeddings")
@IgnoreUnknownParameters
@APIResponse(
        responseCode = "default",
        description = "An error, as OpenAI's clients expect it",
        content =
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = OpenAiError.class)))
@Tag(name = "OpenAI-compatible")
public class EmbeddingResource {
    private final EmbeddingService embeddings;
    private final EmbeddingConfig config;
    private final CallerContext caller;
    private final RoutingContext routing;
    private final RequestTrace trace;

    EmbeddingResource(
            EmbeddingService embeddings,
            EmbeddingConfig config,
            CallerContext caller,
            RoutingContext routing,
            RequestTrace trace) {
        this.embeddings = embeddings;
        this.config = config;
        this.caller = caller;
        this.routing = routing;
        this.trace = trace;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(
            summary = "Turn texts into vectors",
            description = "One for each input, in order. Nothing is stored; budgets count the tokens and their cost.")
    @APIResponseSchema(EmbeddingShapes.Answer.class)
    public Uni<EmbeddingAnswer> create(
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = EmbeddingShapes.Request.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "texts",
                                                            value =
                                                                    "{\"model\":\"lopez-offline-embedding\","
                                                                            + "\"input\":[\"A red apple\",\"A green apple\"]}")))
                    @Nullable
                    JsonNode body) {
        EmbeddingQuery query =
                EmbeddingReader.read(body, AzurePaths.deployment(routing), config.maxInputs(), trace.current());
        return embeddings.embed(caller.caller(), query);
    }
}
