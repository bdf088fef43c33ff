package de.lopezitwelt.platform.web.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.IndexView;

/**
 * Says in every service's document what the code already enforces: who may call an operation (from {@code @RolesAllowed}),
 * how errors look, and where an {@code Idempotency-Key} counts. Nobody repeats it by hand, so it cannot go stale.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class CommonApiDescription implements OASFilter {
    static final String BEARER = "bearer";
    static final String API_KEY = "api_key";
    static final String SERVICE = "service";
    private static final String PROBLEM = "Problem";

    private final ResourceMethods methods;
    private final Nullness nullness;

    public CommonApiDescription(IndexView index) {
        this.methods = new ResourceMethods(index);
        this.nullness = new Nullness(index);
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Components components =
                document.getComponents() == null ? OASFactory.createComponents() : document.getComponents();
        components.addSecurityScheme(BEARER, http("An access token of a person, from POST /api/v1/auth/login"));
        components.addSecurityScheme(SERVICE, http("An access token of a service, from POST /internal/token"));
        components.addSecurityScheme(
                API_KEY,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.HEADER)
                        .name("X-API-Key")
                        .description("An API key; Authorization: Bearer takes it as well"));
        components.addSchema(PROBLEM, problemSchema());
        components.addResponse(PROBLEM, problemResponse());
        document.setComponents(components);
        if (document.getPaths() != null && document.getPaths().getPathItems() != null) {
            document.getPaths().getPathItems().forEach(this::describe);
        }
        nullness.describe(document);
    }

    private void describe(String path, PathItem item) {
        item.getOperations().values().forEach(operation -> describe(path, operation));
    }

    private void describe(String path, Operation operation) {
        methods.find(operation.getOperationId()).ifPresent(method -> {
            method.roles().forEach(role -> security(path, operation, role));
            if (method.idempotent()) {
                operation.addParameter(idempotencyKey());
            }
            addProblem(operation, "401", !method.roles().isEmpty());
            addProblem(operation, "403", !method.roles().isEmpty());
        });
        addProblem(operation, "400", operation.getRequestBody() != null || operation.getParameters() != null);
        addProblem(operation, "404", path.contains("{"));
        addProblem(operation, "429", !path.startsWith(DocumentPart.INTERNAL_PATHS));
        addProblem(operation, "default", true);
    }

    private static void security(String path, Operation operation, String role) {
        if (path.startsWith(DocumentPart.INTERNAL_PATHS)) {
            operation.addSecurityRequirement(
                    OASFactory.createSecurityRequirement().addScheme(SERVICE, List.of(role)));
            return;
        }
        operation.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(BEARER, List.of(role)));
        if (!role.startsWith("platform:")) {
            operation.addSecurityRequirement(
                    OASFactory.createSecurityRequirement().addScheme(API_KEY, List.of(role)));
        }
    }

    private static void addProblem(Operation operation, String status, boolean possible) {
        boolean described =
                operation.getResponses() != null && operation.getResponses().hasAPIResponse(status);
        if (possible && !described) {
            if (operation.getResponses() == null) {
                operation.setResponses(OASFactory.createAPIResponses());
            }
            operation
                    .getResponses()
                    .addAPIResponse(status, OASFactory.createAPIResponse().ref("#/components/responses/" + PROBLEM));
        }
    }

    private static Parameter idempotencyKey() {
        return OASFactory.createParameter()
                .name("Idempotency-Key")
                .in(Parameter.In.HEADER)
                .description("Makes a repetition of this request within 24 hours return the first answer")
                .schema(string().minLength(1).maxLength(255));
    }

    private static SecurityScheme http(String description) {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT")
                .description(description);
    }

    private static org.eclipse.microprofile.openapi.models.responses.APIResponse problemResponse() {
        var reference = OASFactory.createSchema().ref("#/components/schemas/" + PROBLEM);
        return OASFactory.createAPIResponse()
                .description("An error (RFC 9457)")
                .content(OASFactory.createContent()
                        .addMediaType(
                                "application/problem+json",
                                OASFactory.createMediaType().schema(reference)));
    }

    private static Schema problemSchema() {
        Schema violation = object(Map.of("field", string(), "reason", string()));
        return object(Map.of(
                        "type", string().description("urn:lopez:problem:<code>"),
                        "title", string(),
                        "status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER),
                        "code", string(),
                        "detail", string(),
                        "instance", string().description("urn:uuid:<X-Request-Id>"),
                        "violations",
                                OASFactory.createSchema()
                                        .addType(Schema.SchemaType.ARRAY)
                                        .items(violation)))
                .required(List.of("type", "title", "status", "code", "instance"));
    }

    private static Schema object(Map<String, Schema> properties) {
        var schema = OASFactory.createSchema().addType(Schema.SchemaType.OBJECT);
        new java.util.TreeMap<>(properties).forEach(schema::addProperty);
        return schema;
    }

    private static Schema string() {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
    }
}
