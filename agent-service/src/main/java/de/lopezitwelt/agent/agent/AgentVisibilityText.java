package de.lopezitwelt.agent.agent;

import de.lopezitwelt.contracts.agent.AgentVisibility;
import de.lopezitwelt.platform.persistence.column.WireEnumColumn;
import jakarta.persistence.Converter;

@Converter
class AgentVisibilityText extends WireEnumColumn<AgentVisibility> {
    AgentVisibilityText() {
        super(AgentVisibility.class);
    }
}
