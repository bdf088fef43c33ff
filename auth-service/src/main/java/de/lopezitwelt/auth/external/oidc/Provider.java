package de.lopezitwelt.auth.external.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A provider with its own metadata (OpenID Connect Discovery 1.0).
 *
 * @param issuerInCallback whether it names itself when it sends browsers back (RFC 9207)
 */
public record Provider(
        String id,
        ExternalConfig.Provider config,
        String issuer,
        URI authorizationEndpoint,
        URI tokenEndpoint,
        URI jwksUri,
        boolean issuerInCallback) {
    /** @throws IllegalArgumentException when the document belongs to another issuer or is incomplete */
    static Provider of(String id, ExternalConfig.Provider config, JsonNode document) {
        String issuer = document.path("issuer").asText();
        if (!issuer.equals(config.issuer().toString())) {
            throw new IllegalArgumentException("Provider " + id + " is not the issuer that is configured");
        }
        return new Provider(
                id,
                config,
                issuer,
                endpoint(id, config, document, "authorization_endpoint"),
                endpoint(id, config, document, "token_endpoint"),
                endpoint(id, config, document, "jwks_uri"),
                document.path("authorization_response_iss_parameter_supported").asBoolean());
    }

    private static URI endpoint(String id, ExternalConfig.Provider config, JsonNode document, String name) {
        URI uri = URI.create(document.path(name).asText());
        requireSafe(id, config, uri);
        return uri;
    }

    /** @throws IllegalArgumentException for anything but https, unless http is allowed */
    static void requireSafe(String id, ExternalConfig.Provider config, URI uri) {
        boolean safe = "https".equals(uri.getScheme()) || config.allowHttp() && "http".equals(uri.getScheme());
        if (!safe || uri.getHost() == null || uri.getUserInfo() != null) {
            throw new IllegalArgumentException("Provider " + id + " has an address that is not https");
        }
    }

    /** The URL at which a user signs in (OpenID Connect Core §3.1.2.1, RFC 7636). */
    public String authorizationUrl(URI redirectUri, String state, String nonce, String codeChallenge) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put("client_id", config.clientId());
        parameters.put("redirect_uri", redirectUri.toString());
        parameters.put("scope", String.join(" ", config.scopes()));
        parameters.put("state", state);
        parameters.put("nonce", nonce);
        parameters.put("code_challenge", codeChallenge);
        parameters.put("code_challenge_method", "S256");
        return authorizationEndpoint + (authorizationEndpoint.getQuery() == null ? "?" : "&") + form(parameters);
    }

    static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Provider " + id;
    }
}
