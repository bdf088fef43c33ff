package de.lopezitwelt.platform.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.http.RawAnswer;
import de.lopezitwelt.platform.testing.http.RawConnection;
import de.lopezitwelt.platform.web.app.AuthDouble;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(AuthDouble.class)
class WireIT {
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";
    private static final String NEXT = "GET /api/v1/open" + HOST + "\r\n";
    private static final String LAST = "GET /api/v1/open" + HOST + "Connection: close\r\n\r\n";
    private static final String CHUNKED = HOST + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static List<RawAnswer> answersTo(String octets) {
        return RawConnection.exchange(RestAssured.port, octets, SILENCE);
    }

    @Test
    void pipelinedRequestsAreAnsweredInTurn() {
        assertThat(answersTo(NEXT + "\r\n" + NEXT + LAST))
                .extracting(RawAnswer::status)
                .containsExactly(200, 200, 200);
    }

    @ParameterizedTest
    @MethodSource("de.lopezitwelt.platform.web.wire.RequestFramingTest#malformedHeads")
    void malformedRequestIsAnsweredInItsTurnAndNothingAfterIt(String request) {
        List<RawAnswer> answers = answersTo(NEXT + request + NEXT + NEXT);
        assertThat(answers).extracting(RawAnswer::status).containsExactly(200, 400);
        assertThat(answers.getLast().headers())
                .containsEntry("content-type", "application/problem+json")
                .containsEntry("connection", "close")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("referrer-policy", "no-referrer")
                .containsEntry("cache-control", "no-store")
                .containsEntry("content-security-policy", "default-src 'none'; frame-ancestors 'none'")
                .containsKey("x-request-id");
        assertThat(answers.getLast().body()).contains("\"code\":\"validation\"", "\"detail\":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/echo", "/api/v1/me", "/nowhere"})
    void malformedChunkIsNotTakenForAnotherRequest(String path) {
        List<RawAnswer> answers = answersTo(NEXT + "POST " + path + CHUNKED + "100000005\r\nhello\r\n0\r\n\r\n" + NEXT);
        assertThat(answers.getFirst().status()).isEqualTo(200);
        assertThat(answers).hasSize(2);
        assertThat(answers.getLast().status()).isBetween(400, 499);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/%zz", "/a/%", "/a/%2", "*", "nowhere", "http://localhost/%zz", "/%zz?a=%zz", "/nowhere?a=%zz"})
    void whatIsNoAddressIsAnsweredLikeEverythingElse(String target) {
        List<RawAnswer> answers = answersTo("GET " + target + HOST + "Connection: close\r\n\r\n");
        assertThat(answers).hasSize(1);
        assertThat(answers.getFirst().status()).isIn(400, 404);
        assertThat(answers.getFirst().headers())
                .containsEntry("content-type", "application/problem+json")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("referrer-policy", "no-referrer")
                .containsEntry("cache-control", "no-store")
                .containsEntry("content-security-policy", "default-src 'none'; frame-ancestors 'none'")
                .containsKey("x-request-id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/echo", "/api/v1/me", "/api/v1/open", "/nowhere", "/q/nowhere"})
    void endlessBodyIsCutAtTheLimit(String path) {
        try (var connection = RawConnection.to(RestAssured.port)) {
            connection.send("POST " + path + CHUNKED);
            String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
            int sent = 0;
            long begin = System.nanoTime();
            while (!connection.hasEnded()
                    && System.nanoTime() - begin < Duration.ofSeconds(20).toNanos()) {
                connection.send(chunk);
                sent += 0x4000;
            }
            assertThat(connection.hasEnded()).as("%d bytes were taken", sent).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/me", "/nowhere", "/api/v1/open"})
    void shortRestBehindAnAnswerIsReadAndTheConnectionGoesOn(String path) {
        String body = "x".repeat(60_000);
        List<RawAnswer> answers = answersTo("POST " + path + HOST + "Content-Length: 60000\r\n\r\n" + body + LAST);
        assertThat(answers).hasSize(2);
        assertThat(answers.getLast().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/me", "/nowhere", "/api/v1/open", "/api/v1/echo"})
    void longRestBehindAnAnswerEndsTheConnection(String path) {
        try (var connection = RawConnection.to(RestAssured.port)) {
            connection.send(
                    "POST " + path + HOST + "Content-Type: application/json\r\nContent-Length: 90000000\r\n\r\n");
            List<RawAnswer> answers = connection.answers(SILENCE);
            assertThat(answers).hasSize(1);
            assertThat(answers.getFirst().headers()).containsEntry("connection", "close");
            assertThat(connection.hasEnded()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /api/v1/open HTTP/1.1\r\nHost:", "POST /api/v1/echo" + CHUNKED + "5\r\nhel"})
    void requestThatDoesNotArriveIsGivenUp(String beginning) {
        try (var connection = RawConnection.to(RestAssured.port)) {
            assertThat(connection.send(beginning).answers(SILENCE))
                    .extracting(RawAnswer::status)
                    .containsExactly(408);
            assertThat(connection.hasEnded()).isTrue();
        }
    }

    @Test
    void endlessPipelineIsCut() {
        try (var connection = RawConnection.to(RestAssured.port)) {
            connection.send("GET /api/v1/stream" + HOST + "\r\n");
            long sent = 0;
            while (!connection.hasEnded() && sent < 50_000_000) {
                connection.send(NEXT.repeat(100));
                sent += NEXT.length() * 100L;
            }
            assertThat(connection.hasEnded()).isTrue();
        }
    }

    @Test
    void upgradeToHttp2IsNotTaken() {
        assertThat(answersTo("GET /api/v1/open" + HOST
                        + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAA\r\n\r\n"
                        + LAST))
                .extracting(RawAnswer::status)
                .containsExactly(200, 200);
    }
}
