package de.lopezitwelt.system.security.access;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.system.security.access.AccessCallers.Caller;
import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.ApiOperation;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Parallel;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every operation of every service, called as every kind of caller, is answered as {@code docs/access.md} says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixIT {
    private static final Set<String> TARGETED =
            Set.of("own", "the organization's", "said for the organization", "going on for the organization");

    /** A caller who may ask may get 404 for something absent. */
    private static final Set<String> MAY_BE_ABSENT = Set.of(
            "GET /api/v1/users/{}/erasure",
            "DELETE /api/v1/account/totp",
            "GET /api/v1/sessions/{}/feedback",
            "DELETE /api/v1/sessions/{}/feedback",
            "DELETE /v1/responses/{}");

    /** What ends things for other operations comes after them, and these at the very end. */
    private static final List<String> LAST =
            List.of("POST /api/v1/account/sign-out-everywhere", "POST /api/v1/account/erasure");

    private static final String END_OF_ORGANIZATION = "DELETE /api/v1/organizations/{}";
    private static final int END_OF_SIGN_IN = 4;
    private static final int VERY_LAST = Integer.MAX_VALUE;

    private final Platform platform = Platform.running();
    private final List<ApiOperation> operations = ApiOperation.all(platform);
    private final AccessCallers callers = new AccessCallers(platform);
    private final AccessCalls calls = new AccessCalls(platform);
    private final AccessPolicy policy;

    AccessMatrixIT() throws IOException {
        policy = AccessPolicy.read();
    }

    @Test
    void thePolicyNamesEveryOperationAndNoOther() {
        assertThat(operations)
                .allSatisfy(operation -> assertThat(policy.whose(operation)).isNotEmpty());
        assertThat(policy.operations().keySet())
                .isEqualTo(operations.stream()
                        .filter(operation -> !operation.isInternal())
                        .map(AccessPolicy::key)
                        .collect(Collectors.toSet()));
        assertThat(policy.kinds())
                .containsExactlyInAnyOrder(
                        "nobody",
                        "user",
                        "moderator",
                        "administrator",
                        "key",
                        "weak key",
                        "bound key",
                        "former",
                        "dead");
    }

    @Test
    void aKeyForAnOrganizationOfOthersIsNotMade() {
        Person stranger = Person.register(platform, "Stranger");
        String foreign = Person.register(platform, "Owner")
                .client()
                .post(platform.orgBilling("/api/v1/organizations"), "{\"name\":\"Foreign\"}")
                .expect(201)
                .text("id");
        for (String organization : List.of(foreign, AccessCalls.UNKNOWN)) {
            Answer refused = stranger.client()
                    .post(
                            platform.auth("/api/v1/api-keys"),
                            "{\"name\":\"no\",\"scopes\":[\"chat:read\"],\"organization_id\":\"" + organization + "\"}")
                    .expectProblem(400);
            assertThat(refused.violatedFields()).containsExactly("organization_id");
        }
    }

    @TestFactory
    Stream<DynamicTest> whoIsKnownIsAnsweredAsThePolicySays() {
        Map<String, Supplier<Caller>> known = new LinkedHashMap<>();
        known.put("user", () -> callers.people("User", "user"));
        known.put("moderator", () -> callers.people("Moderator", "moderator"));
        known.put("administrator", () -> callers.people("Administrator", "admin"));
        known.put("key", callers::key);
        known.put("bound key", callers::boundKey);
        known.put("former", callers::formerMember);
        return known.entrySet().stream()
                .map(caller -> DynamicTest.dynamicTest(
                        caller.getKey(), () -> callAll(caller.getValue().get())));
    }

    @TestFactory
    Stream<DynamicTest> whoIsNotLetInIsAnsweredAsThePolicySays() {
        Map<String, Supplier<String>> dead = new LinkedHashMap<>();
        dead.put("revoked key", callers::revokedKey);
        dead.put("expired key", callers::expiredKey);
        dead.put("expired token", callers::expiredToken);
        dead.put("token from before a demotion", callers::tokenOfBeforeADemotion);
        dead.put("bound key of a former member", () -> callers.formerMember().world().boundKey);
        return Stream.concat(
                Stream.of(
                        DynamicTest.dynamicTest("nobody", () -> refuseAll("nobody", operation -> Client.anonymous())),
                        DynamicTest.dynamicTest("weak key", () -> refuseAll("weak key", callers.weakKeys()))),
                dead.entrySet().stream()
                        .map(kind -> DynamicTest.dynamicTest(kind.getKey(), () -> {
                            Client client = Client.as(kind.getValue().get());
                            refuseAll("dead", operation -> client);
                        })));
    }

    private void refuseAll(String kind, Function<ApiOperation, Client> client) {
        List<String> wrong = Parallel.run(
                        operations.size(),
                        i -> mismatches(
                                kind,
                                policy.whose(operations.get(i)),
                                operations.get(i),
                                (operation, whose) -> calls.call(client.apply(operation), operation)))
                .stream()
                .flatMap(List::stream)
                .toList();
        assertThat(wrong).isEmpty();
    }

    /** What ends things comes after what uses them; all the rest at once. */
    private void callAll(Caller caller) {
        Map<Integer, List<ApiOperation>> ranked =
                new TreeMap<>(operations.stream().collect(Collectors.groupingBy(operation -> rank(caller, operation))));
        List<String> wrong = new ArrayList<>();
        ranked.forEach((rank, some) -> {
            if (rank == 0) {
                Parallel.run(some.size(), i -> mismatches(caller, some.get(i))).forEach(wrong::addAll);
            } else {
                some.stream()
                        .sorted(Comparator.comparing(
                                operation -> -operation.path().length()))
                        .forEach(operation -> wrong.addAll(mismatches(caller, operation)));
            }
        });
        assertThat(wrong).isEmpty();
    }

    private static int rank(Caller caller, ApiOperation operation) {
        String key = AccessPolicy.key(operation);
        int last = LAST.indexOf(key);
        if (last >= 0) {
            return END_OF_SIGN_IN + last;
        }
        if (key.equals(END_OF_ORGANIZATION)) {
            // ends the bound key, too; what ends the sign-in of a person is refused to a key
            return caller.kind().equals("bound key") ? VERY_LAST : END_OF_SIGN_IN - 1;
        }
        if (operation.method().equals("DELETE")) {
            return 2;
        }
        return operation.path().matches(".*/(suspend|resume|end|cancel|deactivate|erasure|accept)") ? 1 : 0;
    }

    private List<String> mismatches(Caller caller, ApiOperation operation) {
        // what comes before an end of all has ended the sign-in
        boolean anew = rank(caller, operation) > END_OF_SIGN_IN
                && caller.credential().equals(caller.world().person.token());
        Client client =
                Client.as(anew ? caller.world().person.signedInAgain(platform).token() : caller.credential());
        return mismatches(caller.kind(), policy.whose(operation), operation, (called, whose) -> {
            Map<String, String> things = things(caller, called, whose);
            return calls.call(client, called, caller.world(), things);
        });
    }

    private List<String> mismatches(
            String kind, List<String> all, ApiOperation operation, BiFunction<ApiOperation, String, Answer> call) {
        List<String> wrong = new ArrayList<>();
        for (String whose : all) {
            String expected = policy.expected(whose, kind);
            Answer answer = call.apply(operation, whose);
            String actual = classOf(answer);
            boolean absent = expected.equals(AccessPolicy.LET_IN)
                    && actual.equals("404")
                    && MAY_BE_ABSENT.contains(AccessPolicy.key(operation));
            if (!actual.equals(expected) && !absent) {
                wrong.add(kind + ", " + whose + ": " + expected + " expected of " + answer);
            }
        }
        return wrong;
    }

    private static String classOf(Answer answer) {
        return switch (answer.status()) {
            case 401, 403, 404, 429 -> Integer.toString(answer.status());
            default -> answer.status() < 500 ? AccessPolicy.LET_IN : Integer.toString(answer.status());
        };
    }

    /** Ids by the collection they stand in. */
    private Map<String, String> things(Caller caller, ApiOperation operation, String whose) {
        AccessWorld world = caller.world();
        Map<String, String> things = new HashMap<>(world.own);
        things.put("organizations", world.organization);
        things.put("licences", String.valueOf(world.ofOrganization.get("licences")));
        if (TARGETED.contains(whose) && !whose.equals("own")) {
            things.putAll(world.ofOrganization);
        }
        boolean bound = caller.kind().equals("bound key");
        things.put("usable", String.valueOf((bound ? world.ofOrganization : world.own).get("agents")));
        if (operation.path().startsWith("/api/v1/users/")) {
            things.put("users", somebody(operation, caller));
        }
        if (operation.path().startsWith("/api/v1/invitations/") && caller.kind().equals("administrator")) {
            things.put("invitations", invitation(caller));
        }
        if (operation.path().endsWith("/ownership")) {
            // let in and refused, or the world would have another owner
            things.put("members", world.person.id());
        }
        if (operation.path().endsWith("/accept")) {
            things.put("agents", String.valueOf(things.get("offered")));
        }
        return things;
    }

    private String somebody(ApiOperation operation, Caller caller) {
        return caller.kind().equals("administrator")
                ? Person.register(platform, "Somebody").id()
                : caller.world().colleague.id();
    }

    private String invitation(Caller caller) {
        return Client.as(caller.credential())
                .post(
                        platform.auth("/api/v1/invitations"),
                        "{\"email\":\"" + UUID.randomUUID() + "@example.com\",\"role\":\"user\"}")
                .expect(201)
                .text("id");
    }
}
