package de.lopezitwelt.agent.agent;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.problem.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Agents for the services whose replica has none yet, or an older one. */
@Path("/internal/agents")
@Tag(name = "Internal", description = "For the other services, never routed from outside")
public class AgentInternalResource {
    private final AgentService service;

    AgentInternalResource(AgentService service) {
        this.service = service;
    }

    @GET
    @RolesAllowed(Scopes.INTERNAL_AGENTS_READ)
    @Operation(summary = "A user's own agent of a name, as on lopez.agents.state")
    public Uni<AgentState> named(
            @QueryParam("created_by") @NotNull Id createdBy, @QueryParam("name") @NotNull String name) {
        return service.stateOfNamed(createdBy.value(), name);
    }

    @GET
    @Path("/{agent_id}")
    @RolesAllowed(Scopes.INTERNAL_AGENTS_READ)
    @Operation(summary = "An agent as on lopez.agents.state")
    public Uni<AgentState> get(@PathParam("agent_id") Id id) {
        return service.state(id.value());
    }

    @POST
    @Path("/{agent_id}/config-check")
    @RolesAllowed(Scopes.INTERNAL_AGENTS_READ)
    @Operation(
            summary = "What is wrong with a license's configuration",
            description = "Merged over the agent's and held against the schema of its type.")
    public Uni<ConfigFindings> check(@PathParam("agent_id") Id id, @Valid @NotNull CustomConfig request) {
        return service.check(id.value(), request.customConfig()).map(ConfigFindings::new);
    }

    /** An organization's changes of an agent's configuration. */
    public record CustomConfig(
            @NotNull @Schema(type = SchemaType.OBJECT) JsonNode customConfig) {}

    /** The violations; empty when there are none. */
    public record ConfigFindings(List<Violation> violations) {}
}
