package de.lopezitwelt.orgbilling.enterpriseagent;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.contracts.agent.AgentUseCount;
import de.lopezitwelt.orgbilling.entitlement.EntitlementSnapshot;
import de.lopezitwelt.platform.persistence.Id;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Licences for the services whose replica has none yet. */
@Path("/internal")
@Tag(name = "Internal", description = "For the other services, never routed from outside")
public class EnterpriseAgentInternalResource {
    private final EnterpriseAgentReads reads;

    EnterpriseAgentInternalResource(EnterpriseAgentReads reads) {
        this.reads = reads;
    }

    @GET
    @Path("/organizations/{organization_id}/agents/{agent_id}/entitlement")
    @RolesAllowed(Scopes.INTERNAL_ENTITLEMENTS_READ)
    @Operation(summary = "The entitlement of an organization's licence of an agent; 404 when there is none")
    public Uni<EntitlementSnapshot> entitlement(
            @PathParam("organization_id") Id organizationId, @PathParam("agent_id") Id agentId) {
        return reads.entitlement(organizationId.value(), agentId.value());
    }

    @GET
    @Path("/agents/{agent_id}/licences/configurations")
    @RolesAllowed(Scopes.INTERNAL_ENTITLEMENTS_READ)
    @Operation(summary = "What licences change of an agent, in the order of their ids")
    public Uni<LicensedConfigs> configurations(
            @PathParam("agent_id") Id agentId, @QueryParam("after") @Nullable Id after) {
        return reads.configurations(agentId.value(), after == null ? "" : after.value());
    }

    /** What a licence changes of its agent. */
    public record LicensedConfig(
            String enterpriseAgentId, @Nullable JsonNode customConfig) {}

    /** Some of an agent's licences. */
    public record LicensedConfigs(List<LicensedConfig> data, boolean more) {}

    @GET
    @Path("/agents/{agent_id}/licences")
    @RolesAllowed(Scopes.INTERNAL_ENTITLEMENTS_READ)
    @Operation(summary = "How many organizations hold a licence of an agent")
    public Uni<AgentUseCount> licences(@PathParam("agent_id") Id agentId) {
        return reads.countLicences(agentId.value()).map(AgentUseCount::new);
    }
}
