package de.lopezitwelt.chat.connection;

import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.openapi.Fails;
import de.lopezitwelt.platform.web.sealing.OneTimeSecrets;
import de.lopezitwelt.runtime.catalog.ToolsDefinition.McpServer;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Sign-ins to MCP servers over HTTP, for people alone. */
@Path("/api/v1/tool-connections")
@RolesAllowed(Scopes.PLATFORM_USER)
@Tag(name = "Tool connections", description = "The MCP servers that one has signed in to")
public class ToolConnectionResource {
    private static final String NO_NAME = "is not the name of a server: up to 31 small letters, digits and hyphens";

    private final ToolConnectionService connections;
    private final CallerContext caller;

    ToolConnectionResource(ToolConnectionService connections, CallerContext caller) {
        this.connections = connections;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "The servers that people sign in to, and whether one has",
            description = "Agents that name such a server have its tools once the person they reply to has signed in.")
    public Uni<ConnectionList> list() {
        return connections.list(caller.caller()).map(ConnectionList::new);
    }

    @Schema(name = "ToolConnectionList")
    record ConnectionList(List<ConnectionView> data) {}

    /** @param server its name in the operator's catalog */
    @Schema(name = "ToolSignInRequest")
    record StartRequest(
            @NotBlank @Pattern(regexp = McpServer.NAME, message = NO_NAME)
            String server) {}

    @POST
    @Operation(
            summary = "Begin to sign in to a server",
            description = "Go to the authorization URL; it leads back to the web client, which ends the sign-in.")
    @Fails(status = 409, when = "The operator has not set sign-ins up")
    @Fails(status = 502, when = "The server or its authorization server cannot be used; detail says why")
    public Uni<ToolConnectionService.Started> start(@NotNull @Valid StartRequest request) {
        return connections.start(caller.caller(), request.server());
    }

    /**
     * The parameters that the authorization server has appended to the redirect URI.
     *
     * @param code null when it has refused
     * @param error the reason of a refusal
     */
    @Schema(name = "ToolSignInEnd")
    record CompleteRequest(
            @NotBlank @Size(max = OneTimeSecrets.LONGEST) String state,
            @Nullable @Size(max = 4096) String code,
            @Nullable @Size(max = 512) String iss,
            @Nullable @Size(max = 100) String error) {
        @Override
        public String toString() {
            return "CompleteRequest";
        }
    }

    @POST
    @Path("/complete")
    @Operation(
            summary = "End a sign-in to a server",
            description = "With what was appended to the redirect URI. Only who has begun it can end it, once.")
    @Fails(status = 502, when = "The authorization server gives no token; detail says why")
    public Uni<ConnectionView> complete(@NotNull @Valid CompleteRequest request) {
        var callback =
                new ToolConnectionService.Callback(request.state(), request.code(), request.iss(), request.error());
        return connections.complete(caller.caller(), callback);
    }

    @DELETE
    @Operation(
            summary = "Sign out of a server",
            description = "Removes the tokens, and revokes them where the authorization server takes that.")
    public Uni<Void> disconnect(
            @QueryParam("server") @NotBlank @Pattern(regexp = McpServer.NAME, message = NO_NAME) String server) {
        return connections.disconnect(caller.caller(), server);
    }
}
