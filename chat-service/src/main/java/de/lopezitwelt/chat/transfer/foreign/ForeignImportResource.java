package de.lopezitwelt.chat.transfer.foreign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.chat.delivery.EventStreams;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Imports from other systems over HTTP. */
@Path("/api/v1/imports/conversations")
@Tag(name = "Export and import")
public class ForeignImportResource {
    private static final String LINES = "application/x-ndjson";

    private final ForeignImportService imports;
    private final EventStreams streams;
    private final CallerContext caller;
    private final RoutingContext routing;
    private final ObjectMapper json;

    ForeignImportResource(
            ForeignImportService imports,
            EventStreams streams,
            CallerContext caller,
            RoutingContext routing,
            ObjectMapper json) {
        this.imports = imports;
        this.streams = streams;
        this.caller = caller;
        this.routing = routing;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(
            summary = "Import conversations of ChatGPT, Claude, LibreChat or Open WebUI",
            description =
                    "The body is the export as it is: the archive, or the JSON. Answers with a line of JSON for each"
                            + " conversation as it is done, and one that sums up. Sent again, it goes on where it ended: what has"
                            + " come along already stays as it is. agent_id names the agent that the sessions go on with.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "200",
            description = "Lines of JSON",
            content = @Content(mediaType = LINES, schema = @Schema(implementation = ImportLine.class)))
    public Uni<Response> post(
            @Parameter(required = true) @QueryParam("agent_id") @Nullable Id agentId,
            @QueryParam("organization_id") @Nullable Id organizationId) {
        if (agentId == null) {
            throw ProblemException.invalid("agent_id", "must name the agent that the sessions go on with");
        }
        Caller importer = caller.caller();
        return streams.writeText(
                        importer,
                        routing.request(),
                        Map.of("content-type", LINES),
                        imports.run(importer, routing.request(), agentId.value(), Id.textOf(organizationId))
                                .map(lines -> lines.map(this::line)))
                .replaceWith(() -> Response.ok().build());
    }

    private String line(ImportLine line) {
        try {
            return json.writeValueAsString(line) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
