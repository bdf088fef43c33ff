package de.lopezitwelt.auth.apikey.grant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;

/** A JSON list in a column that is read as text: Hibernate Reactive's own JSON type takes objects only. */
@Converter
public class ScopesColumn implements AttributeConverter<List<String>, String> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String convertToDatabaseColumn(List<String> scopes) {
        try {
            return JSON.writeValueAsString(scopes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<String> convertToEntityAttribute(String column) {
        try {
            return JSON.readValue(column, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("api_keys.permissions holds no JSON list", e);
        }
    }
}
