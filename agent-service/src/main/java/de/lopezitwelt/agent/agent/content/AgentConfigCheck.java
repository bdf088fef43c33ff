package de.lopezitwelt.agent.agent.content;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.platform.web.problem.Violation;
import de.lopezitwelt.runtime.agent.AgentConfigSchemas;

/** Holds a configuration against the published schema of its type. */
public final class AgentConfigCheck {
    private AgentConfigCheck() {}

    /** @throws ProblemException 400 naming each path that is wrong */
    public static void ensureValid(AgentType type, JsonNode config) {
        var violations = AgentConfigSchemas.validate(type, config);
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations.stream()
                    .map(violation -> new Violation(violation.field(), violation.reason()))
                    .toList());
        }
    }
}
