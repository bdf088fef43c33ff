package de.lopezitwelt.chat.transfer.exporting;

import de.lopezitwelt.chat.delivery.EventStreams;
import de.lopezitwelt.chat.transfer.document.ExportDocument;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.identity.CallerContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Exports over HTTP. */
@Path("/api/v1/exports/sessions")
@Tag(name = "Export and import", description = "Taking one's sessions out, and bringing them back in")
public class ExportResource {
    private final ExportService exports;
    private final EventStreams streams;
    private final CallerContext caller;
    private final RoutingContext routing;

    ExportResource(ExportService exports, EventStreams streams, CallerContext caller, RoutingContext routing) {
        this.exports = exports;
        this.streams = streams;
        this.caller = caller;
        this.routing = routing;
    }

    @GET
    @RolesAllowed(Scopes.CHAT_READ)
    @Operation(
            summary = "Export all of one's sessions",
            description = "With all branches; format=json, which an import takes, or format=markdown.")
    @APIResponse(
            responseCode = "200",
            description = "A file",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ExportDocument.class)),
                @Content(mediaType = "text/markdown", schema = @Schema(implementation = String.class))
            })
    public Uni<Response> all(@QueryParam("format") @Nullable String format) {
        ExportFormat wanted = ExportFormat.of(format);
        return write(wanted, exports.all(caller.caller(), wanted));
    }

    @GET
    @Path("/{session_id}")
    @RolesAllowed(Scopes.CHAT_READ)
    @Operation(summary = "Export one session", description = "As the export of all.")
    @APIResponse(
            responseCode = "200",
            description = "A file",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ExportDocument.class)),
                @Content(mediaType = "text/markdown", schema = @Schema(implementation = String.class))
            })
    public Uni<Response> one(@PathParam("session_id") Id sessionId, @QueryParam("format") @Nullable String format) {
        ExportFormat wanted = ExportFormat.of(format);
        return write(wanted, exports.one(caller.caller(), sessionId.value(), wanted));
    }

    private Uni<Response> write(ExportFormat format, Uni<Multi<String>> parts) {
        return streams.writeText(caller.caller(), routing.request(), format.headers(), parts)
                .replaceWith(() -> Response.ok().build());
    }
}
