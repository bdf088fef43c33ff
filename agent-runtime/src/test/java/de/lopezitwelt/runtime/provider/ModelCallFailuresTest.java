package de.lopezitwelt.runtime.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.lopezitwelt.runtime.call.Timeouts;
import de.lopezitwelt.runtime.catalog.ProviderDefinition;
import de.lopezitwelt.runtime.catalog.ProviderDefinition.HttpVersion;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import de.lopezitwelt.runtime.outbound.OutboundAddressPolicy;
import de.lopezitwelt.runtime.provider.support.FakeUpstream;
import de.lopezitwelt.runtime.provider.support.ModelCallTestBase;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCallFailuresTest extends ModelCallTestBase {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);

    private static FakeUpstream.Script status(int status, String body) {
        return exchange -> exchange.request()
                .response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(body);
    }

    @ParameterizedTest
    @CsvSource({
        "400, some_code, REFUSED", "400, context_length_exceeded, CONTEXT_LENGTH",
                "400, content_filter, CONTENT_FILTER",
        "401, invalid_api_key, UNAVAILABLE", "404, model_not_found, UNAVAILABLE", "413, x, CONTEXT_LENGTH",
        "301, x, INVALID_RESPONSE"
    })
    void anErrorStatusBecomesATypedFailureWithoutTheProvidersText(int status, String code, Kind kind) {
        String body = "{\"error\":{\"message\":\"Incorrect key sk-secret\",\"type\":\"t\",\"code\":\"" + code + "\"}}";
        try (FakeUpstream upstream = new FakeUpstream(vertx, status(status, body))) {
            ModelFailure failure = failure(call(upstream));

            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.getMessage()).doesNotContain("sk-", "localhost");
            assertThat(upstream.exchanges).hasSize(1);
        }
    }

    @Test
    void triesAgainAfterServerErrorsAndThenAnswers() {
        try (FakeUpstream upstream = new FakeUpstream(vertx, exchange -> {
            if (exchange.number() < 2) {
                status(503, "no json").handle(exchange);
            } else {
                FakeUpstream.says("at last").handle(exchange);
            }
        })) {
            assertThat(text(events(call(upstream)))).isEqualTo("at last");
            assertThat(upstream.exchanges).hasSize(3);
        }
    }

    @Test
    void givesUpAfterTheLastAttempt() {
        try (FakeUpstream upstream = new FakeUpstream(vertx, status(500, ""))) {
            assertThat(failure(call(upstream)).kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(upstream.exchanges).hasSize(3);
        }
    }

    @Test
    void waitsAsLongAsRetryAfterAsks() {
        try (FakeUpstream upstream = new FakeUpstream(vertx, exchange -> {
            if (exchange.number() == 0) {
                exchange.request().response().putHeader("retry-after", "1");
                status(429, "{}").handle(exchange);
            } else {
                FakeUpstream.says("now").handle(exchange);
            }
        })) {
            long before = System.nanoTime();
            assertThat(text(events(call(upstream)))).isEqualTo("now");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(990));
        }
    }

    @Test
    void aLongRetryAfterIsHandedToTheCaller() {
        try (FakeUpstream upstream = new FakeUpstream(vertx, exchange -> {
            exchange.request().response().putHeader("retry-after", "120");
            status(429, "{}").handle(exchange);
        })) {
            ModelFailure failure = failure(call(upstream));

            assertThat(failure.kind()).isEqualTo(Kind.RATE_LIMITED);
            assertThat(failure.retryAfter()).isEqualTo(Duration.ofMinutes(2));
            assertThat(upstream.exchanges).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: this is no json\n\n",
                "data: [1,2]\n\n",
                "data: {\"choices\":\"x\"}\n\n",
                "data: {\"choices\":[{\n\n",
                "<html>hello</html>",
                "",
                "data: [DONE]\n\n",
                "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"id\":\"nameless\",\"function\":{\"arguments\":\"{}\"}}]},"
                        + "\"finish_reason\":\"tool_calls\"}]}\n\n"
            })
    void garbageIsAnInvalidResponse(String garbage) {
        try (FakeUpstream upstream =
                new FakeUpstream(vertx, exchange -> exchange.sse().end(garbage))) {
            assertThat(failure(call(upstream)).kind()).isEqualTo(Kind.INVALID_RESPONSE);
        }
    }

    @Test
    void anotherContentTypeIsAnInvalidResponse() {
        try (FakeUpstream upstream = new FakeUpstream(
                vertx,
                exchange -> exchange.request()
                        .response()
                        .putHeader("content-type", "text/html")
                        .end("<html/>"))) {
            assertThat(failure(call(upstream)).kind()).isEqualTo(Kind.INVALID_RESPONSE);
        }
    }

    @Test
    void anErrorInsideTheStreamIsTyped() {
        try (FakeUpstream upstream = new FakeUpstream(
                vertx,
                exchange -> exchange.sse()
                        .end(
                                FakeUpstream.chunk("so far ")
                                        + "data: {\"error\":{\"message\":\"sk-x\",\"type\":\"server_error\",\"code\":null}}\n\n"))) {
            ModelFailure failure = failure(call(upstream));

            assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(failure.started()).isTrue();
        }
    }

    @Test
    void aHangUpInTheMiddleFailsAfterTheTextAndIsNotTriedAgain() {
        try (FakeUpstream upstream = new FakeUpstream(vertx, exchange -> {
            HttpServerResponse response = exchange.sse();
            response.write(FakeUpstream.chunk("half a "))
                    .onSuccess(written -> vertx.setTimer(
                            50, timer -> exchange.request().connection().close()));
        })) {
            ModelFailure failure = failure(call(upstream));

            assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(failure.started()).isTrue();
            assertThat(upstream.exchanges).hasSize(1);
        }
    }

    @Test
    void aHangUpBeforeTheFirstTokenIsTriedAgain() {
        try (FakeUpstream upstream = new FakeUpstream(vertx, exchange -> {
            if (exchange.number() == 0) {
                exchange.request().connection().close();
            } else {
                FakeUpstream.says("second").handle(exchange);
            }
        })) {
            assertThat(text(events(call(upstream)))).isEqualTo("second");
        }
    }

    @Test
    void nobodyListeningIsUnavailable() {
        int port;
        try (FakeUpstream upstream = new FakeUpstream(vertx, FakeUpstream.says("x"))) {
            port = upstream.port();
        }
        ProviderDefinition nowhere = FakeUpstream.provider(
                port, FakeUpstream.TIMEOUTS, 4, 4, HttpVersion.HTTP_1_1, new OutboundAddressPolicy(true, true));

        assertThat(failure(call(provider(nowhere))).kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void aPrivateAddressIsNotConnectedToUnlessAllowed() {
        try (FakeUpstream upstream = new FakeUpstream(vertx, FakeUpstream.says("canary"))) {
            ProviderDefinition refused = FakeUpstream.provider(
                    upstream.port(),
                    FakeUpstream.TIMEOUTS,
                    4,
                    4,
                    HttpVersion.HTTP_1_1,
                    new OutboundAddressPolicy(true, false));

            assertThat(failure(call(provider(refused))).kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(upstream.exchanges).isEmpty();
        }
    }

    @Test
    void silenceBeforeTheFirstTokenTimesOutAndHangsUp() {
        try (FakeUpstream upstream = new FakeUpstream(vertx, exchange -> {})) {
            Timeouts timeouts = new Timeouts(LONG, SHORT, LONG, LONG);
            ModelFailure failure = failure(call(provider(upstream.provider(timeouts, 4, 4, HttpVersion.HTTP_1_1))));

            assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(failure.started()).isFalse();
            await().until(() -> upstream.hangUps.get() == 1);
        }
    }

    @Test
    void silenceBetweenChunksTimesOut() {
        try (FakeUpstream upstream =
                new FakeUpstream(vertx, exchange -> exchange.sse().write(FakeUpstream.chunk("and then")))) {
            Timeouts timeouts = new Timeouts(LONG, LONG, SHORT, LONG);
            ModelFailure failure = failure(call(provider(upstream.provider(timeouts, 4, 4, HttpVersion.HTTP_1_1))));

            assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(failure.started()).isTrue();
        }
    }

    @Test
    void commentsThatKeepTheConnectionAliveAreNoProgress() {
        try (FakeUpstream upstream = new FakeUpstream(vertx, exchange -> {
            HttpServerResponse response = exchange.sse();
            response.write(FakeUpstream.chunk("and then"));
            vertx.setPeriodic(20, timer -> response.write(": still thinking\n\n"));
        })) {
            Timeouts timeouts = new Timeouts(LONG, LONG, SHORT, LONG);
            ModelFailure failure = failure(call(provider(upstream.provider(timeouts, 4, 4, HttpVersion.HTTP_1_1))));

            assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
        }
    }

    @Test
    void anEndlessStreamEndsAtTheTotalTime() {
        try (FakeUpstream upstream = new FakeUpstream(vertx, exchange -> {
            HttpServerResponse response = exchange.sse();
            vertx.setPeriodic(20, timer -> response.write(FakeUpstream.chunk("")));
        })) {
            Timeouts timeouts = new Timeouts(LONG, LONG, LONG, Duration.ofMillis(500));
            ModelFailure failure = failure(call(provider(upstream.provider(timeouts, 4, 4, HttpVersion.HTTP_1_1))));

            assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
            await().until(() -> upstream.hangUps.get() == 1);
        }
    }
}
