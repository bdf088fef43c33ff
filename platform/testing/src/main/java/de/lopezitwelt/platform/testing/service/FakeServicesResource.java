package de.lopezitwelt.platform.testing.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All other services as one HTTP server that answers what a test told it ({@link FakeServices}), 404 otherwise. Use it
 * beside {@code BackendsResource}. The argument {@code services} names those that are stood in for, when not all are.
 */
public final class FakeServicesResource implements QuarkusTestResourceLifecycleManager {
    private static final List<String> SERVICES = List.of("auth", "agent", "chat", "org-billing", "analytics");
    static final String AWAY = "away";
    private static final byte[] TOKEN = "{\"access_token\":\"of-a-test\",\"token_type\":\"Bearer\",\"expires_in\":300}"
            .getBytes(StandardCharsets.UTF_8);

    private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
    private List<String> services = SERVICES;
    private @Nullable HttpServer server;

    @Override
    public void init(Map<String, String> arguments) {
        String named = arguments.get("services");
        services = named == null ? SERVICES : List.of(named.split(","));
    }

    @Override
    public Map<String, String> start() {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            started.createContext("/", this::answer);
            started.start();
            server = started;
            String base = "http://localhost:" + started.getAddress().getPort();
            System.setProperty(FakeServices.ADDRESS, base);
            var configuration = new LinkedHashMap<String, String>();
            services.forEach(service -> configuration.put("lopez.services." + service, base + "/" + service));
            return configuration;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                answers.put(path, exchange.getRequestBody().readAllBytes());
                send(exchange, 204, null);
            }
            case "DELETE" -> {
                answers.remove(path);
                send(exchange, 204, null);
            }
            default -> {
                byte[] body = path.endsWith("/internal/token") ? TOKEN : answers.get(path);
                boolean away = body != null && new String(body, StandardCharsets.UTF_8).equals(AWAY);
                send(exchange, body == null ? 404 : away ? 503 : 200, body);
            }
        }
    }

    private static void send(HttpExchange exchange, int status, byte @Nullable [] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body == null ? -1 : body.length);
        if (body != null) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
        exchange.close();
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}
