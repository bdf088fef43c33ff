package de.lopezitwelt.system.wire;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.testing.http.RawAnswer;
import de.lopezitwelt.platform.testing.http.RawConnection;
import de.lopezitwelt.system.security.access.ForeignIdIT;
import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.ApiOperation;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Platform;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the packaged services answer to requests that are wrong on the wire, and what each of their two ports shows. */
class WireFaultsIT {
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";
    private static final String NEXT = "GET /openapi" + HOST + "\r\n";
    private static final String LENGTH = "Content-Length: 5\r\n";
    private static final String CODING = "Transfer-Encoding: chunked\r\n";
    private static final int CHUNK = 0x4000;
    /** The greatest limit of a body, 16 MiB at chat, and what may be under way to it. */
    private static final int MOST_TAKEN = 40 << 20;

    private static final String UNKNOWN = "0190a000-0000-7000-8000-000000000000";
    private static final Map<String, String> SECURITY = Map.of(
            "x-content-type-options", "nosniff",
            "referrer-policy", "no-referrer",
            "cache-control", "no-store",
            "content-security-policy", "default-src 'none'; frame-ancestors 'none'");

    private final Platform platform = Platform.running();

    @ParameterizedTest
    @EnumSource
    void lengthBesideACodingIsRefusedAndNothingAfterItIsRead(PlatformService service) {
        assertThat(RawConnection.exchange(
                        port(service), NEXT + NEXT.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"), SILENCE))
                .as("two requests of which nothing is wrong")
                .extracting(RawAnswer::status)
                .containsExactly(200, 200);
        for (String path : open(service)) {
            for (String fields : List.of(
                    LENGTH + CODING,
                    CODING + LENGTH,
                    LENGTH + "Transfer-Encoding:\tchunked\r\n",
                    "Transfer-Encoding:\tchunked\r\n" + LENGTH,
                    LENGTH + CODING + CODING,
                    LENGTH + "Transfer-Encoding: xchunked\r\n",
                    "Transfer-Encoding: xchunked\r\n",
                    CODING + CODING,
                    LENGTH + LENGTH + CODING)) {
                try (var connection = RawConnection.to(port(service))) {
                    List<RawAnswer> answers = connection
                            .send("POST " + path + HOST + "Content-Type: application/json\r\n" + fields
                                    + "\r\n0\r\n\r\n" + NEXT)
                            .answers(SILENCE);
                    assertThat(answers)
                            .as("%s with %s", path, fields)
                            .extracting(RawAnswer::status)
                            .containsExactly(400);
                    assertThat(connection.hasEnded())
                            .as("%s with %s hung up", path, fields)
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void endlessBodyIsCutAtTheLimit(PlatformService service) {
        String chunk = Integer.toHexString(CHUNK) + "\r\n" + "x".repeat(CHUNK) + "\r\n";
        for (String path : open(service)) {
            try (var connection = RawConnection.to(port(service))) {
                connection.send("POST " + path + HOST + "Content-Type: application/json\r\n" + CODING + "\r\n");
                int sent = 0;
                while (!connection.hasEnded() && sent < MOST_TAKEN) {
                    connection.send(chunk);
                    sent += CHUNK;
                }
                assertThat(connection.hasEnded())
                        .as("%s of %s took %d bytes", path, service, sent)
                        .isTrue();
                assertThat(connection.answers(SILENCE))
                        .hasSizeLessThan(2)
                        .allSatisfy(answer -> assertThat(answer.status()).isBetween(200, 499));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoAddressIsAnsweredWithTheSecurityHeaders(PlatformService service) {
        for (String target : List.of("/%zz", "/api/v1/%", "/openapi?a=%zz")) {
            assertThat(RawConnection.exchange(
                            port(service), "GET " + target + HOST + "Connection: close\r\n\r\n", SILENCE))
                    .singleElement()
                    .satisfies(answer -> {
                        assertThat(answer.status()).isBetween(400, 499);
                        assertThat(answer.headers())
                                .containsAllEntriesOf(SECURITY)
                                .containsEntry("content-type", "application/problem+json")
                                .containsKey("x-request-id");
                    });
        }
    }

    /** Once the parser of the header ran out of stack. */
    @TestFactory
    Stream<DynamicTest> ifMatchWithThousandsOfTagsIsRefused() {
        List<ApiOperation> conditional = ApiOperation.all(platform).stream()
                .filter(operation -> operation.takes("If-Match"))
                .toList();
        assertThat(conditional)
                .extracting(operation -> operation.method() + " " + operation.path())
                .contains(
                        "PATCH /api/v1/sessions/{session_id}",
                        "DELETE /api/v1/sessions/{session_id}",
                        "PATCH /api/v1/agents/{agent_id}",
                        "PATCH /api/v1/organizations/{id}",
                        "PATCH /api/v1/account");
        String tags = "\"7\",".repeat(3_499) + "\"7\"";
        return conditional.stream()
                .map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> {
                    for (String condition : List.of(tags, tags.replace("\"7\"", "W/"), tags.replace("\"7\"", "\"\""))) {
                        assertThat(call(operation, condition).expectProblem(400).violatedFields())
                                .containsExactly("If-Match");
                    }
                }));
    }

    private Answer call(ApiOperation operation, String condition) {
        Map<String, String> headers = new HashMap<>(Map.of("If-Match", condition));
        if (operation.method().equals("PATCH")) {
            headers.put("Content-Type", "application/merge-patch+json");
        }
        String body = operation.hasBody()
                ? ForeignIdIT.BODIES.getOrDefault(operation.method() + " " + operation.path(), "{}")
                : null;
        return platform.administrator()
                .client()
                .send(
                        operation.method(),
                        platform.url(operation.service(), operation.path().replaceAll("\\{version[^}]*}", "1"))
                                .replaceAll("\\{[^}]*}", UNKNOWN),
                        body,
                        headers);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsForOperatorsIsOnTheManagementPortAlone(PlatformService service) {
        Client anyone = Client.anonymous();
        for (String path : List.of(
                "/q/health",
                "/q/health/live",
                "/q/health/ready",
                "/q/metrics",
                "/q/openapi-internal",
                "/q/openapi",
                "/q/dev",
                "/q/swagger-ui")) {
            anyone.get(platform.url(service, path)).expectProblem(404);
        }
        for (String path : List.of("/q/health", "/q/metrics", "/q/openapi-internal", "/q/openapi")) {
            anyone.get(platform.management(service, path)).expect(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void labelsOfMetricsHoldNothingThatClientsSend(PlatformService service) {
        String secret = "token-" + UUID.randomUUID();
        for (String target : List.of(
                "/api/v1/" + secret,
                "/" + secret + "/deep/er",
                "/api/v1/" + secret + "/%zz",
                "/openapi?" + secret + "=" + secret,
                "/q/" + secret)) {
            for (String method : List.of("GET", "POST", "OPTIONS", "DELETE")) {
                assertThat(RawConnection.exchange(
                                port(service),
                                method + " " + target + HOST + "X-" + secret + ": a\r\nContent-Length: 0\r\n"
                                        + "Connection: close\r\n\r\n",
                                SILENCE))
                        .hasSize(1);
            }
        }

        assertThat(Client.anonymous()
                        .get(platform.management(service, "/q/metrics"))
                        .expect(200)
                        .body())
                .contains("http_server_requests_seconds_count{")
                .doesNotContain(secret)
                .doesNotContain(secret.substring("token-".length()));
    }

    private int port(PlatformService service) {
        return platform.local().url(service).getPort();
    }

    /** What looks at no credentials: nothing, a document and, at auth, what reads a body. */
    private static List<String> open(PlatformService service) {
        return service == PlatformService.AUTH
                ? List.of("/nowhere", "/openapi", "/api/v1/auth/login", "/api/v1/auth/register")
                : List.of("/nowhere", "/openapi");
    }
}
