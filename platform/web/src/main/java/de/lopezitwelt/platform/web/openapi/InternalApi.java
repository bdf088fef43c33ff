package de.lopezitwelt.platform.web.openapi;

import io.quarkus.smallrye.openapi.runtime.OpenApiHandler;
import io.quarkus.vertx.http.ManagementInterface;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The documents for operators, beside health and metrics. {@code /q/openapi-internal} shows the operations for other services
 * and {@code ./lopez}, in YAML unless {@code ?format=json}; {@code /q/openapi} is the public document of {@code /openapi}.
 */
@Singleton
class InternalApi {
    /** The document of all operations, scanned at build time. */
    private static final String SCANNED = "META-INF/quarkus-generated-openapi-doc.JSON";

    private final Config config;
    private final boolean ownPort;

    InternalApi(
            Config config,
            @ConfigProperty(name = "quarkus.management.enabled", defaultValue = "false") boolean managementHasItsPort) {
        this.config = config;
        this.ownPort = managementHasItsPort;
    }

    void onManagementPort(@Observes ManagementInterface management) {
        register(management.router());
    }

    void onOnlyPort(@Observes Router router) {
        if (!ownPort) {
            register(router);
        }
    }

    private void register(Router router) {
        router.get("/q/openapi").handler(new OpenApiHandler());
        router.get("/q/openapi-internal").blockingHandler(this::answer);
    }

    private void answer(RoutingContext routing) {
        SmallRyeOpenAPI document = SmallRyeOpenAPI.builder()
                .withConfig(config)
                .withCustomStaticFile(
                        () -> Thread.currentThread().getContextClassLoader().getResourceAsStream(SCANNED))
                .enableModelReader(false)
                .enableStandardStaticFiles(false)
                .enableAnnotationScan(false)
                .enableStandardFilter(false)
                .addFilter(DocumentPart.INTERNAL)
                .build();
        boolean asJson = "json".equalsIgnoreCase(routing.queryParams().get("format"));
        routing.response()
                .putHeader("Content-Type", asJson ? "application/json" : "application/yaml")
                .end(asJson ? document.toJSON() : document.toYAML());
    }
}
