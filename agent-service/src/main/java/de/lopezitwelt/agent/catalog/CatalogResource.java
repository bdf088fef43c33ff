package de.lopezitwelt.agent.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.AgentRuntime;
import de.lopezitwelt.runtime.agent.AgentConfigSchemas;
import de.lopezitwelt.runtime.health.ProviderStatus;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The models and tools for agents. */
@Path("/api/v1")
@Tag(name = "Catalog", description = "Models and configuration schemas")
public class CatalogResource {
    private final AgentRuntime runtime;

    CatalogResource(AgentRuntime runtime) {
        this.runtime = runtime;
    }

    @GET
    @Path("/models")
    @RolesAllowed(Scopes.AGENTS_READ)
    @Operation(
            summary = "List the models",
            description = "In the operator's order, on one page, with whether their providers answer.")
    public Uni<Page<ModelView>> models() {
        var now = runtime.catalog().snapshot();
        String preferred = now.defaultModel().name();
        return runtime.health()
                .map(health -> now.models().stream()
                        .map(model -> ModelView.of(
                                model,
                                model.name().equals(preferred),
                                health.getOrDefault(
                                        model.provider(), model.offline() ? ProviderStatus.UP : ProviderStatus.DOWN)))
                        .toList())
                .map(models -> new Page<>(models, null));
    }

    @GET
    @Path("/agent-config-schema")
    @RolesAllowed(Scopes.AGENTS_READ)
    @Operation(
            summary = "The JSON Schema of a type's configuration",
            description = "type is one of chatbot, assistant, analyzer, translator.")
    public JsonNode configSchema(@Parameter(required = true) @QueryParam("type") @Nullable String type) {
        return Arrays.stream(AgentType.values())
                .filter(known -> known.wireName().equals(type))
                .findFirst()
                .map(AgentConfigSchemas::schema)
                .orElseThrow(() ->
                        ProblemException.invalid("type", "must be one of chatbot, assistant, analyzer, translator"));
    }
}
