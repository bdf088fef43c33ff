package de.lopezitwelt.system;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.local.platform.PlatformService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One operation of a service, as its OpenAPI document declares it. */
record ApiOperation(PlatformService service, String method, String path, JsonNode declaration) {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    static List<ApiOperation> all(Platform platform) {
        List<ApiOperation> operations = new ArrayList<>();
        for (PlatformService service : PlatformService.values()) {
            JsonNode paths = Client.anonymous()
                    .get(platform.url(service, "/openapi?format=json"))
                    .expect(200)
                    .json()
                    .path("paths");
            for (Map.Entry<String, JsonNode> path : paths.properties()) {
                for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                    if (METHODS.contains(method.getKey())) {
                        operations.add(new ApiOperation(
                                service,
                                method.getKey().toUpperCase(java.util.Locale.ROOT),
                                path.getKey(),
                                method.getValue()));
                    }
                }
            }
        }
        return operations;
    }

    boolean isInternal() {
        return path.startsWith("/internal/");
    }

    boolean needsCaller() {
        return !declaration.path("security").isEmpty();
    }

    boolean hasBody() {
        return declaration.has("requestBody");
    }

    boolean acceptsJson() {
        JsonNode content = declaration.at("/requestBody/content");
        return !content.has("application/x-www-form-urlencoded") && !content.has("application/octet-stream");
    }

    boolean hasIds() {
        return path.contains("{");
    }

    @Override
    public String toString() {
        return service.serviceName() + " " + method + " " + path;
    }
}
