package de.lopezitwelt.agent.agent;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.agent.agent.content.AgentContent;
import de.lopezitwelt.agent.agent.content.AgentExamples;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.json.MergePatch;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.concurrency.ETags;
import de.lopezitwelt.platform.web.concurrency.IfMatch;
import de.lopezitwelt.platform.web.idempotency.Idempotent;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.openapi.Fails;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Agents. */
@Path("/api/v1/agents")
@Tag(name = "Agents", description = "Chatbots, assistants, analyzers and translators")
public class AgentResource {
    private final AgentService service;
    private final CallerContext caller;

    AgentResource(AgentService service, CallerContext caller) {
        this.service = service;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @RolesAllowed(Scopes.AGENTS_WRITE)
    @Operation(summary = "Create an agent", description = "Its configuration follows the JSON Schema of its type.")
    @ResponseStatus(201)
    @Fails(status = 409, when = "You have an agent of this name (name-taken)")
    public Uni<RestResponse<AgentView>> create(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = CreateAgentRequest.class),
                                            examples = {
                                                @ExampleObject(name = "chatbot", value = AgentExamples.CHATBOT),
                                                @ExampleObject(name = "assistant", value = AgentExamples.ASSISTANT),
                                                @ExampleObject(name = "analyzer", value = AgentExamples.ANALYZER),
                                                @ExampleObject(name = "translator", value = AgentExamples.TRANSLATOR)
                                            }))
                    @Valid
                    @NotNull
                    CreateAgentRequest request) {
        return service.create(caller.caller(), request)
                .map(created -> ETags.created("/api/v1/agents/" + created.view().id(), created));
    }

    @GET
    @RolesAllowed(Scopes.AGENTS_READ)
    @Operation(
            summary = "List the agents you may use",
            description =
                    "Your own, those that your organizations share or have licensed, and public ones, newest first.")
    public Uni<Page<AgentView>> list(
            @QueryParam("type") @Nullable String type,
            @QueryParam("visibility") @Nullable String visibility,
            @QueryParam("organization_id") @Nullable Id organizationId,
            @QueryParam("mine") @Nullable String mine,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return service.list(
                caller.caller(),
                AgentFilter.of(type, visibility, Id.textOf(organizationId), mine),
                PageRequest.of(limit, cursor));
    }

    @GET
    @Path("/{agent_id}")
    @RolesAllowed(Scopes.AGENTS_READ)
    @Operation(summary = "Show one agent", description = "With its configuration for those who manage it.")
    public Uni<RestResponse<AgentView>> get(@PathParam("agent_id") Id id) {
        return service.get(caller.caller(), id.value()).map(ETags::ok);
    }

    @PATCH
    @Path("/{agent_id}")
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed(Scopes.AGENTS_WRITE)
    @Operation(
            summary = "Change an agent",
            description = "JSON Merge Patch with If-Match. A change of model or config makes a new version. Managers of"
                    + " its organization may change it; only its creator changes who sees it.")
    @RequestBody(content = @Content(schema = @Schema(implementation = AgentContent.class)))
    public Uni<RestResponse<AgentView>> change(
            @PathParam("agent_id") Id id, @HeaderParam("If-Match") @Nullable String ifMatch, @Nullable JsonNode patch) {
        return service.change(caller.caller(), id.value(), IfMatch.required(ifMatch), patch)
                .map(ETags::ok);
    }

    @POST
    @Path("/{agent_id}/suspend")
    @RolesAllowed(Scopes.PLATFORM_MODERATOR)
    @Operation(summary = "Suspend an agent", description = "By a moderator: it refuses new replies until resumed.")
    public Uni<RestResponse<AgentView>> suspend(@PathParam("agent_id") Id id) {
        return service.suspend(caller.caller(), id.value()).map(ETags::ok);
    }

    @POST
    @Path("/{agent_id}/resume")
    @RolesAllowed(Scopes.PLATFORM_MODERATOR)
    @Operation(summary = "End a suspension", description = "By a moderator.")
    public Uni<RestResponse<AgentView>> resume(@PathParam("agent_id") Id id) {
        return service.resume(caller.caller(), id.value()).map(ETags::ok);
    }
}
