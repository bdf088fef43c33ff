package de.lopezitwelt.agent.agent.content;

import de.lopezitwelt.contracts.agent.AgentType;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** The lower-case names of the column. */
@Converter
public class AgentTypeText implements AttributeConverter<AgentType, String> {
    @Override
    public String convertToDatabaseColumn(AgentType value) {
        return value.wireName();
    }

    @Override
    public AgentType convertToEntityAttribute(String text) {
        return AgentType.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
