package de.lopezitwelt.platform.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import de.lopezitwelt.platform.local.operator.Administrators;
import de.lopezitwelt.platform.local.operator.OperatorAccess;
import de.lopezitwelt.platform.local.operator.OperatorClient;
import de.lopezitwelt.platform.local.platform.PlatformService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a stand-in for auth. */
class TrialAdministratorTest {
    private static final String CREATE = "POST /internal/operations/administrators";
    private static final String LOGIN = "POST /api/v1/auth/login";
    private static final String GRANT = "POST /internal/operations/administrators/grant";

    @TempDir
    Path directory;

    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private volatile int created = 201;
    private volatile int loggedIn = 200;
    private HttpServer server;
    private TrialAdministrator administrator;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        URI auth = URI.create("http://localhost:" + server.getAddress().getPort());
        administrator = new TrialAdministrator(
                new DemoUser(auth, "demo@lopez.example", "geheim"),
                new Administrators(
                        new OperatorClient(new OperatorAccess(Map.of(PlatformService.AUTH, auth), "secret"))),
                directory.resolve("made"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void isMadeOnceAndLeftToItselfAfterwards() throws Exception {
        administrator.make();
        administrator.make();

        assertThat(seen).containsExactly(CREATE);
    }

    @Test
    void theDemonstrationUserOfAnEarlierVersionIsGrantedTheRole() throws Exception {
        created = 409;

        administrator.make();

        assertThat(seen).containsExactly(CREATE, LOGIN, GRANT);
    }

    @Test
    void whoHasRegisteredTheEmailWithAnotherPasswordIsGrantedNothing() {
        created = 409;
        loggedIn = 401;

        assertThatThrownBy(administrator::make)
                .isInstanceOf(IOException.class)
                .hasMessage("demo@lopez.example is registered with a password that this platform does not know");
        assertThat(seen).containsExactly(CREATE, LOGIN);
    }

    @Test
    void aFailureIsToldAndTheNextCallTriesAgain() throws Exception {
        created = 503;

        assertThatThrownBy(administrator::make)
                .hasMessageContaining("503")
                .hasMessageContaining("Too busy; come again");
        assertThat(Files.exists(directory.resolve("made"))).isFalse();
        created = 201;
        administrator.make();

        assertThat(seen).containsExactly(CREATE, CREATE);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String request = exchange.getRequestMethod() + ' ' + exchange.getRequestURI();
        if (request.equals("POST /internal/token")) {
            send(exchange, 200, "{\"access_token\":\"t\",\"expires_in\":300}");
            return;
        }
        seen.add(request);
        int status = request.equals(CREATE) ? created : request.equals(LOGIN) ? loggedIn : 200;
        send(exchange, status, status < 400 ? "{}" : "{\"title\":\"Too busy\",\"detail\":\"come again\"}");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
