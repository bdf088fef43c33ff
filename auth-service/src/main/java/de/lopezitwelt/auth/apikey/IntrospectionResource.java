package de.lopezitwelt.auth.apikey;

import com.fasterxml.jackson.annotation.JsonInclude;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Introspection of API keys for the services (RFC 7662). */
@Path("/internal/api-keys/introspect")
@Tag(name = "Internal")
class IntrospectionResource {
    private final IntrospectionService service;
    private final CallerContext caller;

    IntrospectionResource(IntrospectionService service, CallerContext caller) {
        this.service = service;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Scopes.INTERNAL_KEYS_INTROSPECT)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(summary = "Whether a key is active, whose it is and what it may do")
    public Uni<Introspection> introspect(@FormParam("token") @Nullable String token) {
        if (token == null) {
            throw ProblemException.invalid("token", "must not be missing");
        }
        return service.introspect(token, caller.actor())
                .map(found -> found.map(Introspection::of).orElse(Introspection.INACTIVE));
    }

    /** {@code exp} and {@code iat} in seconds since 1970. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Introspection(
            boolean active,
            @Nullable String sub,
            @Nullable String apiKeyId,
            @Nullable String organizationId,
            @Nullable String scope,
            @Nullable Long exp,
            @Nullable Long iat) {
        static final Introspection INACTIVE = new Introspection(false, null, null, null, null, null, null);

        static Introspection of(PresentedKey key) {
            Instant expiresAt = key.grant().expiresAt();
            return new Introspection(
                    true,
                    key.grant().userId(),
                    key.id(),
                    key.grant().organizationId(),
                    String.join(" ", key.grant().permissions()),
                    expiresAt == null ? null : expiresAt.getEpochSecond(),
                    key.createdAt().getEpochSecond());
        }
    }
}
