package de.lopezitwelt.analytics.usage.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.web.identity.CallerContext;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/analytics/query")
@Tag(name = "Usage")
@RolesAllowed(Scopes.ANALYTICS_READ)
public class UsageResource {
    private static final String CSV = "text/csv";
    private static final String LINES = "application/x-ndjson";

    private final UsageService service;
    private final CallerContext callers;
    private final ObjectMapper json;
    private final Clock clock;

    UsageResource(UsageService service, CallerContext callers, ObjectMapper json, Clock clock) {
        this.service = service;
        this.callers = callers;
        this.json = json;
        this.clock = clock;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, CSV, LINES})
    @Operation(
            summary = "What replies used",
            description = "About the caller's own replies; with filters=organization:<id> about the organization's, for"
                    + " members with analytics.read; with filters=agent:<id> about everybody's with an agent, for its"
                    + " creator; about everybody's for administrators. As CSV or lines of JSON: the series, or the totals"
                    + " without one. See docs/analytics.md.")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = UsageAnswer.class)),
                @Content(mediaType = CSV, schema = @Schema(implementation = String.class)),
                @Content(
                        mediaType = LINES,
                        schema = @Schema(type = SchemaType.OBJECT, additionalProperties = Schema.True.class))
            })
    public Uni<Response> query(
            @Parameter(description = "such as replies,cost,latency_p95; replies,total_tokens without it")
                    @QueryParam("measures")
                    @Nullable
                    String measures,
            @Parameter(description = "what is told apart, such as model,source; at most 3")
                    @QueryParam("dimensions")
                    @Nullable
                    String dimensions,
            @Parameter(description = "dimension:value, any number of times; those of one dimension are alternatives")
                    @QueryParam("filters")
                    List<String> filters,
            @Parameter(description = "a day of the time zone, or a time; 7 days before the end without it")
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(description = "a day, whose begin is the end, or a time; now without it")
                    @QueryParam("to")
                    @Nullable
                    String to,
            @Parameter(description = "none, hour, day, week or month; day without it")
                    @QueryParam("granularity")
                    @Nullable
                    String granularity,
            @Parameter(description = "such as Europe/Berlin; UTC without it") @QueryParam("tz") @Nullable String tz,
            @Parameter(description = "a measure that is no percentile, with - before it from the highest on")
                    @QueryParam("order")
                    @Nullable
                    String order,
            @Parameter(description = "most groups, 1 to 200; 20 without it") @QueryParam("limit") @Nullable
                    String limit,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept) {
        var asked = new UsageQuestions.Asked(measures, dimensions, filters, from, to, granularity, tz, order, limit);
        UsageQuestion question = UsageQuestions.read(asked, clock.instant());
        return service.answer(callers.caller(), question).map(answer -> switch (wanted(accept)) {
            case CSV ->
                Response.ok(UsageLines.csv(question.columns(), answer), CSV).build();
            case LINES -> Response.ok(UsageLines.json(json, answer), LINES).build();
            default -> Response.ok(answer, MediaType.APPLICATION_JSON).build();
        });
    }

    /** The container has refused what is none of the three. The first that is named is taken. */
    private static String wanted(@Nullable String accept) {
        if (accept == null) {
            return MediaType.APPLICATION_JSON;
        }
        for (String type : accept.split(",")) {
            String name = type.split(";")[0].strip();
            if (name.equals(CSV) || name.equals(LINES) || name.equals(MediaType.APPLICATION_JSON)) {
                return name;
            }
        }
        return MediaType.APPLICATION_JSON;
    }
}
