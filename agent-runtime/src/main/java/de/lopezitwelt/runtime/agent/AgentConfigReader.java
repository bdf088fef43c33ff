package de.lopezitwelt.runtime.agent;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.runtime.model.Sampling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the typed configuration from JSON, naming the path of what has a wrong type. */
final class AgentConfigReader {

    private final JsonNode json;
    private final List<ConfigViolation> violations = new ArrayList<>();

    private AgentConfigReader(JsonNode json) {
        this.json = json;
    }

    static AgentConfig read(JsonNode json) {
        if (!json.isObject()) {
            throw new InvalidAgentConfig(List.of(new ConfigViolation("config", "must be an object")));
        }
        AgentConfigReader reader = new AgentConfigReader(json);
        AgentConfig config = reader.config();
        if (!reader.violations.isEmpty()) {
            throw new InvalidAgentConfig(reader.violations);
        }
        return config;
    }

    private AgentConfig config() {
        Integer rounds = integer("max_tool_rounds");
        Integer seconds = integer("max_tool_seconds");
        JsonNode cost = node("max_tool_cost", JsonNode::isNumber, "must be a number");
        return new AgentConfig(
                text("system_prompt"),
                number("temperature"),
                number("top_p"),
                integer("max_output_tokens"),
                integer("history_window"),
                texts("languages"),
                text("source_language"),
                text("target_language"),
                entries("glossary", JsonNode::isTextual, "must be a string", JsonNode::textValue),
                node("output_schema", JsonNode::isObject, "must be an object"),
                texts("tools"),
                rounds == null ? AgentConfig.DEFAULT_TOOL_ROUNDS : rounds,
                seconds == null ? AgentConfig.DEFAULT_TOOL_SECONDS : seconds,
                cost == null ? null : cost.decimalValue(),
                new Sampling.Extras(
                        text("reasoning_effort"),
                        text("verbosity"),
                        text("service_tier"),
                        entries("logit_bias", JsonNode::isNumber, "must be a number", JsonNode::doubleValue),
                        entries("extra_headers", JsonNode::isTextual, "must be a string", JsonNode::textValue),
                        node("extra_body", JsonNode::isObject, "must be an object")));
    }

    @Nullable
    private JsonNode node(String key, Predicate<JsonNode> valid, String reason) {
        JsonNode value = json.get(key);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!valid.test(value)) {
            violations.add(new ConfigViolation("config." + key, reason));
            return null;
        }
        return value;
    }

    @Nullable
    private String text(String key) {
        JsonNode value = node(key, JsonNode::isTextual, "must be a string");
        return value == null ? null : value.textValue();
    }

    @Nullable
    private Double number(String key) {
        JsonNode value = node(key, JsonNode::isNumber, "must be a number");
        return value == null ? null : value.doubleValue();
    }

    @Nullable
    private Integer integer(String key) {
        JsonNode value = node(
                key, candidate -> candidate.isIntegralNumber() && candidate.canConvertToInt(), "must be an integer");
        return value == null ? null : value.intValue();
    }

    private List<String> texts(String key) {
        JsonNode value = node(key, JsonNode::isArray, "must be an array");
        if (value == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(value.size());
        for (int i = 0; i < value.size(); i++) {
            if (value.get(i).isTextual()) {
                texts.add(value.get(i).textValue());
            } else {
                violations.add(new ConfigViolation("config." + key + "[" + i + "]", "must be a string"));
            }
        }
        return texts;
    }

    private <T> Map<String, T> entries(
            String key, Predicate<JsonNode> valid, String reason, Function<JsonNode, T> read) {
        JsonNode value = node(key, JsonNode::isObject, "must be an object");
        Map<String, T> entries = new LinkedHashMap<>();
        if (value != null) {
            value.forEachEntry((name, entry) -> {
                if (valid.test(entry)) {
                    entries.put(name, read.apply(entry));
                } else {
                    violations.add(new ConfigViolation("config." + key + "." + name, reason));
                }
            });
        }
        return entries;
    }
}
