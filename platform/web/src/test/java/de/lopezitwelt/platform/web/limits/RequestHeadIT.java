package de.lopezitwelt.platform.web.limits;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.web.app.AuthDouble;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(AuthDouble.class)
class RequestHeadIT {
    private static final int KIB = 1024;

    @Test
    void tooLongAddressIsToldSo() {
        assertThat(answerTo("/api/v1/open?q=" + "x".repeat(9 * KIB), ""))
                .startsWith("HTTP/1.1 414 ")
                .contains("application/problem+json", "\"code\":\"uri-too-long\"");
    }

    @Test
    void tooLargeHeadersAreToldSo() {
        assertThat(answerTo("/api/v1/open", "X-Large: " + "x".repeat(17 * KIB) + "\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .contains("application/problem+json", "\"code\":\"headers-too-large\"");
    }

    @Test
    void whatIsFarTooLongIsRefusedWithoutBeingRead() {
        assertThat(answerTo("/api/v1/open?q=" + "x".repeat(40 * KIB), ""))
                .matches(answer -> answer.isEmpty() || answer.matches("(?s)HTTP/1\\.[01] 414 .*"));
        assertThat(answerTo("/api/v1/open", "X-Large: " + "x".repeat(80 * KIB) + "\r\n"))
                .matches(answer -> answer.isEmpty() || answer.matches("(?s)HTTP/1\\.[01] 431 .*"));
        assertThat(answerTo("/api/v1/open", "")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void whatIsNotHttpIsRefused() {
        assertThat(raw("this is no request\r\n\r\n")).matches("(?s)HTTP/1\\.[01] 400 .*");
    }

    @Test
    void usualRequestsAreServed() {
        assertThat(answerTo("/v1/query?limit=" + "x".repeat(7 * KIB), "X-Large: " + "x".repeat(15 * KIB) + "\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    private static String answerTo(String uri, String headers) {
        return raw("GET " + uri + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n");
    }

    /** Everything the server says until it hangs up; nothing when it hangs up before it was told everything. */
    private static String raw(String request) {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException hungUp) {
            return "";
        }
    }
}
