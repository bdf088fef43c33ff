package de.lopezitwelt.agent.agent;

import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.platform.persistence.column.WireEnumColumn;
import jakarta.persistence.Converter;

@Converter
class AgentTypeText extends WireEnumColumn<AgentType> {
    AgentTypeText() {
        super(AgentType.class);
    }
}
