package de.lopezitwelt.runtime.agent;

import java.util.List;

/** A configuration that its type's schema refuses. */
public final class InvalidAgentConfig extends RuntimeException {

    private final transient List<ConfigViolation> violations;

    public InvalidAgentConfig(List<ConfigViolation> violations) {
        super("invalid agent configuration: " + violations);
        this.violations = List.copyOf(violations);
    }

    public List<ConfigViolation> violations() {
        return violations;
    }
}
