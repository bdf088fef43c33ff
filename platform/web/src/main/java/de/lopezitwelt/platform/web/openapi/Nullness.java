package de.lopezitwelt.platform.web.openapi;

import de.lopezitwelt.platform.web.openapi.RecordSchemas.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.IndexView;

/**
 * Copies the nullness of the code (JSpecify) into a document: a component of a record that is not {@code @Nullable} is never
 * null, and an answer has every component. A request may leave out a component that may be null, and a number or boolean, which
 * is 0 or false then, unless a constraint demands it.
 */
final class Nullness {
    private final RecordSchemas records;

    Nullness(IndexView index) {
        this.records = new RecordSchemas(index);
    }

    void describe(OpenAPI document) {
        var sent = new UsedSchemas(document);
        UsedSchemas.operations(document).forEach(sent::inRequest);
        UsedSchemas.schemas(document).forEach((name, schema) -> {
            Map<String, Schema> properties = schema.getProperties();
            if (properties != null && !properties.isEmpty()) {
                Map<String, Member> members = records.members(name, properties.keySet());
                if (!members.isEmpty()) {
                    allowNulls(schema, members);
                    require(schema, members, sent.names().contains(name));
                }
            }
        });
    }

    private static void allowNulls(Schema schema, Map<String, Member> members) {
        schema.getProperties().forEach((name, property) -> {
            Member member = members.get(name);
            if (member != null && member.nullable() && !member.leftOut()) {
                allowNull(property);
            }
        });
    }

    private static void require(Schema schema, Map<String, Member> members, boolean sent) {
        List<String> required = new ArrayList<>();
        members.forEach((name, member) -> {
            boolean optional = member.leftOut() || sent && (member.nullable() || member.primitive());
            boolean demanded =
                    schema.getRequired() != null && schema.getRequired().contains(name);
            if (demanded || !optional) {
                required.add(name);
            }
        });
        schema.setRequired(required.isEmpty() ? null : required);
    }

    private static void allowNull(Schema property) {
        if (property.getRef() != null) {
            Schema reference = OASFactory.createSchema().ref(property.getRef());
            property.setRef(null);
            property.setType(null);
            property.addAnyOf(reference).addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL));
        } else if (property.getType() != null && !property.getType().contains(SchemaType.NULL)) {
            property.addType(SchemaType.NULL);
            if (property.getEnumeration() != null) {
                property.addEnumeration(null);
            }
        }
    }
}
