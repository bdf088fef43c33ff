package de.lopezitwelt.system.api;

import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.ApiOperation;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Platform;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Calls the public operations of all services, holds every answer against the documents and remembers what it has seen. */
final class ApiExplorer {
    /** No resource of a test gets this far. */
    private static final String OUTDATED = "\"999999999\"";

    private final Platform platform;
    private final List<ApiOperation> operations = new ArrayList<>();
    private final Map<PlatformService, ApiContract> contracts = new EnumMap<>(PlatformService.class);
    private final Map<ApiOperation, TreeSet<String>> seen = new LinkedHashMap<>();
    private final List<String> violations = new ArrayList<>();

    ApiExplorer(Platform platform) {
        this.platform = platform;
        for (PlatformService service : PlatformService.values()) {
            var document = ApiOperation.publicDocument(platform, service);
            operations.addAll(ApiOperation.of(service, document));
            contracts.put(service, new ApiContract(document));
        }
    }

    List<ApiOperation> operations() {
        return operations;
    }

    /** Where an answer was not as documented. */
    List<String> violations() {
        return violations;
    }

    /** Operations with the documented statuses that nobody has seen, of those that begin so. */
    Map<String, List<String>> unseen(String beginning) {
        var unseen = new TreeMap<String, List<String>>();
        for (ApiOperation operation : operations) {
            var missing = new ArrayList<String>();
            operation.declaration().path("responses").fieldNames().forEachRemaining(missing::add);
            missing.removeAll(seen.getOrDefault(operation, new TreeSet<>()));
            missing.removeIf(status -> !status.startsWith(beginning));
            if (!missing.isEmpty()) {
                unseen.put(operation.method() + " " + operation.path(), missing);
            }
        }
        return unseen;
    }

    Answer get(Client caller, String path) {
        return call(200, caller, "GET", path, null, Map.of());
    }

    Answer refused(int status, Client caller, String path) {
        return call(status, caller, "GET", path, null, Map.of());
    }

    Answer post(int status, Client caller, String path, @Nullable String body) {
        return call(status, caller, "POST", path, body, Map.of());
    }

    Answer put(Client caller, String path, String body) {
        return call(200, caller, "PUT", path, body, Map.of());
    }

    Answer patch(Client caller, String path, String body) {
        return call(200, caller, "PATCH", path, body, Map.of("Content-Type", "application/merge-patch+json"));
    }

    Answer delete(int status, Client caller, String path) {
        return call(status, caller, "DELETE", path, null, Map.of());
    }

    Answer stream(Client caller, String method, String path, @Nullable String body) {
        return call(200, caller, method, path, body, Map.of("Accept", "text/event-stream"));
    }

    /** Where a condition may be set, one that does not hold comes first. */
    private Answer call(
            int status, Client caller, String method, String path, @Nullable String body, Map<String, String> headers) {
        ApiOperation operation = find(method, path);
        if (status < 300 && operation.takes("If-Match")) {
            send(operation, caller, path, body, with(headers, OUTDATED)).expect(412);
            return send(operation, caller, path, body, with(headers, "*")).expect(status);
        }
        return send(operation, caller, path, body, headers).expect(status);
    }

    Answer send(
            ApiOperation operation, Client caller, String path, @Nullable String body, Map<String, String> headers) {
        Answer answer = caller.send(operation.method(), platform.url(operation.service(), path), body, headers);
        seen.computeIfAbsent(operation, first -> new TreeSet<>()).add(Integer.toString(answer.status()));
        Objects.requireNonNull(contracts.get(operation.service()))
                .violations(operation, answer)
                .forEach(violation -> violations.add(operation + ": " + violation + " in " + answer));
        return answer;
    }

    /** The operation with the fewest parameters among those an address fits: what is literal goes first. */
    private ApiOperation find(String method, String path) {
        String address = path.replaceFirst("\\?.*", "");
        return operations.stream()
                .filter(operation -> operation.method().equals(method))
                .filter(operation -> Pattern.matches(operation.path().replaceAll("\\{[^}]*}", "[^/]+"), address))
                .min(Comparator.comparing(operation ->
                        operation.path().chars().filter(c -> c == '{').count()))
                .orElseThrow(() -> new AssertionError("no document knows " + method + " " + path));
    }

    private static Map<String, String> with(Map<String, String> headers, String condition) {
        var more = new LinkedHashMap<>(headers);
        more.put("If-Match", condition);
        return more;
    }
}
