package de.lopezitwelt.agent.agent.content;

import de.lopezitwelt.contracts.agent.AgentVisibility;
import de.lopezitwelt.platform.persistence.column.WireEnumColumn;
import jakarta.persistence.Converter;

@Converter
public class AgentVisibilityText extends WireEnumColumn<AgentVisibility> {
    public AgentVisibilityText() {
        super(AgentVisibility.class);
    }
}
