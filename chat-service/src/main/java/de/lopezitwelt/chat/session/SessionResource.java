package de.lopezitwelt.chat.session;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.session.read.SessionFilter;
import de.lopezitwelt.chat.session.read.SessionStatus;
import de.lopezitwelt.chat.session.read.SessionView;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.json.MergePatch;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.concurrency.ETags;
import de.lopezitwelt.platform.web.concurrency.IfMatch;
import de.lopezitwelt.platform.web.idempotency.Idempotent;
import de.lopezitwelt.platform.web.idempotency.IdempotentRequest;
import de.lopezitwelt.platform.web.idempotency.StoredOutcome;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.paging.Parameters;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Sessions over HTTP. */
@Path("/api/v1/sessions")
@Tag(name = "Sessions", description = "The caller's conversations with agents")
public class SessionResource {
    private final SessionService sessions;
    private final IdempotentRequest idempotency;
    private final CallerContext caller;

    SessionResource(SessionService sessions, IdempotentRequest idempotency, CallerContext caller) {
        this.sessions = sessions;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Idempotent(replay = Idempotent.Replay.RESOURCE)
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(
            summary = "Open a session with an agent",
            description =
                    "agent_version keeps one version of the agent. A caller who has just changed the agent sends the"
                            + " ETag that they were shown as Agent-ETag, so that the change applies at once.")
    @ResponseStatus(201)
    public Uni<RestResponse<SessionView>> start(
            @HeaderParam("Agent-ETag") @Nullable String agentEtag, @Valid @NotNull StartSessionRequest request) {
        return idempotency
                .earlier()
                .map(first -> sessions.get(caller.caller(), idOf(first)))
                .orElseGet(() -> sessions.start(caller.caller(), request, agentEtag))
                .map(view -> ETags.created("/api/v1/sessions/" + view.id(), view, view.version()));
    }

    @GET
    @RolesAllowed(Scopes.CHAT_READ)
    @Operation(
            summary = "List the caller's sessions, newest first",
            description = "Times are instants such as 2026-01-31T00:00:00Z, from included and before excluded; title is"
                    + " what the title begins with, whatever the case.")
    public Uni<Page<SessionView>> list(
            @QueryParam("status") @Nullable String status,
            @QueryParam("agent_id") @Nullable Id agentId,
            @QueryParam("organization_id") @Nullable Id organizationId,
            @QueryParam("created_from") @Nullable String createdFrom,
            @QueryParam("created_before") @Nullable String createdBefore,
            @QueryParam("updated_from") @Nullable String updatedFrom,
            @QueryParam("updated_before") @Nullable String updatedBefore,
            @QueryParam("title") @Nullable String title,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        SessionFilter filter = new SessionFilter(
                statusOf(status),
                Id.textOf(agentId),
                Id.textOf(organizationId),
                Parameters.time("created_from", createdFrom),
                Parameters.time("created_before", createdBefore),
                Parameters.time("updated_from", updatedFrom),
                Parameters.time("updated_before", updatedBefore),
                title);
        return sessions.list(caller.caller(), filter, PageRequest.of(limit, cursor));
    }

    @GET
    @Path("/{session_id}")
    @RolesAllowed(Scopes.CHAT_READ)
    @Operation(summary = "Read a session")
    public Uni<RestResponse<SessionView>> get(@PathParam("session_id") Id sessionId) {
        return sessions.get(caller.caller(), sessionId.value()).map(view -> ETags.ok(view, view.version()));
    }

    @PATCH
    @Path("/{session_id}")
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(summary = "Rename, end, archive or reopen a session, or change its metadata")
    @RequestBody(content = @Content(schema = @Schema(implementation = SessionChange.class)))
    public Uni<RestResponse<SessionView>> change(
            @PathParam("session_id") Id sessionId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Nullable JsonNode patch) {
        return sessions.change(caller.caller(), sessionId.value(), IfMatch.of(ifMatch), patch)
                .map(view -> ETags.ok(view, view.version()));
    }

    @DELETE
    @Path("/{session_id}")
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(summary = "Delete a session with all of its messages")
    public Uni<Void> delete(@PathParam("session_id") Id sessionId, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return sessions.delete(caller.caller(), sessionId.value(), IfMatch.of(ifMatch));
    }

    @POST
    @Path("/{session_id}/end")
    @RolesAllowed(Scopes.PLATFORM_MODERATOR)
    @Operation(summary = "End any user's session, for moderators")
    public Uni<Void> end(@PathParam("session_id") Id sessionId) {
        return sessions.endByModerator(caller.caller(), sessionId.value());
    }

    /** Earlier versions stored the location only. */
    private static String idOf(StoredOutcome first) {
        String id = first.reference();
        String location = String.valueOf(first.location());
        return id == null ? location.substring(location.lastIndexOf('/') + 1) : id;
    }

    private static @Nullable SessionStatus statusOf(@Nullable String status) {
        try {
            return status == null ? null : SessionStatus.fromWire(status);
        } catch (IllegalArgumentException unknown) {
            throw ProblemException.invalid("status", String.valueOf(unknown.getMessage()));
        }
    }
}
