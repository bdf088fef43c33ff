package de.lopezitwelt.runtime.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SamplingTest {
    private static final JsonNode CALLERS =
            JsonNodeFactory.instance.objectNode().put("top_k", 7).put("min_p", 1);
    private static final JsonNode AGENTS =
            JsonNodeFactory.instance.objectNode().put("top_k", 1).put("seed", 3);

    private static Sampling with(@Nullable JsonNode body) {
        return Sampling.DEFAULT.with(new Sampling.Extras(null, null, null, Map.of(), Map.of(), body));
    }

    private static @Nullable JsonNode body(@Nullable JsonNode callers, @Nullable JsonNode agents) {
        return with(callers).orElse(with(agents)).extras().body();
    }

    @Test
    void theCallersFieldsGoBeforeTheAgentsAndKeepTheOthers() {
        assertThat(body(CALLERS, AGENTS))
                .isEqualTo(JsonNodeFactory.instance
                        .objectNode()
                        .put("top_k", 7)
                        .put("seed", 3)
                        .put("min_p", 1));
        assertThat(AGENTS.size()).as("the agent's own are as they were").isEqualTo(2);
    }

    @Test
    void whoHasNoneLeavesTheOthers() {
        assertThat(body(CALLERS, null)).isEqualTo(CALLERS);
        assertThat(body(null, AGENTS)).isEqualTo(AGENTS);
        assertThat(body(null, null)).isNull();
    }
}
