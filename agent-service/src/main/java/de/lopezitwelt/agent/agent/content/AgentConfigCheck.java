package de.lopezitwelt.agent.agent.content;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.platform.json.MergePatch;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.platform.web.problem.Violation;
import de.lopezitwelt.runtime.agent.AgentConfigSchemas;
import java.util.List;

/** Holds a configuration against the published schema of its type. */
public final class AgentConfigCheck {
    private static final String CUSTOM = "custom_config";

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

    /**
     * The violations of a license's configuration, merged over the agent's (JSON Merge Patch, RFC 7396); empty when nothing
     * is.
     */
    public static List<Violation> ofCustom(AgentType type, JsonNode config, JsonNode customConfig) {
        return AgentConfigSchemas.validate(type, MergePatch.apply(config, customConfig)).stream()
                .map(violation -> new Violation(violation.field().replaceFirst("^config", CUSTOM), violation.reason()))
                .toList();
    }
}
