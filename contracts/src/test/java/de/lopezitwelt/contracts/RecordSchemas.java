package de.lopezitwelt.contracts;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import de.lopezitwelt.platform.messaging.EventJson;
import de.lopezitwelt.platform.messaging.EventTypes;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Writes the JSON Schema (2020-12) of an event record in the form that the mapper of events puts on the wire. */
final class RecordSchemas {
    private static final SchemaGenerator GENERATOR = generator();

    private RecordSchemas() {}

    static JsonNode of(Class<? extends Record> event) {
        ObjectNode schema = GENERATOR.generateSchema(event);
        schema.put("title", EventTypes.of(event).value());
        try {
            return EventJson.MAPPER.readTree(schema.toString());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SchemaGenerator generator() {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.INLINE_ALL_SCHEMAS);
        config.forFields()
                .withPropertyNameOverrideResolver(
                        field -> PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(field.getName()))
                .withRequiredCheck(field -> !isNullable(field));
        config.forTypesInGeneral().withCustomDefinitionProvider(RecordSchemas::scalar);
        return new SchemaGenerator(config.build());
    }

    private static boolean isNullable(FieldScope field) {
        return field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static @Nullable CustomDefinition scalar(ResolvedType type, SchemaGenerationContext context) {
        ObjectNode schema = context.getGeneratorConfig().createObjectNode();
        Class<?> raw = type.getErasedType();
        if (raw == Instant.class) {
            schema.put("type", "string").put("format", "date-time");
        } else if (raw == BigDecimal.class) {
            schema.put("type", "number");
        } else if (raw.isEnum()) {
            schema.put("type", "string");
            for (Object constant : raw.getEnumConstants()) {
                schema.withArray("enum").add(EventJson.MAPPER.convertValue(constant, String.class));
            }
        } else if (!JsonNode.class.isAssignableFrom(raw)) {
            return null;
        }
        return new CustomDefinition(schema, true);
    }
}
