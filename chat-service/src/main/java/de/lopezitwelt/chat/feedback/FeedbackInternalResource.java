package de.lopezitwelt.chat.feedback;

import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.contracts.session.FeedbackTexts;
import de.lopezitwelt.platform.persistence.Id;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Texts of feedback, which no event carries, for the service that shows them beside the score. */
@Path("/internal/session-feedback")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Internal", description = "For the other services, never routed from outside")
public class FeedbackInternalResource {
    private final FeedbackService feedback;

    FeedbackInternalResource(FeedbackService feedback) {
        this.feedback = feedback;
    }

    @GET
    @RolesAllowed(Scopes.INTERNAL_FEEDBACK_READ)
    @Operation(summary = "What users wrote about sessions", description = "Sessions without a text are left out.")
    public Uni<FeedbackTexts> of(
            @QueryParam("session_id") @NotNull @Size(min = 1, max = 100) List<@NotNull Id> sessionIds) {
        return feedback.texts(sessionIds.stream().map(Id::value).toList()).map(FeedbackTexts::new);
    }
}
