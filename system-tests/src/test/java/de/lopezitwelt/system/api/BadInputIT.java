package de.lopezitwelt.system.api;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.ApiOperation;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Bad input is refused at the edge, with the field and the reason. */
class BadInputIT {
    private final Platform platform = Platform.running();
    private final Person dan = Person.register(platform, "Dan");

    @TestFactory
    Stream<DynamicTest> malformedJsonIsRefusedEverywhere() {
        return bodies().map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> {
            Answer answer = call(operation, "{\"name\": ");
            if (answer.status() != 404 && answer.status() != 403) {
                answer.expectProblem(400);
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> unknownFieldsAreNamed() {
        return bodies().filter(operation -> !operation.hasIds())
                .map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> {
                    Answer answer = call(operation, "{\"no_such_field\": 1}");
                    if (answer.status() != 403) {
                        assertThat(answer.expectProblem(400).violatedFields()).contains("no_such_field");
                    }
                }));
    }

    @Test
    void overLongMessageIsRefused() {
        String session = dan.startSession(platform, dan.createAgent(platform, Platform.OFFLINE_MODEL));
        String text = "x".repeat(1024 * 1024 + 1);
        dan.client()
                .post(platform.chat("/api/v1/sessions/" + session + "/messages"), "{\"content\":\"" + text + "\"}")
                .expectProblem(413);
    }

    @Test
    void aRefusalKeepsItsStatusWhenAStreamWasAskedFor() {
        String nowhere = platform.chat("/api/v1/sessions/0190a000-0000-7000-8000-000000000000/messages");
        dan.client()
                .send("POST", nowhere, "{\"content\":\"Hello?\"}", Map.of("Accept", "text/event-stream"))
                .expectProblem(404);
    }

    @Test
    void overLongBodyIsRefused() {
        dan.client()
                .post(platform.agent("/api/v1/agents"), "{\"name\":\"" + "x".repeat(1_100_000) + "\"}")
                .expectProblem(413);
    }

    @Test
    void overLongNameIsRefusedByItsField() {
        Answer answer = dan.client()
                .post(platform.orgBilling("/api/v1/organizations"), "{\"name\":\"" + "x".repeat(256) + "\"}");
        assertThat(answer.expectProblem(400).violatedFields()).contains("name");
    }

    @Test
    void badPageIsRefusedByItsParameter() {
        assertThat(dan.client()
                        .get(platform.chat("/api/v1/sessions?limit=0"))
                        .expectProblem(400)
                        .violatedFields())
                .contains("limit");
        assertThat(dan.client()
                        .get(platform.chat("/api/v1/sessions?cursor=%25"))
                        .expectProblem(400)
                        .violatedFields())
                .contains("cursor");
    }

    @Test
    void passwordWithHalfASurrogatePairIsRefusedByItsField() {
        for (String half : List.of("\\ud83c", "\\udf4f", "\\udf4f\\ud83c")) {
            Answer answer = Client.anonymous()
                    .post(
                            platform.auth("/api/v1/auth/register"),
                            "{\"email\":\"half-" + UUID.randomUUID()
                                    + "@example.com\",\"name\":\"Half\",\"password\":\"" + Person.PASSWORD + half
                                    + "\"}");
            assertThat(answer.expectProblem(400).violatedFields()).containsOnly("password");
        }
    }

    private Stream<ApiOperation> bodies() {
        return ApiOperation.all(platform).stream()
                .filter(ApiOperation::hasBody)
                .filter(ApiOperation::acceptsJson)
                .filter(operation ->
                        !operation.isInternal() && !operation.path().startsWith("/v1/"));
    }

    private Answer call(ApiOperation operation, String body) {
        String path = operation.path().replaceAll("\\{[^}]*}", "0190a000-0000-7000-8000-000000000000");
        Map<String, String> headers = operation.method().equals("PATCH")
                ? Map.of("Content-Type", "application/merge-patch+json", "If-Match", "\"1\"")
                : Map.of();
        return platform.administrator()
                .client()
                .send(operation.method(), platform.url(operation.service(), path), body, headers);
    }
}
