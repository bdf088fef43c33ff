package de.lopezitwelt.auth.jwks;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The public keys with which anybody can verify our access tokens (RFC 7517 §5). */
@Path("/.well-known/jwks.json")
@Tag(name = "Tokens")
class JwksResource {
    private static final String CACHEABLE = "public, max-age=60";

    private final SigningKeys keys;

    JwksResource(SigningKeys keys) {
        this.keys = keys;
    }

    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Public keys of the access tokens")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = KeySet.class)))
    public Response published() {
        return Response.ok(keys.published())
                .header(HttpHeaders.CACHE_CONTROL, CACHEABLE)
                .build();
    }

    /** @param keys as RFC 7517 describes them */
    @Schema(name = "KeySet")
    record KeySet(List<Map<String, String>> keys) {}
}
