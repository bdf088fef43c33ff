package de.lopezitwelt.agent.agent.content;

import de.lopezitwelt.contracts.agent.AgentVisibility;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** The lower-case names of the column. */
@Converter
public class AgentVisibilityText implements AttributeConverter<AgentVisibility, String> {
    @Override
    public String convertToDatabaseColumn(AgentVisibility value) {
        return value.wireName();
    }

    @Override
    public AgentVisibility convertToEntityAttribute(String text) {
        return AgentVisibility.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
