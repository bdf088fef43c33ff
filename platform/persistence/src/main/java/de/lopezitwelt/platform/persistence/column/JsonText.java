package de.lopezitwelt.platform.persistence.column;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/**
 * JSON columns as text. Hibernate Reactive's own JSON type takes objects only, and some columns hold lists; they
 * are therefore read through {@code CAST(… AS CHAR)}.
 */
@Converter
public class JsonText implements AttributeConverter<JsonNode, String> {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable JsonNode value) {
        return value == null || value.isNull() ? null : value.toString();
    }

    @Override
    public @Nullable JsonNode convertToEntityAttribute(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a JSON column holds no JSON", broken);
        }
    }
}
