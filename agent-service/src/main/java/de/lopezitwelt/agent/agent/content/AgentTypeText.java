package de.lopezitwelt.agent.agent.content;

import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.platform.persistence.column.WireEnumColumn;
import jakarta.persistence.Converter;

@Converter
public class AgentTypeText extends WireEnumColumn<AgentType> {
    public AgentTypeText() {
        super(AgentType.class);
    }
}
