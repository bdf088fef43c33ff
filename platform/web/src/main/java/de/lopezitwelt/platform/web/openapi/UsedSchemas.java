package de.lopezitwelt.platform.web.openapi;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which of a document's named schemas are used, directly or by another one that is. */
final class UsedSchemas {
    static final String REFERENCE = "#/components/schemas/";

    private final Map<String, Schema> known;
    private final Set<String> names = new TreeSet<>();

    UsedSchemas(OpenAPI document) {
        this.known = schemas(document);
    }

    static Map<String, Schema> schemas(OpenAPI document) {
        boolean any =
                document.getComponents() != null && document.getComponents().getSchemas() != null;
        return any ? document.getComponents().getSchemas() : Map.of();
    }

    static Stream<Operation> operations(OpenAPI document) {
        boolean any = document.getPaths() != null && document.getPaths().getPathItems() != null;
        Collection<PathItem> items = any ? document.getPaths().getPathItems().values() : List.of();
        return items.stream().flatMap(item -> item.getOperations().values().stream());
    }

    Set<String> names() {
        return names;
    }

    /** Schemas of request bodies. */
    void inRequest(Operation operation) {
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(parameter -> schema(parameter.getSchema()));
        }
        if (operation.getRequestBody() != null) {
            content(operation.getRequestBody().getContent());
        }
    }

    /** Schemas of answers. */
    void inResponses(Operation operation) {
        if (operation.getResponses() != null && operation.getResponses().getAPIResponses() != null) {
            operation.getResponses().getAPIResponses().values().forEach(response -> content(response.getContent()));
        }
    }

    void content(@Nullable Content content) {
        if (content != null && content.getMediaTypes() != null) {
            for (MediaType type : content.getMediaTypes().values()) {
                schema(type.getSchema());
                extension(type.getExtensions());
            }
        }
    }

    private void schema(@Nullable Schema schema) {
        if (schema == null) {
            return;
        }
        reference(schema.getRef());
        Stream.of(
                        schema.getProperties() == null
                                ? List.<Schema>of()
                                : schema.getProperties().values(),
                        listOf(schema.getAllOf()),
                        listOf(schema.getAnyOf()),
                        listOf(schema.getOneOf()))
                .flatMap(Collection::stream)
                .forEach(this::schema);
        schema(schema.getItems());
        schema(schema.getAdditionalPropertiesSchema());
    }

    /** An extension holds schemas as we made them, or as maps when the document was read again. */
    private void extension(@Nullable Object value) {
        switch (value) {
            case Schema schema -> schema(schema);
            case Map<?, ?> map -> {
                if (map.get("$ref") instanceof String reference) {
                    reference(reference);
                }
                map.values().forEach(this::extension);
            }
            case List<?> list -> list.forEach(this::extension);
            case null, default -> {}
        }
    }

    private void reference(@Nullable String reference) {
        if (reference != null && reference.startsWith(REFERENCE)) {
            String name = reference.substring(REFERENCE.length());
            if (names.add(name)) {
                schema(known.get(name));
            }
        }
    }

    private static List<Schema> listOf(@Nullable List<Schema> schemas) {
        return schemas == null ? List.of() : schemas;
    }
}
