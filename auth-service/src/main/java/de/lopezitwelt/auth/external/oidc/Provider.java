package de.lopezitwelt.auth.external.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.auth.external.oidc.ExternalConfig.ClientAuthentication;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A provider with its own metadata (OpenID Connect Discovery 1.0).
 *
 * @param userinfoEndpoint null where it has none
 * @param secretInForm whether this client sends its secret within the form (client_secret_post), not in the header
 * @param issuerInCallback whether it names itself when it sends browsers back (RFC 9207)
 */
public record Provider(
        String id,
        ExternalConfig.Provider config,
        String issuer,
        URI authorizationEndpoint,
        URI tokenEndpoint,
        URI jwksUri,
        @Nullable URI userinfoEndpoint,
        boolean secretInForm,
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
                document.hasNonNull("userinfo_endpoint") ? endpoint(id, config, document, "userinfo_endpoint") : null,
                isSecretInForm(config, document.path("token_endpoint_auth_methods_supported")),
                document.path("authorization_response_iss_parameter_supported").asBoolean());
    }

    /** The header is the default of the standard and of providers that do not say (OpenID Connect Discovery §3). */
    private static boolean isSecretInForm(ExternalConfig.Provider config, JsonNode methods) {
        return config.clientAuthentication()
                .map(chosen -> chosen == ClientAuthentication.CLIENT_SECRET_POST)
                .orElseGet(() -> {
                    List<String> names = new ArrayList<>();
                    methods.forEach(method -> names.add(method.asText()));
                    return names.contains("client_secret_post") && !names.contains("client_secret_basic");
                });
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

    /** The header with which this client proves itself; null where the form does it. */
    @Nullable
    String authorization() {
        if (secretInForm) {
            return null;
        }
        String credentials = encode(config.clientId()) + ":" + encode(config.clientSecret());
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    /** The form that exchanges a code for tokens (RFC 6749 §4.1.3, RFC 7636 §4.5). */
    Map<String, String> exchange(String code, URI redirectUri, String verifier) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", redirectUri.toString());
        form.put("code_verifier", verifier);
        if (secretInForm) {
            form.put("client_id", config.clientId());
            form.put("client_secret", config.clientSecret());
        }
        return form;
    }

    static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Provider " + id;
    }
}
