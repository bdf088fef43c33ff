package de.lopezitwelt.runtime.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;

/** Whether an answer is one JSON value that fits a schema. References lead nowhere but into the schema itself. */
final class SchemaCheck implements AnswerCheck {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String FENCE = "```";
    private static final int LONGEST_REASON = 200;

    private final JsonNode schema;

    private SchemaCheck(JsonNode schema) {
        this.schema = schema;
    }

    static SchemaCheck of(JsonNode schema) {
        return new SchemaCheck(schema);
    }

    @Override
    public Verdict check(String answer) {
        String json = unfenced(answer.strip());
        try {
            if (JSON.readTree(json).isMissingNode()) {
                return new Verdict(answer, List.of("the answer is empty"));
            }
        } catch (JsonProcessingException broken) {
            return new Verdict(answer, List.of("the answer is not one JSON value"));
        }
        return new Verdict(json, problems(json));
    }

    private List<String> problems(String json) {
        List<String> problems = new ArrayList<>();
        try {
            for (var error : compiled().validate(json, InputFormat.JSON)) {
                String text = error.getInstanceLocation() + ": " + error.getMessage();
                problems.add(text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON));
            }
        } catch (SlowPattern slow) {
            problems.add("a pattern of the schema takes too long to match");
        } catch (RuntimeException | StackOverflowError unusable) {
            // a schema may refer to itself without end, and its patterns may nest as deeply as it is long
            problems.add("the schema cannot be used");
        }
        return problems;
    }

    private Schema compiled() {
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .regularExpressionFactory(BoundedExpression::new)
                                .build()))
                .getSchema(schema.toString(), InputFormat.JSON);
    }

    /** Models like to put JSON into a code block. Each character is looked at once: an answer may be a megabyte of blank lines. */
    private static String unfenced(String answer) {
        int end = answer.length() - FENCE.length();
        int firstLine = answer.indexOf('\n');
        int lastLine = answer.lastIndexOf('\n');
        if (!answer.startsWith(FENCE)
                || !answer.endsWith(FENCE)
                || firstLine < 0
                || firstLine == lastLine
                || lastLine > end
                || !answer.substring(lastLine, end).isBlank()) {
            return answer;
        }
        boolean onlyALanguage = answer.substring(FENCE.length(), firstLine)
                .strip()
                .chars()
                .allMatch(c -> c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z');
        return onlyALanguage ? answer.substring(firstLine, lastLine).strip() : answer;
    }
}
