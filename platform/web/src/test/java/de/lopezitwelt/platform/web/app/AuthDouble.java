package de.lopezitwelt.platform.web.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Auth, as far as other services call it. Keys are known by their first random character: A is active with read scopes, B is
 * of a user who is blocked, C makes auth fail, anything else is unknown.
 */
public final class AuthDouble implements QuarkusTestResourceLifecycleManager {
    private static final String INTROSPECTIONS = "lopez.test.introspections";
    private @Nullable HttpServer running;

    /** Asked so far. Test and test resource live in different class loaders, so a property carries it. */
    public static int introspections() {
        return Integer.getInteger(INTROSPECTIONS, 0);
    }

    @Override
    public Map<String, String> start() {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException occupied) {
            throw new UncheckedIOException(occupied);
        }
        server.createContext("/internal/token", exchange -> {
            String token = TestTokens.service("web-test", "internal:keys.introspect", "internal:users.read");
            answer(exchange, 200, "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":300}");
        });
        server.createContext("/internal/api-keys/introspect", exchange -> {
            synchronized (AuthDouble.class) {
                System.setProperty(INTROSPECTIONS, Integer.toString(introspections() + 1));
            }
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
            switch (form.charAt("token=lit_".length())) {
                case 'A' ->
                    answer(
                            exchange,
                            200,
                            "{\"active\":true,\"sub\":\"u-key\",\"api_key_id\":\"k-1\",\"organization_id\":\"o-1\","
                                    + "\"scope\":\"agents:read account:read platform:admin internal:users.read\","
                                    + "\"iat\":1700000000}");
                case 'B' ->
                    answer(
                            exchange,
                            200,
                            "{\"active\":true,\"sub\":\"u-blocked\",\"api_key_id\":\"k-2\",\"scope\":\"account:read\",\"iat\":1}");
                case 'C' -> answer(exchange, 500, "{}");
                default -> answer(exchange, 200, "{\"active\":false}");
            }
        });
        server.createContext("/internal/credentials/ended", exchange -> {
            String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            answer(
                    exchange,
                    asked.contains("away") ? 503 : 200,
                    "{\"api_keys\":[\"ended-key\"],\"sign_ins\":[\"ended-sign-in\"]}");
        });
        server.createContext("/internal/users/", exchange -> {
            String id = exchange.getRequestURI().getPath().substring("/internal/users/".length());
            switch (id) {
                case "known" -> answer(exchange, 200, "{\"id\":\"known\"}");
                case "broken" -> answer(exchange, 500, "oops");
                default -> answer(exchange, 404, "{}");
            }
        });
        server.start();
        running = server;
        return Map.of(
                "lopez.services.auth", "http://localhost:" + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void stop() {
        if (running != null) {
            running.stop(0);
        }
    }
}
