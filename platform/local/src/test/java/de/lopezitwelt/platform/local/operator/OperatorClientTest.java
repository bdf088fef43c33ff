package de.lopezitwelt.platform.local.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import de.lopezitwelt.platform.local.platform.PlatformService;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperatorClientTest {
    private static final String LETTERS = "/internal/operations/dead-letters";

    /** Answers by method and path, one after the other; the last one stays. */
    private final Map<String, List<String>> answers = new ConcurrentHashMap<>();

    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private OperatorClient client;

    @BeforeEach
    void oneServerForAllServices() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        URI address = URI.create("http://localhost:" + server.getAddress().getPort());
        client = new OperatorClient(new OperatorAccess(
                Arrays.stream(PlatformService.values()).collect(Collectors.toMap(service -> service, any -> address)),
                "secret"));
        answers("POST /internal/token", "{\"access_token\":\"token-1\",\"expires_in\":300}");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void tokenIsFetchedOnceWithTheOperatorsSecret() throws Exception {
        answers("GET /internal/operations/x", "{\"a\":1}");

        client.get(PlatformService.CHAT, "/x");
        client.get(PlatformService.AUTH, "/x");

        String basic = Base64.getEncoder().encodeToString("operator:secret".getBytes(StandardCharsets.UTF_8));
        assertThat(seen)
                .containsExactly(
                        "POST /internal/token Basic " + basic,
                        "GET /internal/operations/x Bearer token-1",
                        "GET /internal/operations/x Bearer token-1");
    }

    @Test
    void missingIsNullAndAnErrorSaysWhatTheServiceSaid() throws Exception {
        answers("GET /internal/operations/bad", "!the reason");

        assertThat(client.get(PlatformService.CHAT, "/none")).isNull();
        assertThatThrownBy(() -> client.get(PlatformService.CHAT, "/bad"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the reason");
    }

    @Test
    void longTaskIsFollowedToItsEndAndItsFailureIsTold() throws Exception {
        answers("POST /internal/operations/work", "{\"id\":\"1\",\"phase\":\"starting\"}");
        answers("GET /internal/operations/work/1", "{\"phase\":\"folding\"}", "{\"phase\":\"done\",\"rows\":7}");
        var task = new LongTask(client, "/work");
        ObjectNode request = JsonNodeFactory.instance.objectNode();

        assertThat(task.run(request, state -> {}).path("rows").asInt()).isEqualTo(7);

        answers("GET /internal/operations/work/1", "{\"phase\":\"failed\",\"failure\":\"no disk\"}");
        assertThatThrownBy(() -> task.run(request, state -> {})).hasMessage("no disk");
    }

    @Test
    void redriveWaitsForWhatBecomesOfEachLetter() throws Exception {
        String two = "{\"data\":[{\"group\":\"g\",\"event_id\":\"a\",\"attempts\":1},"
                + "{\"group\":\"g\",\"event_id\":\"b\",\"attempts\":1}]}";
        String one = "{\"data\":[{\"group\":\"g\",\"event_id\":\"b\",\"attempts\":2,\"reason\":\"still broken\"}]}";
        String none = "{\"data\":[]}";
        // Five services are asked in turn: before, once more while both are on their way, after, and for the reason.
        answers(
                "GET " + LETTERS + "?limit=10000&topic=t",
                two,
                none,
                none,
                none,
                none,
                two,
                none,
                none,
                none,
                none,
                one,
                none,
                none,
                none,
                none,
                one,
                none);
        answers("POST " + LETTERS + "/redrives", "{\"sent\":2}", "{\"sent\":0}");

        var redriven = new DeadLetters(client)
                .redrive(JsonNodeFactory.instance.objectNode().put("topic", "t"), Duration.ofMinutes(1));

        assertThat(redriven).isEqualTo(new DeadLetters.Redriven(2, 1, "still broken"));
        assertThat(redriven.folded()).isEqualTo(1);
    }

    private void answers(String request, String... bodies) {
        answers.put(request, Collections.synchronizedList(new ArrayList<>(List.of(bodies))));
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String request = exchange.getRequestMethod() + ' ' + exchange.getRequestURI();
        seen.add(request + ' ' + exchange.getRequestHeaders().getFirst("Authorization"));
        List<String> left = answers.getOrDefault(request, List.of());
        String body = left.isEmpty() ? "" : left.size() > 1 ? left.removeFirst() : left.getFirst();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(
                body.isEmpty() ? 404 : body.startsWith("!") ? 500 : 200, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
