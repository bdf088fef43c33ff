package de.lopezitwelt.system.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.system.security.access.ForeignIdIT;
import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.ApiOperation;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** What the documents of all services say, and what the services answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class ApiConformanceIT {
    /**
     * A sign-in through a provider succeeds where there is one: see KeycloakIT. Registering answers 202 where e-mails have to
     * be verified: see auth's RequiredVerificationIT; the journey expects 201. A domain is proven where there is a name server:
     * see org-billing's DomainIT. A sign-in to a tool server succeeds where there is one: see chat's ToolConnectionIT.
     */
    private static final Set<String> SEEN_ELSEWHERE = Set.of(
            "POST /api/v1/auth/external/start",
            "POST /api/v1/auth/external/complete",
            "POST /api/v1/auth/register",
            "POST /api/v1/organizations/{organization_id}/domain/verification",
            "POST /api/v1/tool-connections",
            "POST /api/v1/tool-connections/complete");

    private final Platform platform = Platform.running();
    private final ApiExplorer api = new ApiExplorer(platform);

    @Test
    @Order(1)
    void everyOperationAnswersAsItsDocumentSays() throws Exception {
        new ApiJourney(platform, api).play();

        assertThat(api.violations()).isEmpty();
        Map<String, ?> unseen = api.unseen("2");
        unseen.keySet().removeAll(SEEN_ELSEWHERE);
        assertThat(unseen).isEmpty();
    }

    @TestFactory
    @Order(2)
    Stream<DynamicTest> unknownParametersAreNamed() {
        Client admin = platform.administrator().client();
        return each(operation -> {
            Answer answer = call(operation, admin, "?no_such_parameter=1&nor_this=2", sample(operation));
            if (operation.isOpenAi()) {
                assertThat(answer.body()).doesNotContain("no_such_parameter");
            } else {
                assertThat(answer.expectProblem(400).violatedFields()).contains("no_such_parameter", "nor_this");
            }
        });
    }

    @TestFactory
    @Order(2)
    Stream<DynamicTest> unknownParametersAreNamedToServicesToo() {
        Client service = Client.as(platform.serviceToken());
        return ApiOperation.all(platform).stream()
                .filter(ApiOperation::isInternal)
                .filter(operation -> !operation.hasBody() || operation.acceptsJson())
                .map(operation -> test(operation, () -> {
                    String body = operation.hasBody() ? smallest(operation) : null;
                    assertThat(service.send(
                                            operation.method(),
                                            platform.url(
                                                    operation.service(), pathOf(operation) + "?no_such_parameter=1"),
                                            body,
                                            Map.of())
                                    .expectProblem(400)
                                    .violatedFields())
                            .contains("no_such_parameter");
                }));
    }

    @TestFactory
    @Order(3)
    Stream<DynamicTest> unreadableBodiesAreRefused() {
        Client admin = platform.administrator().client();
        return api.operations().stream()
                .filter(ApiOperation::hasBody)
                .filter(ApiOperation::acceptsJson)
                .map(operation ->
                        test(operation, () -> call(operation, admin, "", "[").expect(400)));
    }

    @TestFactory
    @Order(4)
    Stream<DynamicTest> callersWithoutCredentialsAreRefused() {
        return each(operation -> {
            if (operation.needsCaller()) {
                call(operation, Client.anonymous(), "", sample(operation)).expect(401);
            }
        });
    }

    @TestFactory
    @Order(5)
    Stream<DynamicTest> keysWithoutTheScopeAreRefused() {
        Person person = Person.register(platform, "Kim");
        Client reader = key(person, "account:read");
        Client other = key(person, "analytics:read");
        return each(operation -> {
            if (operation.needsCaller()) {
                boolean forReaders =
                        operation.declaration().path("security").toString().contains("account:read");
                call(operation, forReaders ? other : reader, "", sample(operation))
                        .expect(403);
            }
        });
    }

    @TestFactory
    @Order(6)
    Stream<DynamicTest> whatIsNotThereIsNotFound() {
        Client admin = platform.administrator().client();
        return each(operation -> {
            if (operation.hasIds()) {
                call(operation, admin, "", sample(operation)).expect(404);
            }
        });
    }

    @Test
    @Order(7)
    void everyAnswerWasAsItsDocumentSays() {
        assertThat(api.violations()).isEmpty();
    }

    @Test
    @Order(8)
    void everyDocumentedRefusalHasBeenSeen() {
        Map<String, List<String>> unseen = api.unseen("4");
        // one limit before all operations, which RequestLimitsIT reaches
        unseen.values().forEach(statuses -> statuses.remove("429"));
        unseen.values().removeIf(List::isEmpty);
        assertThat(unseen).isEmpty();
    }

    private interface Check {
        void of(ApiOperation operation);
    }

    private Stream<DynamicTest> each(Check check) {
        return api.operations().stream().map(operation -> test(operation, () -> check.of(operation)));
    }

    private static DynamicTest test(ApiOperation operation, Runnable check) {
        return DynamicTest.dynamicTest(operation.toString(), check::run);
    }

    private Answer call(ApiOperation operation, Client caller, String query, @Nullable String body) {
        Map<String, String> headers = new LinkedHashMap<>(Map.of("If-Match", "*"));
        if (operation.method().equals("PATCH")) {
            headers.put("Content-Type", "application/merge-patch+json");
        }
        return api.send(operation, caller, pathOf(operation) + query, body, headers);
    }

    /** A body that is read, so that something else decides. */
    private @Nullable String sample(ApiOperation operation) {
        if (!operation.hasBody()) {
            return null;
        }
        String valid = ForeignIdIT.BODIES.get(operation.method() + " " + operation.path());
        if (valid != null) {
            return valid;
        }
        return smallest(operation);
    }

    private static String pathOf(ApiOperation operation) {
        return operation.path().replace("{version_number}", "1").replaceAll("\\{[^}]*}", SampleJson.UNKNOWN_ID);
    }

    private static String smallest(ApiOperation operation) {
        JsonNode schema = operation
                .declaration()
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        return SampleJson.small(operation.document()).of(schema).toString();
    }

    private Client key(Person owner, String scope) {
        return Client.as(owner.client()
                .post(platform.auth("/api/v1/api-keys"), "{\"name\":\"narrow\",\"scopes\":[\"" + scope + "\"]}")
                .expect(201)
                .text("key"));
    }
}
