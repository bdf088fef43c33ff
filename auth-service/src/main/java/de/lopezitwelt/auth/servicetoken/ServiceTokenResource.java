package de.lopezitwelt.auth.servicetoken;

import de.lopezitwelt.auth.AuthProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tokens with which the services call each other's {@code /internal} endpoints. */
@Path("/internal/token")
@Tag(name = "Internal")
class ServiceTokenResource {
    private static final String BASIC = "Basic ";
    private static final String GRANT = "client_credentials";

    private final ServiceTokenService service;

    ServiceTokenResource(ServiceTokenService service) {
        this.service = service;
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(summary = "Token for a service", description = "Basic authentication with name and secret.")
    public ServiceTokenAnswer issue(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @FormParam("grant_type") @Nullable String grantType,
            @FormParam("scope") @Nullable String scope) {
        if (!GRANT.equals(grantType)) {
            throw ProblemException.invalid("grant_type", "must be " + GRANT);
        }
        String[] credentials = credentials(authorization);
        Set<String> wanted = scope == null || scope.isBlank()
                ? Set.of()
                : Set.of(scope.strip().split(" +"));
        var issued = service.issue(credentials[0], credentials[1], wanted);
        return new ServiceTokenAnswer(
                issued.token().value(),
                "Bearer",
                issued.token().lifetime().toSeconds(),
                String.join(" ", issued.scopes()));
    }

    record ServiceTokenAnswer(String accessToken, String tokenType, long expiresIn, String scope) {
        @Override
        public String toString() {
            return "ServiceTokenAnswer";
        }
    }

    private static String[] credentials(@Nullable String authorization) {
        if (authorization != null && authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            try {
                byte[] decoded = Base64.getDecoder()
                        .decode(authorization.substring(BASIC.length()).strip());
                String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
                if (parts.length == 2) {
                    return parts;
                }
            } catch (IllegalArgumentException notBase64) {
                throw new ProblemException(AuthProblem.INVALID_CLIENT);
            }
        }
        throw new ProblemException(AuthProblem.INVALID_CLIENT);
    }
}
