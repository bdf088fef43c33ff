package de.lopezitwelt.platform.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import de.lopezitwelt.platform.local.demo.SummaryCheck.Figure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a stand-in that answers as the services do. */
class JourneyTest {
    private HttpServer server;
    private volatile int analyticsTokens = 8;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        json("/api/v1/auth/register", "{}");
        json("/api/v1/auth/login", "{\"access_token\":\"t\",\"refresh_token\":\"r\",\"expires_in\":300}");
        json("/api/v1/organizations", "{\"id\":\"o1\"}");
        json("/api/v1/subscriptions", "{\"data\":[{\"organization_id\":\"o1\",\"plan_type\":\"free\"}]}");
        json("/api/v1/models", "{\"data\":[{\"name\":\"m\"}]}");
        json("/api/v1/agents", "{\"id\":\"a1\"}");
        json("/api/v1/sessions", "{\"id\":\"s1\",\"user_id\":\"u1\"}");
        answer("/api/v1/sessions/s1/messages", "text/event-stream", """
                event: message.created
                data: {"message":{"tokens_used":3,"processing_time_ms":0}}

                event: delta
                data: {"text":"Hallo"}

                event: message.completed
                data: {"message":{"tokens_used":5,"processing_time_ms":12}}

                """);
        server.createContext(
                "/api/v1/analytics/sessions/s1",
                exchange -> send(exchange, "application/json", """
                {"total_messages":2,"user_messages":1,"agent_messages":1,"total_tokens":%d,
                "total_processing_time_ms":12}""".formatted(analyticsTokens)));
        json("/api/v1/analytics/users/me", "{\"total_sessions\":1,\"total_messages\":2}");
        json("/api/v1/analytics/agents/a1", "{\"total_sessions\":1,\"total_messages\":2}");
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void printsTheAnswerAndFindsEveryFigureRight() throws IOException, InterruptedException {
        var printed = new ByteArrayOutputStream();

        List<Figure> figures = playAndCompare(printed);

        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("> Guten Tag", "Hallo");
        assertThat(figures).hasSize(9).allMatch(Figure::agrees);
    }

    @Test
    void noticesOneWrongNumber() throws IOException, InterruptedException {
        analyticsTokens = 9;

        List<Figure> figures = playAndCompare(new ByteArrayOutputStream());

        assertThat(figures)
                .filteredOn(figure -> !figure.agrees())
                .containsExactly(new Figure("session", "total_tokens", 8, 9));
    }

    private List<Figure> playAndCompare(ByteArrayOutputStream printed) throws IOException, InterruptedException {
        URI address = URI.create("http://localhost:" + server.getAddress().getPort());
        var journey = new Journey(service -> address, new PrintStream(printed, true, StandardCharsets.UTF_8));
        Journey.Played played = journey.play(new Dialogue(List.of("Guten Tag")));
        return new SummaryCheck(service -> address, journey.api()).compare(played, Duration.ofMillis(300));
    }

    private void json(String path, String body) {
        answer(path, "application/json", body);
    }

    private void answer(String path, String type, String body) {
        server.createContext(path, exchange -> send(exchange, type, body));
    }

    private static void send(HttpExchange exchange, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
