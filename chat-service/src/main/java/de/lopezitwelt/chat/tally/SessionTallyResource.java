package de.lopezitwelt.chat.tally;

import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.contracts.session.SessionTally;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Figures of all sessions, for the service that compares them. */
@Path("/internal/session-tallies")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Internal", description = "For the other services, never routed from outside")
public class SessionTallyResource {
    private final SessionTallyService service;

    SessionTallyResource(SessionTallyService service) {
        this.service = service;
    }

    @GET
    @RolesAllowed(Scopes.INTERNAL_SESSIONS_READ)
    @Operation(summary = "Messages of the sessions that began on a day, in numbers", description = "The day is in UTC.")
    public Uni<Page<SessionTally>> ofDay(
            @QueryParam("day") @Nullable String day,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(500) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return service.startedOn(parse(day), limit, cursor);
    }

    private static LocalDate parse(@Nullable String day) {
        try {
            return LocalDate.parse(String.valueOf(day));
        } catch (DateTimeException broken) {
            throw ProblemException.invalid("day", "must be a date such as 2026-01-31");
        }
    }
}
