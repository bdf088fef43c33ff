package de.lopezitwelt.system.support;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.local.platform.PlatformService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One operation of a service, as its OpenAPI document declares it.
 *
 * @param document the whole of it, for what the declaration refers to
 */
public record ApiOperation(
        PlatformService service, String method, String path, JsonNode declaration, JsonNode document) {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    /** What clients and what the other services may call. */
    public static List<ApiOperation> all(Platform platform) {
        return Stream.of(PlatformService.values())
                .flatMap(service -> Stream.of("/openapi", "/q/openapi-internal")
                        .flatMap(document -> of(service, document(platform, service, document)).stream()))
                .toList();
    }

    /** What clients see of a service. */
    public static JsonNode publicDocument(Platform platform, PlatformService service) {
        return document(platform, service, "/openapi");
    }

    private static JsonNode document(Platform platform, PlatformService service, String path) {
        String document = path + "?format=json";
        return Client.anonymous()
                .get(path.startsWith("/q/") ? platform.management(service, document) : platform.url(service, document))
                .expect(200)
                .json();
    }

    public static List<ApiOperation> of(PlatformService service, JsonNode document) {
        List<ApiOperation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                if (METHODS.contains(method.getKey())) {
                    operations.add(new ApiOperation(
                            service,
                            method.getKey().toUpperCase(Locale.ROOT),
                            path.getKey(),
                            method.getValue(),
                            document));
                }
            }
        }
        return operations;
    }

    public String id() {
        return declaration.path("operationId").asText();
    }

    /** The schema that a reference stands for, or the schema itself. */
    public JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        return reference.isEmpty() ? schema : resolved(document.at(reference.substring(1)));
    }

    public boolean isInternal() {
        return path.startsWith("/internal/");
    }

    /** Whether it speaks OpenAI's or Anthropic's protocol instead of ours. */
    public boolean isOpenAi() {
        return path.startsWith("/v1/");
    }

    public boolean needsCaller() {
        return !declaration.path("security").isEmpty();
    }

    public boolean hasBody() {
        return declaration.has("requestBody");
    }

    public boolean takes(String parameter) {
        return declaration.path("parameters").findValuesAsText("name").contains(parameter);
    }

    public boolean acceptsJson() {
        JsonNode content = declaration.at("/requestBody/content");
        return !content.has("application/x-www-form-urlencoded") && !content.has("application/octet-stream");
    }

    public boolean hasIds() {
        return path.contains("{");
    }

    @Override
    public String toString() {
        return service.serviceName() + " " + method + " " + path;
    }
}
