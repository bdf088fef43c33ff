package de.lopezitwelt.agent.agent;

import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.contracts.agent.AgentVisibility;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which of the visible agents are listed; null stands for any. */
record AgentFilter(
        @Nullable AgentType type,
        @Nullable AgentVisibility visibility,
        @Nullable String organizationId,
        boolean mine) {

    /** @throws ProblemException 400 naming the parameter */
    static AgentFilter of(
            @Nullable String type,
            @Nullable String visibility,
            @Nullable String organizationId,
            @Nullable String mine) {
        if (mine != null && !mine.equals("true") && !mine.equals("false")) {
            throw ProblemException.invalid("mine", "must be true or false");
        }
        return new AgentFilter(
                parse("type", type, AgentType.values()),
                parse("visibility", visibility, AgentVisibility.values()),
                organizationId,
                "true".equals(mine));
    }

    private static <E extends Enum<E>> @Nullable E parse(String field, @Nullable String name, E[] values) {
        if (name == null) {
            return null;
        }
        return Arrays.stream(values)
                .filter(value -> wireName(value).equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        field,
                        "must be one of "
                                + Arrays.stream(values)
                                        .map(AgentFilter::wireName)
                                        .collect(Collectors.joining(", "))));
    }

    private static String wireName(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT);
    }
}
