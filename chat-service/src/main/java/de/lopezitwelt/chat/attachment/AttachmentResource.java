package de.lopezitwelt.chat.attachment;

import de.lopezitwelt.chat.attachment.content.FileNamePolicy;
import de.lopezitwelt.chat.attachment.content.FileType;
import de.lopezitwelt.chat.attachment.upload.Upload;
import de.lopezitwelt.chat.delivery.EventStreams;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.concurrency.ETags;
import de.lopezitwelt.platform.web.idempotency.Idempotent;
import de.lopezitwelt.platform.web.idempotency.IdempotentRequest;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Files over HTTP. */
@Path("/api/v1/attachments")
@Tag(name = "Attachments", description = "Files to add to messages")
public class AttachmentResource {
    private static final String PATH = "/api/v1/attachments/";

    private final AttachmentService attachments;
    private final IdempotentRequest idempotency;
    private final CallerContext caller;
    private final EventStreams streams;
    private final RoutingContext routing;

    AttachmentResource(
            AttachmentService attachments,
            IdempotentRequest idempotency,
            CallerContext caller,
            EventStreams streams,
            RoutingContext routing) {
        this.attachments = attachments;
        this.idempotency = idempotency;
        this.caller = caller;
        this.streams = streams;
        this.routing = routing;
    }

    @POST
    @Idempotent(replay = Idempotent.Replay.RESOURCE)
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(
            summary = "Upload a file",
            description =
                    "The body is the file itself, or a form (multipart/form-data) with one file in it. Its content"
                            + " decides its type, not its Content-Type: PNG, JPEG, GIF and WebP images, PDF, DOCX, XLSX, PPTX, and"
                            + " text or Markdown in any usual encoding are taken. A message takes it by its id; without one it is"
                            + " removed after a day.")
    @ResponseStatus(201)
    public Uni<RestResponse<AttachmentView>> upload(
            @Parameter(description = "Needed unless a form names its file") @QueryParam("filename") @Nullable
                    String filename,
            @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_OCTET_STREAM,
                                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                                @Content(
                                        mediaType = MediaType.MULTIPART_FORM_DATA,
                                        schema =
                                                @Schema(
                                                        type = SchemaType.OBJECT,
                                                        properties =
                                                                @SchemaProperty(
                                                                        name = "file",
                                                                        type = SchemaType.STRING,
                                                                        format = "binary")))
                            })
                    byte @Nullable [] body) {
        Upload file =
                Upload.of(body == null ? new byte[0] : body, routing.request().getHeader(HttpHeaders.CONTENT_TYPE));
        String name = filename == null ? file.name() : filename;
        if (name == null || FileNamePolicy.clean(name).isEmpty()) {
            throw ProblemException.invalid("filename", "must name the file");
        }
        return idempotency
                .earlier()
                .map(first -> attachments.get(caller.caller(), String.valueOf(first.reference())))
                .orElseGet(() -> attachments.upload(caller.caller(), name, file.content()))
                .map(view -> ETags.created(PATH + view.id(), view));
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.CHAT_READ)
    @Operation(summary = "List the caller's files, newest first")
    public Uni<Page<AttachmentView>> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        return attachments.list(caller.caller(), PageRequest.of(limit, cursor));
    }

    @GET
    @Path("/{attachment_id}")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.CHAT_READ)
    @Operation(summary = "Read the description of a file")
    public Uni<AttachmentView> get(@PathParam("attachment_id") Id id) {
        return attachments.get(caller.caller(), id.value());
    }

    @GET
    @Path("/{attachment_id}/content")
    @RolesAllowed(Scopes.CHAT_READ)
    @Operation(
            summary = "Download a file",
            description = "As it was uploaded, to be kept and never shown: with Content-Disposition attachment and a"
                    + " sandboxing Content-Security-Policy, text of any kind as text/plain in its own encoding.")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content =
                    @Content(
                            mediaType = MediaType.WILDCARD,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Uni<Response> content(@PathParam("attachment_id") Id id) {
        Caller reader = caller.caller();
        return attachments
                .content(reader, id.value())
                .chain(content -> streams.writeBytes(
                        reader,
                        routing.request(),
                        headers(content.view()),
                        Uni.createFrom().item(content.bytes())))
                .replaceWith(() -> Response.ok().build());
    }

    @DELETE
    @Path("/{attachment_id}")
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(
            summary = "Delete a file that no message has taken",
            description = "One that belongs to a message goes with its session: 409.")
    public Uni<Void> delete(@PathParam("attachment_id") Id id) {
        return attachments.delete(caller.caller(), id.value());
    }

    private static Map<String, String> headers(AttachmentView view) {
        return Map.of(
                "content-type", FileType.of(view.mediaType()).servedAs(view.encoding()),
                "content-length", Long.toString(view.size()),
                "content-disposition", FileNamePolicy.disposition(view.name()),
                "content-security-policy", "default-src 'none'; sandbox");
    }
}
