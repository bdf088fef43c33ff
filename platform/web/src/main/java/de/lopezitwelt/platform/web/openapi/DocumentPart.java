package de.lopezitwelt.platform.web.openapi;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.tags.Tag;

/** One of the two documents of a service: for its clients, or for the other services. */
enum DocumentPart implements OASFilter {
    PUBLIC,
    INTERNAL;

    static final String INTERNAL_PATHS = "/internal/";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getPaths() != null && document.getPaths().getPathItems() != null) {
            for (String path : List.copyOf(document.getPaths().getPathItems().keySet())) {
                if (path.startsWith(INTERNAL_PATHS) == (this == PUBLIC)) {
                    document.getPaths().removePathItem(path);
                }
            }
        }
        removeUnused(document);
    }

    private static void removeUnused(OpenAPI document) {
        var used = new UsedSchemas(document);
        Set<String> tags = new HashSet<>();
        Set<String> schemes = new HashSet<>();
        UsedSchemas.operations(document).forEach(operation -> {
            used.inRequest(operation);
            used.inResponses(operation);
            if (operation.getTags() != null) {
                tags.addAll(operation.getTags());
            }
            if (operation.getSecurity() != null) {
                operation
                        .getSecurity()
                        .forEach(
                                security -> schemes.addAll(security.getSchemes().keySet()));
            }
        });
        if (document.getComponents() != null) {
            var components = document.getComponents();
            if (components.getResponses() != null) {
                components.getResponses().values().forEach(response -> used.content(response.getContent()));
            }
            var schemas = new TreeMap<>(UsedSchemas.schemas(document));
            schemas.keySet().retainAll(used.names());
            components.setSchemas(schemas);
            if (components.getSecuritySchemes() != null) {
                var securitySchemes = new TreeMap<>(components.getSecuritySchemes());
                securitySchemes.keySet().retainAll(schemes);
                components.setSecuritySchemes(securitySchemes);
            }
        }
        if (document.getTags() != null) {
            List<Tag> kept = document.getTags().stream()
                    .filter(tag -> tags.contains(tag.getName()))
                    .toList();
            document.setTags(kept.isEmpty() ? null : kept);
        }
    }
}
