package de.lopezitwelt.auth.external;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * OpenID Connect providers that follow the protocol unless a test asks them to break it: the parameter {@code as},
 * which the test appends to the authorization URL, says who signs in and what goes wrong. The third is trusted with
 * addresses and wants the secret in the form, the fourth tells what it knows in userinfo only.
 */
public final class OidcDouble implements QuarkusTestResourceLifecycleManager {
    static final String CLIENT = "lopez";
    static final String SECRET = "s3cret of a/client";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Map<String, String>> grants = new ConcurrentHashMap<>();
    private final List<PublicJsonWebKey> others = new ArrayList<>();
    private @Nullable HttpServer server;
    private @Nullable RsaJsonWebKey key;

    @Override
    public Map<String, String> start() {
        try {
            key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId("double-1");
            others.add(EcJwkGenerator.generateJwk(EllipticCurves.P521));
            others.add(OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519));
            others.getFirst().setKeyId("double-2");
            others.getLast().setKeyId("double-3");
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::handle);
            server.start();
        } catch (IOException | JoseException e) {
            throw new IllegalStateException(e);
        }
        var configuration = new HashMap<String, String>();
        for (String id : new String[] {"first", "second", "third", "fourth"}) {
            String prefix = "lopez.auth.external.providers." + id + ".";
            configuration.put(prefix + "issuer", issuer(id));
            configuration.put(prefix + "client-id", CLIENT);
            configuration.put(prefix + "client-secret", SECRET);
            configuration.put(prefix + "allow-http", "true");
        }
        configuration.put("lopez.auth.external.providers.first.name", "The First");
        configuration.put("lopez.auth.external.providers.third.trust-email", "true");
        configuration.put("lopez.auth.external.providers.third.client-authentication", "client-secret-post");
        configuration.put("lopez.auth.external.providers.fourth.roles.claim", "groups");
        configuration.put("lopez.auth.external.providers.fourth.roles.admin", "admins");
        configuration.put("lopez.auth.external.providers.second.roles.claim", "realm_access.roles");
        configuration.put("lopez.auth.external.providers.second.roles.moderator", "mods,helpers");
        configuration.put("lopez.auth.external.providers.second.roles.admin", "admins");
        return configuration;
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private String issuer(String id) {
        return "http://localhost:" + server().getAddress().getPort() + "/" + id;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String[] path = exchange.getRequestURI().getPath().split("/", 3);
        switch (path[2]) {
            case ".well-known/openid-configuration" -> answer(exchange, 200, discovery(path[1]));
            case "keys" -> answer(exchange, 200, JSON.readTree(keys().toJson(OutputControlLevel.PUBLIC_ONLY)));
            case "authorize" -> authorize(exchange, path[1]);
            case "token" -> token(exchange, path[1], parameters(body));
            case "userinfo" -> userinfo(exchange);
            default -> answer(exchange, 404, Map.of());
        }
    }

    private Map<String, Object> discovery(String id) {
        Map<String, Object> document = new HashMap<>(Map.of(
                "issuer", issuer(id),
                "authorization_endpoint", issuer(id) + "/authorize",
                "token_endpoint", issuer(id) + "/token",
                "jwks_uri", issuer(id) + "/keys",
                "authorization_response_iss_parameter_supported", true));
        if (id.equals("fourth")) {
            document.put("userinfo_endpoint", issuer(id) + "/userinfo");
            document.put("token_endpoint_auth_methods_supported", List.of("none", "client_secret_post"));
        }
        return document;
    }

    private void authorize(HttpExchange exchange, String id) throws IOException {
        Map<String, String> request = parameters(exchange.getRequestURI().getRawQuery());
        boolean wellFormed = CLIENT.equals(request.get("client_id"))
                && "code".equals(request.get("response_type"))
                && "S256".equals(request.get("code_challenge_method"))
                && request.getOrDefault("scope", "").contains("openid")
                && request.containsKey("nonce");
        if (!wellFormed) {
            answer(exchange, 400, Map.of("error", "invalid_request"));
            return;
        }
        String code = UUID.randomUUID().toString();
        request.put("provider", id);
        grants.put(code, request);
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        request.get("redirect_uri") + "?code=" + code + "&state=" + request.get("state") + "&iss="
                                + URLEncoder.encode(issuer(id), StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(302, -1);
        exchange.getResponseBody().close();
    }

    /** RFC 6749 §4.1.3 and RFC 7636 §4.6. */
    private void token(HttpExchange exchange, String id, Map<String, String> request) throws IOException {
        Map<String, String> grant = grants.remove(request.getOrDefault("code", ""));
        String basic = "Basic "
                + Base64.getEncoder()
                        .encodeToString((CLIENT + ":" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8))
                                .getBytes(StandardCharsets.UTF_8));
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        boolean known = id.equals("third") || id.equals("fourth")
                ? header == null
                        && CLIENT.equals(request.get("client_id"))
                        && SECRET.equals(request.get("client_secret"))
                : basic.equals(header) && !request.containsKey("client_secret");
        if (!known) {
            answer(exchange, 401, Map.of("error", "invalid_client"));
            return;
        }
        boolean fits = grant != null
                && id.equals(grant.get("provider"))
                && "authorization_code".equals(request.get("grant_type"))
                && String.valueOf(grant.get("redirect_uri")).equals(request.get("redirect_uri"))
                && String.valueOf(grant.get("code_challenge"))
                        .equals(challenge(request.getOrDefault("code_verifier", "")));
        if (!fits || grant == null) {
            answer(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        JsonNode as = JSON.readTree(Base64.getUrlDecoder().decode(String.valueOf(grant.get("as"))));
        String idToken = new IdTokenForge(issuer(id), key(), others).mint(as, String.valueOf(grant.get("nonce")));
        String accessToken = UUID.randomUUID().toString();
        grants.put(accessToken, grant);
        answer(exchange, 200, Map.of("access_token", accessToken, "token_type", "Bearer", "id_token", idToken));
    }

    /** Says what the test has put into {@code userinfo}. */
    private void userinfo(HttpExchange exchange) throws IOException {
        String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        Map<String, String> grant = grants.remove(header.replaceFirst("Bearer ", ""));
        if (grant == null) {
            answer(exchange, 401, Map.of("error", "invalid_token"));
            return;
        }
        JsonNode as = JSON.readTree(Base64.getUrlDecoder().decode(String.valueOf(grant.get("as"))));
        answer(exchange, 200, as.path("userinfo"));
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    static Map<String, String> parameters(String encoded) {
        var parameters = new HashMap<String, String>();
        for (String pair : encoded.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private HttpServer server() {
        if (server == null) {
            throw new UncheckedIOException(new IOException("not started"));
        }
        return server;
    }

    private JsonWebKeySet keys() {
        JsonWebKeySet keys = new JsonWebKeySet(key());
        others.forEach(keys::addJsonWebKey);
        return keys;
    }

    private RsaJsonWebKey key() {
        if (key == null) {
            throw new IllegalStateException("not started");
        }
        return key;
    }
}
