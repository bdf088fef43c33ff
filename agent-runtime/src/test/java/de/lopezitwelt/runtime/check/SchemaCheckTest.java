package de.lopezitwelt.runtime.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SchemaCheckTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode ANYTHING = JSON.createObjectNode();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~```json\n{}\n```~          | {}",
                "~```\n{}\n```~              | {}",
                "~```JSON  \n\n{}\n\n  ```~  | {}",
                "~  ```json\n{}\n```  ~      | {}",
                "~```json {}\n\n```~         | ~```json {}\n\n```~",
                "~```json\n{}```~            | ~```json\n{}```~",
                "~```{}```~                 | ~```{}```~"
            })
    void codeBlockAroundAnAnswerIsTakenOff(String answer, String json) {
        String text = answer.replace("\\n", "\n");
        String expected = json.replace("\\n", "\n");

        assertThat(SchemaCheck.of(ANYTHING).check(text).answer()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", " ", "\n ", "```", "```\n", "a", "{\"a\":", "["})
    void anythingMayBeAnsweredAtLength(String part) {
        assertThat(SchemaCheck.of(ANYTHING)
                        .check("```json" + part.repeat(300_000) + "x")
                        .problems())
                .isNotEmpty();
        assertThat(SchemaCheck.of(ANYTHING)
                        .check("```json\n" + part.repeat(300_000) + "\n```")
                        .problems())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"pattern\":\"^(a|b)*$\"}",
                "{\"pattern\":\"^(?:a|b|c)+?d$\"}",
                "{\"pattern\":\"^(a+)+$\"}",
                "{\"$ref\":\"#\"}",
                "{\"allOf\":[{\"$ref\":\"#\"}]}"
            })
    void schemaThatNeverEndsIsAProblemAndNoCrash(String schema) throws Exception {
        assertThat(SchemaCheck.of(JSON.readTree(schema))
                        .check("\"" + "ab".repeat(200_000) + "\"")
                        .problems())
                .isNotEmpty();
    }

    @Test
    void patternThatNestsWithoutEndIsAProblemAndNoCrash() {
        var schema = JSON.createObjectNode().put("pattern", "(".repeat(30_000) + "a" + ")".repeat(30_000));

        List<String> problems = SchemaCheck.of(schema).check("\"a\"").problems();

        assertThat(problems).isNotEmpty();
    }
}
