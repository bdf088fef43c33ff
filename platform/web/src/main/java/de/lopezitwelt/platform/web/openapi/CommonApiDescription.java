package de.lopezitwelt.platform.web.openapi;

import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.problem.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.IndexView;

/**
 * Says in every service's document what the code already enforces: who may call an operation (from {@code @RolesAllowed}),
 * how errors look, and where an {@code Idempotency-Key} counts. Nothing of it is written by hand, so it cannot go stale.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class CommonApiDescription implements OASFilter {
    static final String BEARER = "bearer";
    static final String API_KEY = "api_key";
    static final String SERVICE = "service";
    private static final String PROBLEM = "Problem";

    private final ResourceMethods methods;
    private final Nullness nullness;
    private final EventStreamSchemas streams;

    public CommonApiDescription(IndexView index) {
        this.methods = new ResourceMethods(index);
        this.nullness = new Nullness(index);
        this.streams = new EventStreamSchemas(index);
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
        components.addResponse(
                PROBLEM, OASFactory.createAPIResponse().description("An error").content(problemContent()));
        document.setComponents(components);
        if (document.getPaths() != null && document.getPaths().getPathItems() != null) {
            document.getPaths()
                    .getPathItems()
                    .forEach((path, item) -> item.getOperations()
                            .values()
                            .forEach(operation -> describe(path, operation, UsedSchemas.schemas(document))));
        }
        nullness.describe(document);
        components.addSchema(PROBLEM, problemSchema());
        MergePatchSchemas.describe(document);
        streams.describe(document);
    }

    private void describe(String path, Operation operation, Map<String, Schema> schemas) {
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        APIResponses responses = operation.getResponses();
        addProblem(responses, "400", takesInput(operation));
        methods.find(operation.getOperationId()).ifPresent(method -> {
            method.status().ifPresent(status -> answersWith(responses, Integer.toString(status)));
            method.roles().forEach(role -> security(path, operation, role));
            if (method.idempotent()) {
                operation.addParameter(idempotencyKey());
            }
            addProblem(responses, "400", method.strict());
            method.failures()
                    .forEach((status, reason) -> responses.addAPIResponse(
                            status,
                            OASFactory.createAPIResponse().description(reason).content(errorContent(responses))));
            addProblem(responses, "401", !method.roles().isEmpty());
            addProblem(responses, "403", !method.roles().isEmpty());
        });
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(parameter -> describe(parameter, schemas));
        }
        addProblem(responses, "404", path.contains("{"));
        addProblem(responses, "412", takes(operation, "If-Match"));
        addProblem(responses, "429", !path.startsWith(DocumentPart.INTERNAL_PATHS));
        addProblem(responses, "default", true);
    }

    /** The scanner has put the answer under the usual status of the HTTP method; this moves it to the annotated one. */
    private static void answersWith(APIResponses responses, String status) {
        for (String usual : List.of("200", "201", "204")) {
            if (responses.hasAPIResponse(usual) && !responses.hasAPIResponse(status)) {
                responses.addAPIResponse(status, responses.getAPIResponse(usual));
                responses.removeAPIResponse(usual);
            }
        }
    }

    /** Whether the operation takes input outside of its path. Impossible values in a path are 404, others 400. */
    private static boolean takesInput(Operation operation) {
        return operation.getRequestBody() != null
                || operation.getParameters() != null
                        && operation.getParameters().stream()
                                .anyMatch(parameter -> parameter.getIn() != Parameter.In.PATH);
    }

    private static boolean takes(Operation operation, String parameter) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(known -> parameter.equals(known.getName()));
    }

    /**
     * Parameters that a class of ours parses are texts or numbers. The limit of a page is a number, although it is read as
     * text so that a wrong value can be reported.
     */
    private static void describe(Parameter parameter, Map<String, Schema> schemas) {
        Schema schema = parameter.getSchema();
        if (schema != null && schema.getRef() != null) {
            Schema named = schemas.get(schema.getRef().substring(UsedSchemas.REFERENCE.length()));
            if (named != null
                    && named.getProperties() != null
                    && named.getProperties().size() == 1) {
                parameter.setSchema(named.getProperties().values().iterator().next());
            }
        }
        if (parameter.getIn() == Parameter.In.QUERY
                && parameter.getName().equals("limit")
                && List.of(SchemaType.STRING).equals(parameter.getSchema().getType())) {
            parameter.setSchema(OASFactory.createSchema()
                    .addType(SchemaType.INTEGER)
                    .minimum(BigDecimal.ONE)
                    .maximum(BigDecimal.valueOf(PageRequest.MAX_LIMIT))
                    .defaultValue(PageRequest.DEFAULT_LIMIT));
        }
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

    private static void addProblem(APIResponses responses, String status, boolean possible) {
        if (possible && (!responses.hasAPIResponse(status) || saysNothing(responses.getAPIResponse(status)))) {
            responses.addAPIResponse(
                    status,
                    responses.hasAPIResponse("default")
                            ? responses.getAPIResponse("default")
                            : OASFactory.createAPIResponse().ref("#/components/responses/" + PROBLEM));
        }
    }

    /** Whether it has no content, like the 400 that the scanner adds to every method that validates its input. */
    private static boolean saysNothing(APIResponse response) {
        return response.getRef() == null && response.getContent() == null;
    }

    /** Resources of foreign APIs describe their errors as their default answer. */
    private static Content errorContent(APIResponses responses) {
        APIResponse own = responses.getAPIResponse("default");
        return own == null ? problemContent() : own.getContent();
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

    private static Content problemContent() {
        var reference = OASFactory.createSchema().ref("#/components/schemas/" + PROBLEM);
        return OASFactory.createContent()
                .addMediaType(Problem.MEDIA_TYPE, OASFactory.createMediaType().schema(reference));
    }

    private static Schema problemSchema() {
        Schema violation = object(Map.of("field", string(), "reason", string())).required(List.of("field", "reason"));
        return object(Map.of(
                        "type", string().description("urn:lopez:problem:<code>"),
                        "title", string(),
                        "status", OASFactory.createSchema().addType(SchemaType.INTEGER),
                        "code", string(),
                        "detail", string(),
                        "instance", string().description("urn:uuid:<X-Request-Id>"),
                        "violations",
                                OASFactory.createSchema()
                                        .addType(SchemaType.ARRAY)
                                        .items(violation)))
                .description("RFC 9457; some codes bring members of their own")
                .additionalPropertiesBoolean(true)
                .required(List.of("type", "title", "status", "code", "instance"));
    }

    private static Schema object(Map<String, Schema> properties) {
        var schema = OASFactory.createSchema().addType(SchemaType.OBJECT);
        new TreeMap<>(properties).forEach(schema::addProperty);
        return schema;
    }

    private static Schema string() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }
}
