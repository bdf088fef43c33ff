package de.lopezitwelt.runtime.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;

/** Whether an answer holds a JSON value that fits a schema. References lead nowhere but into the schema itself. */
final class SchemaCheck implements AnswerCheck {

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
        if (answer.isBlank()) {
            return new Verdict(answer, List.of("the answer is empty"));
        }
        Verdict first = null;
        for (String json : JsonFinder.find(answer)) {
            Verdict verdict = new Verdict(json, problems(json));
            if (verdict.passed()) {
                return verdict;
            }
            first = first == null ? verdict : first;
        }
        return first == null ? new Verdict(answer, List.of("the answer is not one JSON value")) : first;
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
}
