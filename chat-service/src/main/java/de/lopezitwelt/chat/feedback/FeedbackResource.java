package de.lopezitwelt.chat.feedback;

import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.concurrency.ETags;
import de.lopezitwelt.platform.web.concurrency.IfMatch;
import de.lopezitwelt.platform.web.identity.CallerContext;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Feedback over HTTP. */
@Path("/api/v1/sessions/{session_id}/feedback")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Feedback", description = "What callers think of their sessions")
public class FeedbackResource {
    private final FeedbackService feedback;
    private final CallerContext caller;

    FeedbackResource(FeedbackService feedback, CallerContext caller) {
        this.feedback = feedback;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Scopes.CHAT_READ)
    @Operation(summary = "Read one's feedback on a session")
    public Uni<RestResponse<FeedbackView>> get(@PathParam("session_id") Id sessionId) {
        return feedback.get(caller.caller().userId(), sessionId.value()).map(view -> ETags.ok(view, view.version()));
    }

    @PUT
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(
            summary = "Rate a session from 1.00 to 5.00, with words if one likes",
            description =
                    "Replaces an earlier feedback. Summaries count the rating; the text is shown to its writer only.")
    public Uni<RestResponse<FeedbackView>> put(
            @PathParam("session_id") Id sessionId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull FeedbackRequest request) {
        return feedback.put(caller.caller(), sessionId.value(), IfMatch.of(ifMatch), request)
                .map(view -> ETags.ok(view, view.version()));
    }

    @DELETE
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(summary = "Withdraw one's feedback on a session")
    public Uni<Void> delete(@PathParam("session_id") Id sessionId, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return feedback.delete(caller.caller(), sessionId.value(), IfMatch.of(ifMatch));
    }
}
