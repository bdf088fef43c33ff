package de.lopezitwelt.chat.openai.model;

import de.lopezitwelt.chat.openai.OpenAiError;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.query.IgnoreUnknownParameters;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's agents under the name that OpenAI's and Anthropic's clients know. */
@Path("/v1/models")
@IgnoreUnknownParameters
@APIResponse(
        responseCode = "default",
        description = "An error, as OpenAI's clients expect it",
        content =
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = OpenAiError.class)))
@Tag(name = "OpenAI-compatible")
public class ModelResource {
    private final ModelDirectory models;
    private final CallerContext caller;
    private final RoutingContext routing;

    ModelResource(ModelDirectory models, CallerContext caller, RoutingContext routing) {
        this.models = models;
        this.caller = caller;
        this.routing = routing;
    }

    /** OpenAI's list. */
    @Schema(name = "ModelList")
    record ModelList(String object, List<ModelView> data) {}

    @GET
    @RolesAllowed({Scopes.CHAT_READ, Scopes.CHAT_WRITE})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "List the agents that can be used as models, and the models that embed",
            description = "In Anthropic's shape for clients that send the header anthropic-version.")
    @APIResponse(
            responseCode = "200",
            description = "All of them, in one page",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(oneOf = {ModelList.class, AnthropicModels.class})))
    public Uni<Object> list() {
        boolean anthropics = AnthropicModels.areAskedFor(routing.request());
        return models.list(caller.caller())
                .map(views -> anthropics ? AnthropicModels.of(views) : new ModelList("list", views));
    }

    @GET
    @Path("/{model: .+}")
    @RolesAllowed({Scopes.CHAT_READ, Scopes.CHAT_WRITE})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Read an agent by name or id, or a model that embeds",
            description = "A name may have slashes, encoded or not.")
    @APIResponse(
            responseCode = "200",
            description = "The agent",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(oneOf = {ModelView.class, AnthropicModels.Model.class})))
    public Uni<Object> get(@PathParam("model") String model) {
        boolean anthropics = AnthropicModels.areAskedFor(routing.request());
        return models.get(caller.caller(), model).map(view -> anthropics ? AnthropicModels.of(view) : view);
    }
}
