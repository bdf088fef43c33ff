package de.lopezitwelt.agent.agent.deletion;

import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.concurrency.IfMatch;
import de.lopezitwelt.platform.web.identity.CallerContext;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Deleting agents. */
@Path("/api/v1/agents/{agent_id}")
@Tag(name = "Agents", description = "Chatbots, assistants, analyzers and translators")
public class DeletionResource {
    private final AgentDeletion deletion;
    private final CallerContext caller;

    DeletionResource(AgentDeletion deletion, CallerContext caller) {
        this.deletion = deletion;
        this.caller = caller;
    }

    @DELETE
    @RolesAllowed(Scopes.AGENTS_WRITE)
    @Operation(
            summary = "Delete an agent",
            description = "By its creator. Refused (409 agent-in-use) while conversations or organizations use it.")
    @APIResponse(responseCode = "204", description = "Gone")
    public Uni<Void> delete(@PathParam("agent_id") Id id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return deletion.delete(caller.caller(), id.value(), IfMatch.of(ifMatch));
    }
}
