package de.lopezitwelt.platform.web.openapi;

import de.lopezitwelt.platform.json.MergePatch;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** A merge patch may hold any of the members that it changes (RFC 7396), so its schema requires none. */
final class MergePatchSchemas {
    private static final String SUFFIX = "Patch";

    private MergePatchSchemas() {}

    static void describe(OpenAPI document) {
        UsedSchemas.operations(document).forEach(operation -> {
            if (operation.getRequestBody() != null) {
                Content content = operation.getRequestBody().getContent();
                if (content != null && content.hasMediaType(MergePatch.MEDIA_TYPE)) {
                    content.getMediaTypes().values().forEach(type -> makeOptional(document, type));
                }
            }
        });
    }

    private static void makeOptional(OpenAPI document, MediaType type) {
        Schema schema = type.getSchema();
        if (schema == null || schema.getRef() == null || schema.getRef().endsWith(SUFFIX)) {
            return;
        }
        String name = schema.getRef().substring(UsedSchemas.REFERENCE.length());
        Schema whole = UsedSchemas.schemas(document).get(name);
        if (whole != null && whole.getProperties() != null) {
            document.getComponents()
                    .addSchema(
                            name + SUFFIX,
                            OASFactory.createSchema()
                                    .type(whole.getType())
                                    .description("Any part of " + name)
                                    .properties(whole.getProperties()));
            type.setSchema(OASFactory.createSchema().ref(name + SUFFIX));
        }
    }
}
