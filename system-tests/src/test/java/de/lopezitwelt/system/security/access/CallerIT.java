package de.lopezitwelt.system.security.access;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.ApiOperation;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Platform;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may call: every operation of every service, enumerated from what the services publish. */
class CallerIT {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final Platform platform = Platform.running();

    @TestFactory
    Stream<DynamicTest> operationsRefuseCallersWithoutAValidToken() {
        return ApiOperation.all(platform).stream()
                .filter(ApiOperation::needsCaller)
                .map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> {
                    String token = platform.administrator().token();
                    String forged = token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(86);
                    for (String bad : List.of("not-a-token", forged, "lit_" + "a".repeat(36))) {
                        expectRefusal(operation, call(operation, Client.as(bad)));
                    }
                    expectRefusal(operation, call(operation, Client.anonymous()));
                }));
    }

    @Test
    void onlyTheKnownOperationsAreOpenToAnyone() {
        assertThat(ApiOperation.all(platform).stream()
                        .filter(operation -> !operation.needsCaller())
                        .map(operation -> operation.method() + " " + operation.path()))
                .containsExactlyInAnyOrder(
                        "POST /api/v1/auth/register",
                        "POST /api/v1/auth/login",
                        "POST /api/v1/auth/login/totp",
                        "POST /api/v1/auth/erasure-status",
                        "POST /api/v1/auth/refresh",
                        "POST /api/v1/auth/logout",
                        "POST /api/v1/auth/verify-email",
                        "POST /api/v1/auth/verify-email/resend",
                        "POST /api/v1/auth/forgot-password",
                        "POST /api/v1/auth/reset-password",
                        "GET /api/v1/auth/external",
                        "POST /api/v1/auth/external/start",
                        "POST /api/v1/auth/external/complete",
                        "GET /.well-known/jwks.json",
                        "GET /api/v1/plans",
                        "POST /internal/token");
    }

    @Test
    void tokensOfPeopleOpenNoInternalDoor() {
        String token = platform.administrator().token();
        assertThat(ApiOperation.all(platform).stream()
                        .filter(ApiOperation::isInternal)
                        .filter(ApiOperation::needsCaller))
                .isNotEmpty()
                .allSatisfy(operation -> call(operation, Client.as(token)).expectProblem(401));
    }

    @Test
    void tokenThatIsWrittenInAnotherWayIsNotLetIn() {
        String token = platform.administrator().token();
        String rewritten = otherwiseWritten(token);
        String signature = token.substring(token.lastIndexOf('.') + 1);
        assertThat(Base64.getUrlDecoder().decode(rewritten.substring(rewritten.lastIndexOf('.') + 1)))
                .isEqualTo(Base64.getUrlDecoder().decode(signature));

        assertThat(platform.guarded()).hasSize(PlatformService.values().length).allSatisfy(url -> {
            Client.as(token).get(url).expect(200);
            Client.as(rewritten).get(url).expectProblem(401);
            Client.as(token + "==").get(url).expectProblem(401);
        });
    }

    /** The same bytes with other bits behind them, which RFC 4648 §3.5 wants to be zero. */
    private static String otherwiseWritten(String token) {
        int last = token.length() - 1;
        return token.substring(0, last) + ALPHABET.charAt(ALPHABET.indexOf(token.charAt(last)) + 1);
    }

    /** Problem details, or what OpenAI's or Anthropic's clients expect where they call. */
    private static void expectRefusal(ApiOperation operation, Answer answer) {
        if (operation.path().startsWith("/v1/messages")) {
            assertThat(answer.expect(401).json().at("/error/type").asText()).isEqualTo("authentication_error");
        } else if (operation.path().startsWith("/v1/")) {
            assertThat(answer.expect(401).json().at("/error/code").asText()).isEqualTo("invalid_api_key");
        } else {
            answer.expectProblem(401);
        }
    }

    private Answer call(ApiOperation operation, Client client) {
        String path = operation.path().replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
        String body = operation.hasBody() ? operation.acceptsJson() ? "{}" : "a=b" : null;
        Map<String, String> headers = operation.hasBody() && !operation.acceptsJson()
                ? Map.of("Content-Type", "application/x-www-form-urlencoded")
                : Map.of();
        return client.send(operation.method(), platform.url(operation.service(), path), body, headers);
    }
}
