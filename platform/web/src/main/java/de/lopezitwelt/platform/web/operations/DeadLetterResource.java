package de.lopezitwelt.platform.web.operations;

import de.lopezitwelt.platform.messaging.deadletter.DeadLetter;
import de.lopezitwelt.platform.messaging.deadletter.GapCount;
import de.lopezitwelt.platform.messaging.deadletter.OpenGap;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.paging.Parameters;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Events that this service's consumers could not fold. */
@Path("/internal/operations/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operator", description = "For ./lopez, never routed from outside")
@RolesAllowed(DeadLetterResource.OPERATOR)
@Blocking
public class DeadLetterResource {
    /** The scope of the operator's client. The contracts, which lie above this module, name it too. */
    static final String OPERATOR = "internal:operations";

    private static final int LONGEST_NAME = 120;

    private final DeadLetterService service;
    private final CallerContext caller;

    DeadLetterResource(DeadLetterService service, CallerContext caller) {
        this.service = service;
        this.caller = caller;
    }

    /** @param data one entry for each group and topic with gaps */
    public record Counts(List<GapCount> data) {}

    /** @param data newest first */
    public record Gaps(List<OpenGap> data) {}

    /** @param data one for each group that could not fold the event */
    public record Letters(List<DeadLetter> data) {}

    @GET
    @Path("/counts")
    @Operation(summary = "Dead letters per group and topic")
    public Counts counts() {
        return new Counts(service.counts());
    }

    @GET
    @Operation(summary = "The newest dead letters", description = "As many as one redrive sends, unless limited.")
    public Gaps list(
            @QueryParam("topic") @Nullable String topic,
            @QueryParam("limit") @DefaultValue("10000") @Min(1) @Max(DeadLetterService.AT_ONCE) int limit) {
        return new Gaps(service.newest(Parameters.name("topic", topic, LONGEST_NAME), limit));
    }

    @GET
    @Path("/{event_id}")
    @Operation(summary = "An event with its headers and body, for each group that could not fold it")
    public Letters show(@PathParam("event_id") GapId eventId) {
        return new Letters(service.of(eventId.value()));
    }

    @POST
    @Path("/redrives")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Sends dead letters to their topic again, the newest 10,000 at most",
            description = "Only the group that could not fold them takes them; what is still refused stays a gap.")
    public RedriveRequest.Answer redrive(@NotNull @Valid RedriveRequest request) {
        if (request.topic() == null && request.eventId() == null) {
            throw ProblemException.invalid("topic", "is needed, or an event_id");
        }
        if (request.body() != null && request.eventId() == null) {
            throw ProblemException.invalid("body", "belongs to one event: event_id is needed");
        }
        return new RedriveRequest.Answer(service.redrive(caller.caller().actor(), request));
    }
}
