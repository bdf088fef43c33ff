package de.lopezitwelt.runtime.mcp.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.runtime.mcp.oauth.OAuthFailure.Kind;
import de.lopezitwelt.runtime.outbound.OutboundAddressPolicy;
import de.lopezitwelt.runtime.outbound.OutboundRefused;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An authorization server, according to its metadata (RFC 8414 §2).
 *
 * @param registrationEndpoint null when clients cannot register themselves
 * @param revocationEndpoint null when tokens cannot be revoked
 * @param issuerInCallback whether it names itself when it sends people back (RFC 9207)
 * @param authentications how clients may authenticate; empty when the metadata does not say it
 */
record AuthorizationServer(
        String issuer,
        URI authorizationEndpoint,
        URI tokenEndpoint,
        @Nullable URI registrationEndpoint,
        @Nullable URI revocationEndpoint,
        boolean issuerInCallback,
        List<String> authentications) {

    /** @throws OAuthFailure when something that we need is missing, or an address must not be called */
    static AuthorizationServer of(JsonNode metadata, OutboundAddressPolicy addresses) {
        if (!texts(metadata, "code_challenge_methods_supported").contains("S256")) {
            throw new OAuthFailure(Kind.UNUSABLE, "the authorization server does not say that it takes PKCE with S256");
        }
        URI authorization = endpoint(metadata, "authorization_endpoint", addresses);
        URI token = endpoint(metadata, "token_endpoint", addresses);
        if (authorization == null || token == null) {
            throw new OAuthFailure(Kind.UNUSABLE, "the authorization server does not name its endpoints");
        }
        return new AuthorizationServer(
                metadata.path("issuer").asText(),
                authorization,
                token,
                endpoint(metadata, "registration_endpoint", addresses),
                endpoint(metadata, "revocation_endpoint", addresses),
                metadata.path("authorization_response_iss_parameter_supported").asBoolean(),
                texts(metadata, "token_endpoint_auth_methods_supported"));
    }

    private static @Nullable URI endpoint(JsonNode metadata, String name, OutboundAddressPolicy addresses) {
        if (!metadata.path(name).isTextual()) {
            return null;
        }
        return allowed(metadata.path(name).textValue(), addresses);
    }

    /** @throws OAuthFailure when the text is not a URL, or the URL must not be called */
    static URI allowed(String text, OutboundAddressPolicy addresses) {
        try {
            URI url = URI.create(text);
            addresses.checkUrl(url);
            return url;
        } catch (IllegalArgumentException | OutboundRefused refused) {
            throw new OAuthFailure(Kind.UNUSABLE, "an address on the way to the sign-in must not be called");
        }
    }

    static List<String> texts(JsonNode metadata, String name) {
        List<String> texts = new ArrayList<>();
        metadata.path(name).forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
